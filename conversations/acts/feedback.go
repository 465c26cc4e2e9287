package acts

import (
	"context"
	"errors"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// comment stores what the shop writes with its rating. Who rated poorly is asked why.
func comment() Act {
	text := words()
	return Act{
		Name: desk.ActComment, Button: true, May: turn.Shop, Asks: []Parameter{text},
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			if c.Ticket.Rating == 0 { // it was reopened since
				return nil, turn.ErrStale
			}
			return notice.Text(notice.DoneCommented), c.Explain(ctx, t.Actor(), text.Of(in))
		},
	}
}

// feedback stores what an engineer or a manager thinks of how a ticket went.
func feedback() Act {
	text := words()
	return Act{
		Name: "feedback", Command: ForEngineers, May: turn.Engineer | turn.Called | turn.Manager, Asks: []Parameter{text},
		Change: func(_ context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			c.Comment(t.Actor(), text.Of(in))
			return notice.Text(notice.DoneFeedback, "Key", c.Ticket.Key.String()), nil
		},
	}
}

// reviewed ends the review of a poor rating.
func reviewed() Act {
	return Act{
		Name: desk.ActReviewed, Button: true, May: turn.Manager | turn.Lead | turn.Admin,
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, _ Input) (notice.Facts, error) {
			err := c.Review(ctx, t.Actor())
			if errors.Is(err, tickets.ErrNoReview) { // a colleague was faster
				err = turn.ErrStale
			}
			return notice.Text(notice.DoneReviewed, "Key", c.Ticket.Key.String()), err
		},
	}
}
