package acts

import (
	"context"
	"errors"

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
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			n := desk.Stars(stars.Of(in))
			if !n.Valid() {
				return nil, turn.ErrStale
			}
			err := c.Rate(ctx, t.Actor(), n)
			if errors.Is(err, tickets.ErrTooLateToRate) {
				err = turn.ErrStale
			}
			return notice.Text(notice.DoneRated), err
		},
	}
}
