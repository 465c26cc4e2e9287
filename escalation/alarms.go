package escalation

import (
	"cmp"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/sla"
)

// News is what happened to a ticket since its alarms were set.
type News struct {
	Worked   bool // an engineer worked on it: the reminder starts over
	Heard    bool // the requester wrote: automatic closing starts over
	Reminded bool // the assignee was reminded: next the ticket goes back to its line
	Asked    bool // the customer was asked something: waiting for them starts over
	Chased   bool // a supplier was asked how it is going
	Told     bool // the customer heard an engineer's word: the next one is due later
	Passed   bool // a step of the clock of updates happened: its next step follows
	Nudged   bool // somebody who is waited for was reminded: the wait's next step follows
}

// Alarm returns what a clock of the ticket does next, if anything. had is its
// current alarm, nil for none.
func (s Situation) Alarm(clock desk.ClockName, had *desk.Alarm, n News) (desk.Alarm, bool) {
	t, c := s.Ticket, s.contract()
	at := func(step int, due time.Time) (desk.Alarm, bool) { return s.alarm(clock, step, due), true }
	switch clock {
	case desk.ClockReaction, desk.ClockResolution:
		if Live(t, clock) {
			next, more := s.Next(clock)
			return desk.Alarm{Subject: desk.OfTicket(t.ID), Firing: next.Firing, Due: next.At}, more
		}
	case desk.ClockRemind:
		switch {
		case !s.reminds():
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
	case desk.ClockPromise:
		if step, due, ok := s.Promise(); ok {
			return at(step, due.Add(time.Second)) // at the deadline itself it is kept
		}
	case desk.ClockInVain:
		switch {
		case !s.endsInVain():
		case had != nil:
			return *had, true
		default:
			return at(0, s.again())
		}
	default:
		return s.quiet(clock, had, n)
	}
	return desk.Alarm{}, false
}

// quiet is Alarm for the clocks that remind and page nobody up a ladder: waits,
// snoozing, approvals, and the times within the desk.
func (s Situation) quiet(clock desk.ClockName, had *desk.Alarm, n News) (desk.Alarm, bool) {
	t := s.Ticket
	at := func(step int, due time.Time) (desk.Alarm, bool) { return s.alarm(clock, step, due), true }
	switch clock { //nolint:exhaustive // the others are Alarm's
	case desk.ClockSnooze:
		if !t.SnoozedUntil.IsZero() {
			return at(0, t.SnoozedUntil)
		}
	case desk.ClockApproval:
		if a := t.Awaits(); a != nil {
			return at(s.approval(a))
		}
	case desk.ClockOLA:
		if next, more := s.NextOLA(); more {
			return desk.Alarm{Subject: desk.OfTicket(t.ID), Firing: next.Firing, Due: next.At}, true
		}
	case desk.ClockChase:
		switch due, chased := s.chase(); {
		case !chased:
		case had != nil && !n.Worked && !n.Chased:
			return *had, true
		default:
			return at(0, due)
		}
	case desk.ClockUpdate:
		return s.update(had, n)
	case desk.ClockNext:
		if step, due, ok := s.nextResponse(); ok {
			return at(step, due)
		}
	case desk.ClockPostMortem:
		if m := t.Major; m.Unexplained() && !m.Reminded && t.State != desk.Cancelled {
			if p := s.Desk.Projects[t.Key.Project]; p != nil {
				return at(0, m.Over.Add(s.Desk.ContractOf(p).PostMortem))
			}
		}
	case desk.ClockSurvey:
		if step, due, ok := s.survey(); ok {
			return at(step, due)
		}
	case desk.ClockWait:
		if step, after, ok := s.waits(had, n); ok && after.IsZero() {
			return *had, true
		} else if ok {
			return at(step, s.after(after))
		}
	}
	return desk.Alarm{}, false
}

// alarm returns an alarm of the ticket.
func (s Situation) alarm(clock desk.ClockName, step int, due time.Time) desk.Alarm {
	return desk.Alarm{Subject: desk.OfTicket(s.Ticket.ID), Firing: desk.Firing{Clock: clock, Step: step}, Due: due}
}

// chase returns when the supplier who holds the ticket is asked how it is going,
// counted from now, and whether they are.
func (s Situation) chase() (time.Time, bool) {
	w := s.contract().OLA[s.Ticket.Holder().Name()]
	if w.Chase.IsZero() || !s.Ticket.State.Open() || s.Ticket.Paused() {
		return time.Time{}, false
	}
	cal := s.Desk.CalendarOf(s.contract(), w.Calendar)
	return sla.Add(cal, s.Now, sla.Length(cal, w.Chase)), true
}

// reminds reports whether the assignee of an idle ticket is reminded of it.
func (s Situation) reminds() bool {
	t := s.Ticket
	return t.State == desk.InProgress && t.Assignee != "" && !s.contract().RemindTaken.IsZero() && t.SnoozedUntil.IsZero()
}

// endsInVain reports whether the last step was taken and nobody came.
func (s Situation) endsInVain() bool {
	_, more := s.Next(desk.ClockReaction)
	return Live(s.Ticket, desk.ClockReaction) && !more && len(s.Ladder(desk.ClockReaction)) > 0 && !s.contract().EscalateAgain.IsZero()
}

// GiveUp is the step of a wait for the customer that ends the ticket. The steps
// before it remind them.
const GiveUp = 2

// waits returns what a wait does next, and after how long; no time means that it
// stays as it is. A wait for a vendor reminds without end, because only an
// engineer can end it.
func (s Situation) waits(had *desk.Alarm, n News) (step int, after desk.Span, ok bool) {
	w := s.contract().Wait
	customer := s.Ticket.State == desk.WaitingCustomer
	switch {
	case !s.Ticket.State.Waiting() || w.Nudge.IsZero() || customer && s.Ticket.Awaits() != nil:
		return 0, after, false
	case had == nil || n.Asked || !customer && n.Worked:
		return 0, w.Nudge, true
	case !n.Nudged:
		return had.Step, after, true
	case customer && had.Step+1 == GiveUp:
		return GiveUp, w.Close, !w.Close.IsZero()
	default:
		return had.Step + 1, w.Nudge, true
	}
}

// GivesUp returns when a ticket whose customer was reminded for the last time
// ends without their answer; zero: never.
func (s Situation) GivesUp() time.Time {
	if s.contract().Wait.Close.IsZero() {
		return time.Time{}
	}
	return s.after(s.contract().Wait.Close)
}

// Promise returns which promise to the requester is due next, as a step of its clock,
// and when. It returns false if none is open that was not told to be broken.
func (s Situation) Promise() (step int, due time.Time, ok bool) {
	t := s.Ticket
	var open [2]time.Time
	if t.State == desk.New && t.ReactedAt.IsZero() {
		open[0] = t.ReactionDue
	}
	if t.State.Open() && !t.Paused() {
		open[1] = t.ResolutionDue
	}
	for i, at := range open {
		told := slices.Contains(s.Fired, desk.Firing{Clock: desk.ClockPromise, Step: i})
		if !at.IsZero() && !told && (!ok || at.Before(due)) {
			step, due, ok = i, at, true
		}
	}
	return step, due, ok
}

// Involved returns the lines after the first, and the managers, if the reaction ladder
// has called them by now and they can be called. For a linked ticket the lead's ladder
// calls them, which may be another contract's: nobody is returned.
func (s Situation) Involved() (who []desk.Audience) {
	if !Live(s.Ticket, desk.ClockReaction) {
		return nil
	}
	for _, f := range s.Ladder(desk.ClockReaction) {
		if f.At.After(s.Now) {
			break
		}
		for _, a := range f.Notify {
			beyond := a == desk.Line2 || a == desk.Line3 || a == desk.Managers
			if calls, _ := s.audience(a, everyone); beyond && len(calls) > 0 && !slices.Contains(who, a) {
				who = append(who, a)
			}
		}
	}
	return who
}

// again returns when a ladder that has ended begins again: after the contract's
// time, and later the longer nobody has come, so that an abandoned ticket does not
// wake people each hour for years.
func (s Situation) again() time.Time {
	at, rarer := s.after(s.contract().EscalateAgain), s.Now.Add(s.Ticket.LadderFrom.Sub(s.Ticket.StateAt)/2)
	if rarer.After(at) {
		return rarer
	}
	return at
}

// after returns the instant at which a span of the contract's own calendar has
// passed.
func (s Situation) after(span desk.Span) time.Time {
	cal := s.Desk.CalendarOf(s.contract(), "")
	return sla.Add(cal, s.Now, sla.Length(cal, span))
}

// The steps of ClockApproval.
const (
	RemindApprovers = iota
	AskApproversAgain
)

// approval returns what happens next to an approval that is waited for, and when.
func (s Situation) approval(a *desk.Approval) (step int, due time.Time) {
	rule := s.project().Approvers
	span := cmp.Or(rule.Remind, desk.UsualApprovalRemind)
	if a.Reminded {
		step, span = AskApproversAgain, cmp.Or(rule.Expire, desk.UsualApprovalExpire)
	}
	cal := s.Desk.CalendarOf(s.contract(), "")
	return step, sla.Add(cal, a.At, sla.Length(cal, span))
}
