package train

// The tests call these with fewer texts than Fit and Refit learn from: with all
// of them a test would take minutes under the race detector.
var (
	FitTo   = fitAll
	RefitTo = refit
)
