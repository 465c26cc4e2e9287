package desk

import "time"

// A Report has the figures of a project, or of all of them, for a period. It has no
// words in it but those that people wrote: cards and files put it into words.
//
// Durations are the contract's time, by the calendar of each target, unless their
// comment says otherwise.
type Report struct {
	Project string // the project's code; "": all that the desk supports
	Name    string // the project's; "" likewise
	Zone    string // IANA name of the zone that the period's days begin in
	Period  Period
	At      time.Time     // the figures count what had happened up to here
	Figures               // of every type and priority
	Next    TargetFigures `json:",omitzero"` // answers to what customers wrote after the first response
	Groups  []Group       // the same by type and priority, in the order of RequestTypes and Priorities
	Trend   []Trend       // this period, last, and those before it, earliest first
	Backlog OpenFigures
	// Breaches are in the order of their deadlines. A report that is stored for a
	// messenger has the first few of them; Missed says how many there are.
	Breaches []Breach
	Lines    []LineFigures   // by line, from 1
	People   []PersonFigures // by name
	Shops    []ShopFigures   // of all projects, by code; empty for one
	Comments []RatingComment // what customers wrote with their ratings, and the desk about its tickets, earliest first
	Majors   []MajorReport   // declared within the period, earliest first
	Work     []WorkedTime    // by person and activity
	ReportLists
	// Uncounted is how many tickets, written by a version before, are not in the
	// figures yet. They are counted in the background.
	Uncounted int `json:",omitempty"`
}

// Figures are counted for all tickets of a report, or for those of a group.
type Figures struct {
	Tickets    int // opened within the period
	Resolved   int // resolved within the period, by the last resolution
	Reaction   TargetFigures
	Resolution TargetFigures
	Waited     Waited      // of the tickets that were resolved within the period
	Reopened   int         // of these, those that had been resolved before
	Retyped    int         // of the tickets opened within the period, those whose type a person corrected
	Ratings    map[int]int // number of each rating, 1 to 5, given within the period
}

// Missed is how many targets were not met.
func (f Figures) Missed() int { return f.Reaction.Missed() + f.Resolution.Missed() }

// Waited is how long the resolution clock was stopped, by what was waited for.
type Waited struct{ Customer, Vendor time.Duration }

// TargetFigures say how well one kind of target was met. A target is decided when it is
// met, or else at its deadline.
type TargetFigures struct {
	Promised int // targets that were decided within the period
	Met      int
	Pending  int           // within the target and not decided yet
	Median   time.Duration // of those that happened within the period
	P95      time.Duration
	Measured int // number of those
}

// Missed is how many targets were not met.
func (f TargetFigures) Missed() int { return f.Promised - f.Met }

// A Group has the figures of the tickets of one type and priority, beside what is
// promised for them.
type Group struct {
	Type     RequestType
	Priority Priority
	Promise  Target // as of the report; zero spans: nothing is promised, or several contracts differ
	Figures
}

// ByType returns how many of the tickets are of each type.
func (r *Report) ByType() map[RequestType]int {
	n := map[RequestType]int{}
	for _, g := range r.Groups {
		n[g.Type] += g.Tickets
	}
	return n
}

// ByPriority returns how many of the tickets have each priority.
func (r *Report) ByPriority() map[Priority]int {
	n := map[Priority]int{}
	for _, g := range r.Groups {
		n[g.Priority] += g.Tickets
	}
	return n
}

// A Trend is a period with its figures. Those of earlier periods have only Tickets,
// Resolved, and how many targets were Promised and Met.
type Trend struct {
	Period  Period
	Figures Figures
}

// Before returns the period before the report's, nil if there is none.
func (r *Report) Before() *Trend {
	if len(r.Trend) < 2 {
		return nil
	}
	return &r.Trend[len(r.Trend)-2]
}

// OpenFigures are what was open at the report's time, whenever it was opened.
type OpenFigures struct {
	Open     int
	Untaken  int // nobody has acknowledged them
	Waiting  int // for a customer or a vendor
	Breached int // open beyond a target
	// Ages are how many are open for less than a day, three days, a week, a month of
	// 30 days, and longer, on the wall clock.
	Ages   [5]int
	Oldest Key       `json:",omitzero"` // zero: none is open
	Since  time.Time `json:",omitzero"` // when it was registered
}

