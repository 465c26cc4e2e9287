package desk

import "time"

// Alerted is what is known of a ticket because monitoring opened it. The zero value:
// it did not.
type Alerted struct {
	Labels []string `json:"labels,omitempty"` // of its alerts, such as service=checkout, sorted
	// Since is when the shop's waiting for a word began: the ticket was opened, or
	// reopened. Due is when the shop is told; zero: it is not known, or never.
	Since time.Time `json:"since,omitzero"`
	Due   time.Time `json:"due,omitzero"`
	Told  time.Time `json:"told,omitzero"`  // when the shop was told; zero: it was not
	Times int       `json:"times,omitzero"` // how often it was, because the ticket was reopened
}

// A FirstWord says when a shop is told about a ticket that monitoring opened: never
// (the zero value), when somebody takes it, or after a time, which may be zero.
type FirstWord struct {
	Taken bool          `json:",omitempty"`
	Timed bool          `json:",omitempty"`
	After time.Duration `json:",omitempty"`
}

// Due returns when the shop is to be told about a ticket that nobody has told it of;
// zero: not yet.
func (w FirstWord) Due(t *Ticket, since time.Time) time.Time {
	switch {
	case w.Timed:
		return since.Add(w.After)
	case w.Taken && t.Assignee != "":
		return since
	default:
		return time.Time{}
	}
}
