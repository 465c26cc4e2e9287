package tickets

import (
	"context"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/history"
	"vakhta/sla"
)

// ola reminds the holder of a ticket that was handed over. When they are late,
// who handed it over and the managers are told as well.
func (c *Case) ola(ctx context.Context, a desk.Alarm) error {
	s, err := c.situation(ctx)
	if err != nil {
		return err
	}
	next, more := s.NextOLA()
	if !more || next.Firing != a.Firing || next.At.After(c.now) { // it was paused, taken or promised otherwise since
		return nil
	}
	c.markFired(a.Firing, a.Due)
	late := a.Step == escalation.TakeLate || a.Step == escalation.SolveLate
	calls, err := c.met(ctx, s.Holding(late && a.Rep == 0))
	if err != nil {
		return err
	}
	h := c.Ticket.Holder()
	take, solve := sla.Handed(c.desk, c.contract, c.Ticket, c.now)
	k := calling{planned: a.Due, reason: desk.ReasonOLA, due: take.Due(), solve: a.Step >= escalation.SolveSoon, holder: h}
	if k.solve {
		k.due = solve.Due()
	}
	c.apply(effects{
		event: history.OLAWarned{Line: h.Line, Who: c.holderActor(h), Solve: k.solve, Late: late, Calls: called(calls)}, inside: true, announce: late && a.Rep == 0,
	})
	for _, to := range calls {
		to.Line, to.Card = 0, to.Card && c.Ticket.Assignee == ""
		k.Call = to
		c.call(k)
	}
	return nil
}

// holderActor returns the person of the third line who holds a ticket; zero: it
// is a team.
func (c *Case) holderActor(h desk.Holding) desk.Actor {
	if h.Who == "" {
		return desk.Actor{}
	}
	return c.actor(h.Who)
}

// ask asks the supplier who has the ticket how it is going.
func (c *Case) ask(ctx context.Context, a desk.Alarm) error {
	h := c.Ticket.Holder()
	if h.Who == "" {
		return nil
	}
	c.apply(effects{event: history.Chased{Who: c.actor(h.Who)}, news: escalation.News{Chased: true}, inside: true})
	return c.callPerson(ctx, h.Who, calling{reason: desk.ReasonChased, planned: a.Due, quiet: c.now.Sub(h.From)})
}
