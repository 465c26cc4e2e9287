package sla

import (
	"time"

	"vakhta/desk"
)

// A Countdown is a target that is being counted for one ticket.
type Countdown struct {
	Calendar *desk.Calendar
	From     time.Time
	Target   time.Duration // zero: nothing is promised
	Paused   time.Duration // working time of the calendar, so far
}

// At returns the instant at which d of the clock's time has passed.
func (c Countdown) At(d time.Duration) time.Time { return Add(c.Calendar, c.From, d+c.Paused) }

// Due returns the deadline, the zero time when nothing is promised.
func (c Countdown) Due() time.Time {
	if c.Target == 0 {
		return time.Time{}
	}
	return c.At(c.Target)
}

// TargetOf returns what a contract promises for a type and priority. A type
// with targets of its own has them for every priority.
func TargetOf(c *desk.Contract, t desk.RequestType, p desk.Priority) desk.Target {
	if own, ok := c.Types[t]; ok {
		return own
	}
	return c.Targets[p]
}

// TargetFor returns what is promised for a ticket: by the contract, by the sale in
// whose days it was opened, or by the standard work that it is about.
func TargetFor(c *desk.Contract, t *desk.Ticket) desk.Target {
	target := TargetOf(c, t.Type, t.Priority)
	if _, typed := c.Types[t.Type]; !typed {
		if sale := c.SaleAt(t.Key.Project, t.OpenedAt); sale != nil {
			if own, ok := sale.Targets[t.Priority]; ok {
				target = own
			}
		}
	}
	if t.Work != nil && !t.Work.Resolution.IsZero() {
		target.Resolution = t.Work.Resolution
	}
	return target
}

// Reaction counts from a ticket's opening to the first reaction.
func Reaction(d *desk.Desk, c *desk.Contract, t *desk.Ticket) Countdown {
	target := TargetFor(c, t)
	cal := calendarOf(d, c, target)
	return Countdown{Calendar: cal, From: t.ReactionFrom, Target: Length(cal, target.Reaction)}
}

// Resolution counts from a ticket's opening to its resolution, without pauses.
// A pause that still lasts counts up to now.
func Resolution(d *desk.Desk, c *desk.Contract, t *desk.Ticket, now time.Time) Countdown {
	target := TargetFor(c, t)
	cal := calendarOf(d, c, target)
	clock := Countdown{Calendar: cal, From: t.ResolutionFrom, Target: Length(cal, target.Resolution)}
	clock.Paused = paused(cal, t, clock.From, now)
	return clock
}

// NextResponse counts from the customer's words that nobody has answered to the answer.
func NextResponse(d *desk.Desk, c *desk.Contract, t *desk.Ticket) Countdown {
	target := TargetFor(c, t)
	cal := calendarOf(d, c, target)
	return Countdown{Calendar: cal, From: t.Asked.At, Target: Length(cal, target.NextResponse)}
}

// Update returns how long the customer may be without an engineer's word under a
// target, and by which calendar.
func Update(d *desk.Desk, c *desk.Contract, t desk.Target) (*desk.Calendar, time.Duration) {
	cal := calendarOf(d, c, t)
	return cal, Length(cal, t.Updates)
}

func calendarOf(d *desk.Desk, c *desk.Contract, t desk.Target) *desk.Calendar {
	return d.CalendarOf(c, t.Calendar)
}
