package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// sendOn sends words of the third line to the customer.
func sendOn() Act {
	which := number("utterance")
	return Act{
		Name: desk.ActSendOn, Button: true, May: turn.Engineer, Asks: []Parameter{which},
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			return notice.Text(notice.DoneSent), c.SendOn(ctx, t.Actor(), which.Of(in), t.Place())
		},
	}
}
