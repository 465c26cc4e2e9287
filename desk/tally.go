package desk

import (
	"slices"
	"time"
)

// Lines is the number of support lines.
const Lines = 3

// A Tally is what reports count of a ticket and its other fields do not tell. It
// is measured when it happens, so that a later calendar or target changes nothing.
// Durations are the contract's time.
type Tally struct {
	Registered time.Time            `json:"registered"` // when the desk learned of it; not before OpenedAt
	At         time.Time            `json:"at"`         // Held and Waited are counted up to here
	Held       [Lines]time.Duration `json:"held"`       // while it was open, by line
	Waited     Waited               `json:"waited"`     // while its resolution clock was stopped
	Reaction   time.Duration        `json:"reaction,omitempty"`
	Resolution time.Duration        `json:"resolution,omitempty"` // without pauses
	// When the deadlines were set last. A deadline may lie before that: it was missed
	// when it was set.
	ReactionSet   time.Time `json:"reaction_set,omitzero"`
	ResolutionSet time.Time `json:"resolution_set,omitzero"`
	// When the targets were missed, if that was recorded.
	ReactionMissed   time.Time `json:"reaction_missed,omitzero"`
	ResolutionMissed time.Time `json:"resolution_missed,omitzero"`
	Retyped          bool      `json:"retyped,omitempty"` // a person corrected its type
	RatedAt          time.Time `json:"rated_at,omitzero"`
}

// ZoneOf returns the zone in which a contract's days and months begin: its
// calendar's, or the desk's if that counts around the clock.
func (d *Desk) ZoneOf(c *Contract) *time.Location {
	if cal := d.Calendars[c.Calendar]; cal != nil && !cal.Always && cal.TimeZone != nil {
		return cal.TimeZone
	}
	return d.TimeZone
}

// ZoneOfProject returns the zone in which a project's days and months begin.
func (d *Desk) ZoneOfProject(p *Project) *time.Location { return d.ZoneOf(d.ContractOf(p)) }

// PausesIn reports whether a contract stops the resolution clock in a state of an
// open ticket.
func (c *Contract) PausesIn(s State) bool { return slices.Contains(c.PauseOn, s) }

// Missed returns the first recorded deadline of a target that passed unmet.
func (t *Ticket) Missed(target ClockName) (Measurement, bool) { return t.missed(target) }

// WaitedSince returns for how long the resolution clock was stopped since a missed
// deadline, up to when it was met after all; a pause that still lasts is left out.
func (v Measurement) WaitedSince(t *Ticket) time.Duration {
	if !v.Done.IsZero() {
		return t.waited(v.Due, v.Done)
	}
	closed := *t
	if t.Paused() {
		closed.Pauses = t.Pauses[:len(t.Pauses)-1]
	}
	return closed.waited(v.Due, farFuture)
}

// farFuture is after all pauses that have ended.
var farFuture = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// Within reports whether t is within the period.
func (p Period) Within(t time.Time) bool { return !t.Before(p.From) && t.Before(p.To) }
