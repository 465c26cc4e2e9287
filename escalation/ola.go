package escalation

import (
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/sla"
)

// The steps of the clock of a ticket that was handed over.
const (
	TakeSoon  = iota // three quarters of the time to take it have passed
	TakeLate         // all of it; then this is repeated
	SolveSoon        // three quarters of the time to solve it
	SolveLate
)

// takeLateTimes is how often a line is reminded at most of what it does not take.
const takeLateTimes = 6

// OLA returns the times at which the holder of a ticket is reminded, earliest
// first. There are none while the customer's clock is paused.
func (s Situation) OLA() []sla.Scheduled {
	t := s.Ticket
	if !t.State.Open() || t.Paused() || t.Lead != 0 {
		return nil
	}
	take, solve := sla.Handed(s.Desk, s.contract(), t, s.Now)
	var all []sla.Scheduled
	add := func(c sla.Countdown, step, rep, percent int) {
		f := desk.Firing{Clock: desk.ClockOLA, Step: step, Rep: rep}
		all = append(all, sla.Scheduled{Firing: f, At: c.At(share(c.Target, percent))})
	}
	if take.Target > 0 && t.Holder().TakenAt.IsZero() {
		add(take, TakeSoon, 0, soon)
		for rep := range takeLateTimes {
			add(take, TakeLate, rep, 100*(rep+1))
		}
	}
	if solve.Target > 0 {
		add(solve, SolveSoon, 0, soon)
		add(solve, SolveLate, 0, 100)
	}
	slices.SortStableFunc(all, func(a, b sla.Scheduled) int { return a.At.Compare(b.At) })
	return all
}

// share is percent of d.
func share(d time.Duration, percent int) time.Duration { return d / 100 * time.Duration(percent) }

// soon is the share of a time after which its end is soon.
const soon = 75

// NextOLA returns the first reminder that has not been sent.
func (s Situation) NextOLA() (sla.Scheduled, bool) { return sla.Next(s.OLA(), s.Fired) }

// Holding returns the calls of the ticket's holder: its assignee, or else the line
// or the person of the third whom it was handed over to. Late also calls who
// handed it over, the managers, and the leads of the lines.
func (s Situation) Holding(late bool) []Call {
	t := s.Ticket
	h := t.Holder()
	var calls []Call
	if t.Assignee != "" {
		if one, ok := s.Person(t.Assignee); ok {
			one.Audience = desk.Assignee
			calls = append(calls, one)
		}
	} else {
		calls = s.HandedTo(h.Line, h.Who)
	}
	if late || len(calls) == 0 {
		if one, ok := s.reach(h.By); ok && h.By != t.Assignee {
			one.Audience = desk.Audience(h.By)
			calls = append(calls, one)
		}
		managers, _ := s.people(desk.Managers, s.managers(), asMessage)
		leads, _ := s.eachLead()
		calls = slices.Concat(calls, managers, leads)
	}
	return joined(nil, calls)
}
