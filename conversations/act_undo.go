package conversations

import (
	"context"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// undo takes words back that went to the customer a moment ago.
func undo() Act {
	which := number("utterance")
	return Act{
		Name: desk.ActUndo, Button: true, May: Engineer, Asks: []Field{which},
		Change: func(ctx context.Context, t *turn, c *tickets.Case, in Input) (notice.Facts, error) {
			return said(notice.DoneUndone), c.Undo(ctx, t.actor(), which.Of(in), t.place())
		},
	}
}
