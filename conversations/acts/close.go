package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// closeTicket confirms that the resolution helped.
func closeTicket() Act {
	return Act{
		Name: desk.ActClose, Button: true, May: turn.Shop | turn.Engineer,
		Change: func(_ context.Context, t *turn.Turn, c *tickets.Case, _ Input) (notice.Facts, error) {
			return notice.Text(notice.DoneClosed, "Key", c.Ticket.Key.String()), c.Close(t.Actor())
		},
	}
}
