package tickets

import (
	"context"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/sla"
	"vakhta/storage"
)

// setDeadlines counts the targets anew. A reaction that has happened, and a
// ticket that is over, keep the deadlines they were measured against, whatever
// becomes of type and priority.
func (c *Case) setDeadlines() {
	t := c.Ticket
	if !t.State.Open() {
		return
	}
	if t.ReactedAt.IsZero() {
		t.ReactionDue = sla.Reaction(c.desk, c.contract, t).Due()
	}
	t.ResolutionDue = sla.Resolution(c.desk, c.contract, t, c.now).Due()
}

// restart begins the count, and the ladders, at the change where the contract
// says so.
func (c *Case) restart() {
	if c.contract.OnChange != desk.Restart || !c.Ticket.State.Open() {
		return
	}
	c.Ticket.ResolutionFrom = c.now
	c.anew = append(c.anew, desk.ClockResolution)
	if c.Ticket.ReactedAt.IsZero() {
		c.Ticket.ReactionFrom, c.Ticket.LadderFrom = c.now, c.now
		c.anew = append(c.anew, desk.ClockReaction)
	}
}

// react stops the reaction clock when by is what the contract counts.
func (c *Case) react(by desk.ReactionBy) {
	counts := c.contract.ReactionBy
	if c.Ticket.ReactedAt.IsZero() && (counts == by || counts == desk.ByEither || counts == "") {
		c.Ticket.ReactedAt = c.now
	}
}

// pauseByState stops and starts the resolution clock as the contract says. A
// resolved ticket's clock stands too, so that a reopening can go on with it.
func (c *Case) pauseByState() {
	t := c.Ticket
	if t.State == desk.Resolved || slices.Contains(c.contract.PauseOn, t.State) {
		t.Pause(c.now)
	} else if t.State.Open() {
		t.Unpause(c.now)
	}
}

// Ladder is the reaction ladder of a ticket, laid from where it began.
func Ladder(d *desk.Desk, c *desk.Contract, t *desk.Ticket) []sla.Scheduled {
	clock := sla.Reaction(d, c, t)
	clock.From = t.LadderFrom
	return sla.Ladder(desk.ClockReaction, c.Escalation, clock)
}

func (c *Case) ladder(name desk.ClockName) []sla.Scheduled {
	if name == desk.ClockReaction {
		return Ladder(c.desk, c.contract, c.Ticket)
	}
	return sla.Ladder(name, c.contract.Warnings, sla.Resolution(c.desk, c.contract, c.Ticket, c.now))
}

// setAlarms arms what each clock has next, and disarms what is over; the
// changes are what the alarm clock has to learn of after the commit.
func (c *Case) setAlarms(ctx context.Context) (Changes, error) {
	for _, name := range c.anew {
		if err := c.forgetClimbs(ctx, name); err != nil {
			return Changes{}, err
		}
	}
	var ch Changes
	for _, clock := range desk.TicketClocks() {
		name := clock.Name
		had, armed := c.armed[name]
		want, ok := c.wanted(name)
		var err error
		switch {
		case ok && armed && had.Firing == want.Firing && had.Due.Equal(want.Due):
			continue
		case ok:
			ch.Set = append(ch.Set, want)
			c.arm(want)
		case armed && c.live(name): // the ladder's last rung was climbed: what it says is still to be heard
			err = c.disarm(ctx, name)
		case armed:
			err = c.stop(ctx, name)
		}
		if err != nil {
			return Changes{}, err
		}
		if armed && (!ok || had.Firing != want.Firing) {
			ch.Cancelled = append(ch.Cancelled, had)
		}
	}
	return ch, nil
}

func (c *Case) arm(a desk.Alarm) {
	c.armed[a.Clock] = a
	c.alarms = append(c.alarms, a)
}

func (c *Case) disarm(ctx context.Context, name desk.ClockName) error {
	delete(c.armed, name)
	return c.tx.Disarm(ctx, desk.OfTicket(c.Ticket.ID), name)
}

