package acts

import (
	"context"
	"errors"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// undo takes back words that were sent to the customer a moment ago.
func undo() Act {
	which := number("utterance")
	return Act{
		Name: desk.ActUndo, Button: true, May: turn.Engineer | turn.Called, Asks: []Parameter{which},
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			err := c.Undo(ctx, t.Actor(), which.Of(in), t.Place())
			if errors.Is(err, desk.ErrNotFound) { // a forged number
				err = turn.ErrStale
			}
			return notice.Text(notice.DoneUndone), err
		},
	}
}
