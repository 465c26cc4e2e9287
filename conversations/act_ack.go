package conversations

import (
	"context"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// ack takes the ticket into work. Who was quicker has it; the other is told who.
func ack() Act {
	return Act{
		Name: desk.ActAck, Command: ForEngineers, Button: true, May: Engineer,
		Change: func(_ context.Context, t *turn, c *tickets.Case, _ Input) (notice.Facts, error) {
			return said(notice.DoneTaken, "Key", c.Ticket.Key.String()), c.Take(t.actor())
		},
	}
}
