package conversations

import (
	"context"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// rate keeps the verdict of the shop. Who works for the desk does not judge it.
func rate() Act {
	stars := number("stars")
	return Act{
		Name: desk.ActRate, Button: true, May: Shop, Asks: []Field{stars},
		Change: func(_ context.Context, t *turn, c *tickets.Case, in Input) (notice.Facts, error) {
			n := stars.Of(in)
			if n < 1 || n > 5 {
				return nil, errStale
			}
			return said(notice.DoneRated), c.Rate(t.actor(), int(n))
		},
	}
}
