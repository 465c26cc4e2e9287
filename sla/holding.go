package sla

import (
	"time"

	"vakhta/desk"
)

// Handed counts how long the holder of a ticket may take until somebody takes
// it, and until it is solved or handed on. Nothing is promised while the ticket
// has not changed hands. Pauses of the customer's clock do not count.
func Handed(d *desk.Desk, c *desk.Contract, t *desk.Ticket, now time.Time) (take, solve Countdown) {
	if len(t.Holdings) == 0 {
		return take, solve
	}
	h := t.Holder()
	w, agreed := c.OLA[h.Name()]
	target := TargetFor(c, t)
	if w.Reaction.IsZero() && h.By != "" {
		w.Reaction = target.Reaction
		if !agreed {
			w.Calendar = target.Calendar
		}
	}
	cal := calendarOf(d, c, desk.Target{Calendar: w.Calendar})
	take = Countdown{Calendar: cal, From: h.From, Target: Length(cal, w.Reaction), Paused: paused(cal, t, h.From, now)}
	solve = take
	solve.Target = Length(cal, w.Resolution)
	return take, solve
}

// paused returns for how long the customer's clock was stopped since a time, in
// the time of a calendar.
func paused(cal *desk.Calendar, t *desk.Ticket, since, now time.Time) (all time.Duration) {
	for _, p := range t.Pauses {
		to := p.To
		if to.IsZero() {
			to = now
		}
		if to.After(since) {
			all += Between(cal, later(p.From, since), to)
		}
	}
	return all
}
