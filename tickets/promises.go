package tickets

import (
	"context"

	"vakhta/desk"
	"vakhta/notice"
)

// late tells the requester that something they were promised has not happened, and has
// the receipt say so. It does nothing if the promise is not open any more: a replica of
// the version before leaves the alarm armed when somebody takes the ticket.
func (c *Case) late(ctx context.Context, a desk.Alarm) error {
	s, err := c.situation(ctx)
	if err != nil {
		return err
	}
	step, due, ok := s.Promise()
	if !ok || step != a.Step {
		return nil
	}
	c.markFired(a.Firing, a.Due)
	f := notice.Late{Due: due}
	if step > 0 {
		f.Resolution = true
	} else {
		f.Involved = s.Involved()
	}
	c.shows = everybody
	c.tell(answer(requesters, f))
	return nil
}
