package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// cancel ends a ticket that needs no work any more.
func cancel() Act {
	return Act{
		Name: desk.ActCancel, Button: true, May: turn.Shop | turn.Engineer, Confirm: true, Fresh: true,
		Change: func(_ context.Context, t *turn.Turn, c *tickets.Case, _ Input) (notice.Facts, error) {
			return notice.Text(notice.DoneCancelled, "Key", c.Ticket.Key.String()), c.Cancel(t.Actor(), "")
		},
	}
}
