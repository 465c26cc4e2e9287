package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// resume takes a ticket off hold.
func resume() Act {
	return Act{
		Name: desk.ActResume, Command: ForEngineers, Button: true, May: turn.Engineer | turn.Holder,
		Change: func(_ context.Context, t *turn.Turn, c *tickets.Case, _ Input) (notice.Facts, error) {
			return notice.Text(notice.DoneResumed, "Key", c.Ticket.Key.String()), c.Resume(t.Actor())
		},
		Each: func(_ context.Context, t *turn.Turn, c *tickets.Case, _ Input) error { return c.Resume(t.Actor()) },
	}
}
