package conversations

import (
	"context"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// closeTicket says that the resolution helped.
func closeTicket() Act {
	return Act{
		Name: desk.ActClose, Button: true, May: Shop | Engineer,
		Change: func(_ context.Context, t *turn, c *tickets.Case, _ Input) (notice.Facts, error) {
			return said(notice.DoneClosed), c.Close(t.actor())
		},
	}
}