// A Breach is a target that was not met. In the store its words have the names by
// which words that are to be erased are found.
type Breach struct {
	Key      Key
	Type     RequestType
	Priority Priority
	Subject  string    `json:"Text"` // the request's first words; "" if they are not kept any more
	Target   ClockName // reaction or resolution
	Due      time.Time
	Late     time.Duration // on the wall clock; up to the report's time if it has still not happened
	Still    bool          // it has still not happened
	Reason   BreachReason
	Line     int    // which held it longest; 0: not known
	Assignee string // the name of who had it then; "": nobody
	Did      string `json:"Resolution"` // what the customer was told at the resolution, its first words; "": nothing, or not kept
}

// A BreachReason is what a breach came from, as far as the figures of its ticket show.
type BreachReason string

// The reasons.
const (
	BreachUntaken    BreachReason = "untaken"    // nobody took it in time
	BreachUnanswered BreachReason = "unanswered" // it was taken in time, but the contract asks for words
	BreachReopened   BreachReason = "reopened"   // it had been resolved in time, and was not solved
	BreachLine       BreachReason = "line"       // it was at a line above the first for most of the time
	BreachWork       BreachReason = "work"       // the first line worked on it for longer than was promised
)

// LineFigures say for how long the tickets that were resolved within the period were
// with a line.
type LineFigures struct {
	Line    int
	Tickets int           // that were with the line at all
	Held    time.Duration // all together, waiting included
	Solved  int           // that were with the line when they were resolved
}

// PersonFigures are of the tickets that an engineer had when they were resolved.
type PersonFigures struct {
	Engineer   EngineerID
	Name       string
	Resolved   int
	Resolution TargetFigures // Pending is of those that they have now
	Ratings    map[int]int   `json:",omitempty"` // as those of Figures, of their tickets
	Open       int           // that they had at the report's time
}

// Mean returns the mean rating of the tickets that the engineer resolved, and of how many.
func (f PersonFigures) Mean() (mean float64, of int) { return MeanRating(f.Ratings) }

// MeanRating returns the mean of ratings, and how many were given; 0 of none.
func MeanRating(ratings map[int]int) (mean float64, of int) {
	sum := 0
	for stars, n := range ratings {
		sum, of = sum+stars*n, of+n
	}
	if of == 0 {
		return 0, 0
	}
	return float64(sum) / float64(of), of
}

// ShopFigures are of one project in a report of all.
type ShopFigures struct {
	Project string
	Name    string
	Figures
	Open int // at the report's time
}

// A MajorReport is a major incident with its post-mortem, whose words have the names by
// which words that are to be erased are found.
type MajorReport struct {
	Key      Key
	Since    time.Time
	Over     time.Time `json:",omitzero"`            // zero: it lasts
	Cause    string    `json:"Text,omitempty"`       // "": there is no post-mortem, or it is not kept any more
	Done     string    `json:"Resolution,omitempty"` // what was done
	Prevents string    `json:"Note,omitempty"`
}

// A RatingComment is what a customer wrote with a rating, or what an engineer or a manager
// thinks of how a ticket went.
type RatingComment struct {
	Key   Key
	Stars Stars  // the customer's; 0: it was not rated
	By    string `json:",omitempty"` // who thinks so; "": the customer
	Text  string // "" if it is not kept any more
}

// WorkedTime is the time that somebody spent on tickets within the period, on the wall clock.
type WorkedTime struct {
	Engineer EngineerID
	Name     string
	Activity string
	Billable bool
	Tickets  int
	Time     time.Duration
}

// Quiet reports whether nothing at all was counted.
func (f Figures) Quiet() bool {
	return f.Tickets == 0 && f.Resolved == 0 && f.Reaction.quiet() && f.Resolution.quiet() && len(f.Ratings) == 0
}

func (f TargetFigures) quiet() bool { return f.Promised == 0 && f.Pending == 0 && f.Measured == 0 }
