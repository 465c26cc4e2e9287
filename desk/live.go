package desk

import "time"

// A LiveView is what is open at a moment.
type LiveView struct {
	At       time.Time
	Backlog  OpenFigures
	Overdue  []OpenTarget  // the longest overdue first; a few
	Soon     []OpenTarget  // due before long, the earliest first; a few
	SoonAll  int           // how many are due before long
	Untaken  []Key         // nobody has acknowledged them, the oldest first; a few
	Load     []PersonLoad  // who has them, the most first
	Unowned  int           // nobody has them
	Distance time.Duration // what "before long" means
}

// An OpenTarget is the next target of an open ticket.
type OpenTarget struct {
	Key      Key
	Priority Priority
	Target   ClockName
	Due      time.Time
	Paused   bool   // the clock is stopped
	Assignee string // the name; "": nobody
}

// A PersonLoad is how many open tickets an engineer has.
type PersonLoad struct {
	Engineer EngineerID
	Name     string
	Open     int
	Overdue  int
}
