package escalation

import (
	"time"

	"vakhta/desk"
	"vakhta/sla"
)

// News is what happened to a ticket since its alarms were set.
type News struct {
	Worked   bool // an engineer worked on it: the reminder starts over
	Heard    bool // the requester wrote: automatic closing starts over
	Reminded bool // the assignee was reminded: next the ticket goes back to its line
}

// Alarm returns what a clock of the ticket does next, if anything. had is its
// current alarm, nil for none.
func (s Situation) Alarm(clock desk.ClockName, had *desk.Alarm, n News) (desk.Alarm, bool) {
	t, c := s.Ticket, s.contract()
	at := func(step int, due time.Time) (desk.Alarm, bool) {
		return desk.Alarm{Subject: desk.OfTicket(t.ID), Firing: desk.Firing{Clock: clock, Step: step}, Due: due}, true
	}
	switch clock {
	case desk.ClockReaction, desk.ClockResolution:
		if Live(t, clock) {
			next, more := s.Next(clock)
			return desk.Alarm{Subject: desk.OfTicket(t.ID), Firing: next.Firing, Due: next.At}, more
		}
	case desk.ClockRemind:
		switch {
		case t.State != desk.InProgress || t.Assignee == "" || c.RemindTaken.IsZero():
		case n.Reminded:
			return at(1, s.after(c.RemindTaken))
		case had != nil && !n.Worked:
			return *had, true
		default:
			return at(0, s.after(c.RemindTaken))
		}
	case desk.ClockClose:
		switch {
		case t.State != desk.Resolved || c.CloseAfter.IsZero():
		case had != nil && !n.Heard:
			return *had, true
		default:
			return at(0, s.after(c.CloseAfter))
		}
	}
	return desk.Alarm{}, false
}

// after returns the instant at which a span of the contract's own calendar has
// passed.
func (s Situation) after(span desk.Span) time.Time {
	cal := s.Desk.Calendars[s.contract().Calendar]
	return sla.Add(cal, s.Now, sla.Length(cal, span))
}
