package acts

import (
	"context"

	"vakhta/conversations/requests"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// separate answers whether several requests in one message are tickets of their
// own. Only who asked may, because only they know.
func separate() Act {
	no := maybe(flag("no"))
	return Act{
		Name: desk.ActSeparate, Button: true, May: turn.Requester, Asks: []Parameter{no},
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			if !c.Ticket.Several() || c.Ticket.State != desk.New {
				return nil, turn.ErrStale
			}
			if no.Of(in) {
				c.KeepWhole()
				return nil, nil
			}
			return nil, requests.Separate(ctx, t, c)
		},
	}
}
