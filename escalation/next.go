package escalation

import (
	"time"

	"vakhta/desk"
	"vakhta/sla"
)

// The steps of desk.ClockNext.
const (
	NextSoon = iota // three quarters of the time have passed
	NextMissed
)

// nextResponse returns what the clock of the next response does next. It counts from
// the customer's first words since the last answer, and stands while they are waited
// for. A miss is told once.
func (s Situation) nextResponse() (step int, due time.Time, ok bool) {
	t := s.Ticket
	if t.Asked.At.IsZero() || t.Asked.Missed || !t.State.Open() || t.State == desk.WaitingCustomer || t.Lead != 0 {
		return 0, time.Time{}, false
	}
	c := sla.NextResponse(s.Desk, s.contract(), t)
	switch {
	case c.Target == 0:
		return 0, time.Time{}, false
	case t.Asked.Warned:
		return NextMissed, c.Due().Add(time.Second), true // at the deadline itself it is kept
	default:
		return NextSoon, c.At(share(c.Target, soon)), true
	}
}

// NextResponseDue returns until when the customer must be answered, the zero time if
// nothing is promised or they have been.
func (s Situation) NextResponseDue() time.Time {
	if s.Ticket.Asked.At.IsZero() {
		return time.Time{}
	}
	return sla.NextResponse(s.Desk, s.contract(), s.Ticket).Due()
}
