package desk

import "time"

// Major is what an engineer's declaration of a major incident changes about a ticket. The
// zero value: it is none.
type Major struct {
	Since     time.Time `json:"since,omitzero"`
	Over      time.Time `json:"over,omitzero"`      // when the fault was over; zero: it is not
	Shops     []string  `json:"shops,omitempty"`    // codes of projects that are hit, besides those with a linked ticket
	Explained bool      `json:"explained,omitzero"` // the post-mortem was written
	Reminded  bool      `json:"reminded,omitzero"`  // of the post-mortem
}

// Declared reports whether the ticket is a major incident, or was one.
func (m Major) Declared() bool { return !m.Since.IsZero() }

// Unexplained reports whether it is over and its post-mortem was not written.
func (m Major) Unexplained() bool { return m.Declared() && !m.Lasts() && !m.Explained }

// Lasts reports whether it is a major incident that is not over.
func (m Major) Lasts() bool { return m.Declared() && m.Over.IsZero() }
