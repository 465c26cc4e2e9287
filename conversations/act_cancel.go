package conversations

import (
	"context"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// cancel ends a ticket that asks for nothing any more.
func cancel() Act {
	return Act{
		Name: desk.ActCancel, Button: true, May: Shop | Engineer, Confirm: true, Fresh: true,
		Change: func(_ context.Context, t *turn, c *tickets.Case, _ Input) (notice.Facts, error) {
			return said(notice.DoneCancelled), c.Cancel(t.actor(), "")
		},
	}
}
