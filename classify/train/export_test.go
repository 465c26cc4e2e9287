package train

// What the tests do with fewer texts than Fit and Refit learn from: all of them
// take minutes under the race detector.
var (
	FitTo   = fitAll
	RefitTo = refit
)