// mark takes a rung, and reports whether it was not climbed before.
func (c *Case) mark(r desk.Firing, due time.Time) (first bool) {
	if slices.Contains(c.climbed, r) {
		return false
	}
	c.climbed = append(c.climbed, r)
	c.climbs = append(c.climbs, storage.Fired{Ticket: c.Ticket.ID, Firing: r, Planned: due, At: c.now})
	return true
}

// forgetClimbs lets a ladder be climbed anew.
func (c *Case) forgetClimbs(ctx context.Context, name desk.ClockName) error {
	c.climbed = slices.DeleteFunc(c.climbed, func(r desk.Firing) bool { return r.Clock == name })
	c.climbs = slices.DeleteFunc(c.climbs, func(r storage.Fired) bool { return r.Clock == name })
	return c.tx.ForgetFired(ctx, c.Ticket.ID, name)
}

// stop disarms a clock and takes back what of its ladder has not left yet,
// copies of the card among it.
func (c *Case) stop(ctx context.Context, name desk.ClockName) error {
	if err := c.disarm(ctx, name); err != nil {
		return err
	}
	hushed, err := c.tx.CancelLadder(ctx, c.Ticket.ID, name)
	if err != nil || hushed == 0 {
		return err
	}
	stand, err := c.tx.Slots(ctx, c.Ticket.ID)
	if err != nil {
		return err
	}
	line1 := c.Ticket.Copies[:min(1, len(c.Ticket.Copies))]
	c.Ticket.Copies = append(slices.Clone(line1), slices.DeleteFunc(slices.Clone(c.Ticket.Copies[len(line1):]), func(o desk.Copy) bool {
		_, stands := stand[notice.CardSlot(o.At)]
		return !stands
	})...)
	return nil
}

// wanted is the alarm that a clock of the ticket should have now, if any.
func (c *Case) wanted(name desk.ClockName) (desk.Alarm, bool) {
	t := c.Ticket
	had, armed := c.armed[name]
	alarm := func(step int, due time.Time) (desk.Alarm, bool) {
		return desk.Alarm{Subject: desk.OfTicket(t.ID), Firing: desk.Firing{Clock: name, Step: step}, Due: due}, true
	}
	switch name {
	case desk.ClockReaction:
		if t.State == desk.New {
			return c.nextRung(name)
		}
	case desk.ClockResolution:
		if t.State.Open() && !t.Paused() {
			return c.nextRung(name)
		}
	case desk.ClockRemind:
		if t.State != desk.InProgress || t.Assignee == "" || c.contract.RemindTaken.IsZero() {
			break
		}
		switch {
		case c.reminded:
			return alarm(1, c.after(c.contract.RemindTaken))
		case armed && !c.touched:
			return had, true
		}
		return alarm(0, c.after(c.contract.RemindTaken))
	case desk.ClockClose:
		if t.State != desk.Resolved || c.contract.CloseAfter.IsZero() {
			break
		}
		if armed && !c.heard {
			return had, true
		}
		return alarm(0, c.after(c.contract.CloseAfter))
	}
	return desk.Alarm{}, false
}

// nextRung is the first ping of a ladder that was not climbed yet.
func (c *Case) nextRung(name desk.ClockName) (desk.Alarm, bool) {
	climbed := slices.DeleteFunc(slices.Clone(c.climbed), func(r desk.Firing) bool { return r.Clock != name })
	p, ok := sla.Next(c.ladder(name), climbed)
	return desk.Alarm{Subject: desk.OfTicket(c.Ticket.ID), Firing: p.Firing, Due: p.At}, ok
}

// after is the instant at which a span of the contract's own calendar has passed.
func (c *Case) after(s desk.Span) time.Time {
	cal := c.desk.Calendars[c.contract.Calendar]
	return sla.Add(cal, c.now, sla.Length(cal, s))
}
