package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// rate stores the shop's rating. People of the desk cannot rate.
func rate() Act {
	stars := number("stars")
	return Act{
		Name: desk.ActRate, Button: true, May: turn.Shop, Asks: []Parameter{stars},
		Change: func(_ context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			n := desk.Stars(stars.Of(in))
			if !n.Valid() {
				return nil, turn.ErrStale
			}
			return notice.Text(notice.DoneRated), c.Rate(t.Actor(), n)
		},
	}
}
