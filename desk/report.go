package desk

import "time"

// A Period is a stretch of time that a report is about: from From, up to but
// not including To, named as it was asked for.
type Period struct {
	Name     string
	From, To time.Time
}

// A Report is the truth about a project's tickets opened within a period.
type Report struct {
	Project    string // code
	Name       string
	Period     Period
	At         time.Time // when it was computed: open tickets are judged as of then
	Tickets    int
	Open       int // of them, still open
	ByType     map[RequestType]int
	ByPriority map[Priority]int
	Reaction   TargetFigures
	Resolution TargetFigures
	Breaches   []Breach
	Ratings    map[int]int // how many of each, 1 to 5
}

// TargetFigures say how one kind of target was kept.
type TargetFigures struct {
	Promised int // tickets that have such a target and whose outcome is decided
	Met      int
	Pending  int           // still within the target, not yet decided
	Median   time.Duration // of those that happened, as the contract's calendar counts
	P95      time.Duration
	Measured int // how many those are
}

// A Breach is a target that was not met.
type Breach struct {
	Key    Key
	Target ClockName // reaction or resolution
	Due    time.Time
	Late   time.Duration // on the wall clock; up to the report's time when it has still not happened
	Still  bool          // it has not happened yet
}
