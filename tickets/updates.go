package tickets

import (
	"context"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/history"
)

// remindUpdate reminds the holder of a ticket whose customer must hear
// something. When that is missed it is recorded. The managers are told the first
// miss since the last word, not each.
func (c *Case) remindUpdate(ctx context.Context, a desk.Alarm) error {
	s, err := c.situation(ctx)
	if err != nil {
		return err
	}
	missed := a.Step == escalation.UpdateMissed
	calls, err := c.met(ctx, s.Holding(missed && a.Rep == 0))
	if err != nil {
		return err
	}
	due := s.UpdateDue(a.Step, a.Due)
	e := effects{news: escalation.News{Passed: true}}
	if missed {
		e.event, e.inside, e.announce = history.UpdateMissed{Due: due, Calls: called(calls)}, true, a.Rep == 0
	}
	c.apply(e)
	for _, to := range calls {
		to.Line, to.Card = 0, false
		c.call(calling{Call: to, planned: a.Due, reason: desk.ReasonUpdate, due: due})
	}
	return nil
}
