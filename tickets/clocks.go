package tickets

import (
	"context"
	"slices"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/notice"
	"vakhta/sla"
	"vakhta/storage"
)

// setDeadlines computes the targets again. A reaction that has happened, and a
// ticket that has ended, keep the deadlines they were measured against, even if
// type or priority change.
func (c *Case) setDeadlines() {
	t := c.Ticket
	if !t.State.Open() {
		return
	}
	if t.ReactedAt.IsZero() {
		t.ReactionDue = sla.Reaction(c.desk, c.contract, t).Due()
	}
	t.ResolutionDue = c.resolution().Due()
}

func (c *Case) resolution() sla.Countdown {
	return sla.Resolution(c.desk, c.contract, c.Ticket, c.now)
}

// decide measures a target whose clock has just stopped, by the deadline as it is
// at this moment.
func (c *Case) decide(target desk.ClockName) {
	t := c.Ticket
	clock := sla.Reaction(c.desk, c.contract, t)
	if target == desk.ClockResolution {
		clock = c.resolution()
		t.ResolutionDue = clock.Due()
	}
	t.Decide(target, c.now, sla.Between(clock.Calendar, clock.From, c.now)-clock.Paused)
}

// restart restarts the targets and ladders at a change, if the contract says
// so, and returns which ladders may fire again.
func (c *Case) restart() []desk.ClockName {
	if c.contract.OnChange != desk.Restart || !c.Ticket.State.Open() {
		return nil
	}
	c.Ticket.ResolutionFrom = c.now
	if !c.Ticket.ReactedAt.IsZero() {
		return []desk.ClockName{desk.ClockResolution, desk.ClockPromise}
	}
	c.Ticket.ReactionFrom, c.Ticket.LadderFrom = c.now, c.now
	return []desk.ClockName{desk.ClockResolution, desk.ClockReaction, desk.ClockPromise}
}

// react stops the reaction clock if the contract counts by. An act that takes the
// ticket and speaks to the customer as well is both.
func (c *Case) react(by desk.ReactionBy) {
	counts := c.contract.ReactionBy
	if c.Ticket.ReactedAt.IsZero() && (counts == by || by == desk.ByEither || counts == desk.ByEither || counts == "") {
		c.Ticket.ReactedAt = c.now
		c.decide(desk.ClockReaction)
	}
}

// counting returns what an act is to the reaction clock that takes the ticket, and
// that says something to the customer if there is a text.
func (c *Case) counting(text string) desk.ReactionBy {
	if text == "" {
		return desk.ByAck
	}
	if c.Ticket.RepliedAt.IsZero() {
		c.Ticket.RepliedAt = c.now
	}
	c.news.Told = true
	return desk.ByEither
}

// pauseByState stops and starts the resolution clock as the contract says. It
// is also stopped while a ticket is resolved, so that a reopening can continue
// it.
func (c *Case) pauseByState() {
	t := c.Ticket
	if t.State == desk.Resolved || slices.Contains(c.contract.PauseOn, t.State) {
		t.Pause(c.now)
	} else if t.State.Open() {
		t.Unpause(c.now)
	}
}

// setAlarms arms the next alarm of each clock, and disarms what is over. The
// changes are for the queue of timers, after the commit.
func (c *Case) setAlarms(ctx context.Context) (Changes, error) {
	for _, clock := range c.restarts {
		if err := c.forgetFired(ctx, clock); err != nil {
			return Changes{}, err
		}
	}
	s := escalation.Situation{Desk: c.desk, Ticket: c.Ticket, Fired: c.fired, Now: c.now}
	var ch Changes
	for _, clock := range desk.TicketClocks() {
		had := c.alarmOf(clock.Name)
		want, ok := s.Alarm(clock.Name, had, c.news)
		if ok && (had == nil || had.Firing != want.Firing || !had.Due.Equal(want.Due)) {
			ch.Set = append(ch.Set, want)
			c.arm(want)
		}
		if had == nil || ok && had.Firing == want.Firing {
			continue
		}
		ch.Cancelled = append(ch.Cancelled, *had)
		if !ok {
			if err := c.disarm(ctx, clock.Name); err != nil {
				return Changes{}, err
			}
		}
	}
	return ch, nil
}

// alarmOf returns the alarm of a clock, or nil.
func (c *Case) alarmOf(clock desk.ClockName) *desk.Alarm {
	if a, armed := c.armed[clock]; armed {
		return &a
	}
	return nil
}

func (c *Case) arm(a desk.Alarm) {
	c.armed[a.Clock] = a
	c.alarms = append(c.alarms, a)
}

// forgetFired lets the steps of a ladder fire again.
func (c *Case) forgetFired(ctx context.Context, clock desk.ClockName) error {
	c.fired = slices.DeleteFunc(c.fired, func(f desk.Firing) bool { return f.Clock == clock })
	c.firings = slices.DeleteFunc(c.firings, func(f storage.Fired) bool { return f.Clock == clock })
	return c.tx.ForgetFired(ctx, c.Ticket.ID, clock)
}

// disarm disarms a clock and cancels what its ladder has queued, including
// copies of the card. If its last step has just fired, its notices are kept.
func (c *Case) disarm(ctx context.Context, clock desk.ClockName) error {
	delete(c.armed, clock)
	if err := c.tx.Disarm(ctx, desk.OfTicket(c.Ticket.ID), clock); err != nil || escalation.Live(c.Ticket, clock) {
		return err
	}
	cancelled, err := c.tx.CancelLadder(ctx, c.Ticket.ID, clock)
	if err != nil || cancelled == 0 {
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
