package desk

import "time"

// ReportLists are what a report lists beside its figures. Where a comment says nothing
// else, it is what happened within the period, the earliest first.
type ReportLists struct {
	Agreements []Agreement      `json:",omitempty"`
	Unbilled   []Unbilled       `json:",omitempty"` // by ticket
	Causes     []RecurringCause `json:",omitempty"` // the most frequent first
	Advice     []Advice         `json:",omitempty"` // the most urgent first; by the tech map of the day on which the report is made
	Misses     []UpdateMiss     `json:",omitempty"`
	Drills     []DrillResult    `json:",omitempty"`
	InVain     []CalledInVain   `json:",omitempty"`
	OLA        []OLAMiss        `json:",omitempty"`
	OnCall     []OnCallTime     `json:",omitempty"` // by line and name; by the schedules of the day on which the report is made
}

// OnCallTime is for how long somebody was on call for a shop within the period, on the
// wall clock.
type OnCallTime struct {
	Line int
	Name string
	Time time.Duration
}

// An Agreement is what an approver of the shop said to an estimate or to hours
// beyond the package. In the store its words have the names by which words that
// are to be erased are found.
type Agreement struct {
	Key    Key
	Of     ApprovalSubject
	Effort time.Duration
	Price  string
	Text   string `json:",omitempty"` // what was to be done; "": nothing, or not kept
	Who    string // in whose name; "": forgotten
	At     time.Time
	No     bool `json:",omitempty"` // they declined
	Done   bool `json:",omitempty"` // with this one there were enough
}

// Unbilled are hours on a ticket beyond the package that nobody has agreed to.
type Unbilled struct {
	Key   Key
	Month Month
	Hours time.Duration
}

// A RecurringCause is what several incidents came from: a ticket that they were linked to, or
// a part of the site's tech map.
type RecurringCause struct {
	Key     Key     `json:",omitzero"`      // of that ticket; zero: a part of the map
	Part    Wording `json:",omitempty"`     // its title; nil: a ticket
	Subject string  `json:"Text,omitempty"` // the ticket's first words; "": not kept any more
	Tickets int     // of the period
}

// Advice is a risk of the tech map, and what is recommended against it.
type Advice struct {
	Priority  RiskPriority // after incidents have raised it
	What      Wording
	Advice    Wording
	Due       Date // zero: none
	Incidents int  // that have confirmed it lately
}

// An UpdateMiss is a ticket whose customer had no word by the time that the contract
// promises.
type UpdateMiss struct {
	Key   Key
	Due   time.Time // of the first word that did not come
	Times int
}

// A DrillResult is what became of a rehearsal of the ladder.
type DrillResult struct {
	Priority Priority
	Began    time.Time
	Called   int      // people and channels
	Answered int      // of these
	Silent   []string // the names of those who did not answer
}

// OLAMiss is a ticket that its holder did not take, or did not solve, within the time
// that was agreed with them.
type OLAMiss struct {
	Key    Key
	At     time.Time
	Holder Audience // a line, or a person of the third
	Solve  bool     // otherwise to take it
}

// CalledInVain is a ticket of which steps of the ladder reached nobody.
type CalledInVain struct {
	Key      Key
	At       time.Time // the first time
	Audience Audience
	Times    int
}
