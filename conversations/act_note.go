package conversations

import (
	"context"

	"vakhta/notice"
	"vakhta/tickets"
)

// note keeps words that the customer never sees.
func note() Act {
	text := words()
	return Act{
		Name: "note", Command: ForEngineers, May: Engineer, Asks: []Field{text},
		Change: func(ctx context.Context, t *turn, c *tickets.Case, in Input) (notice.Facts, error) {
			return said(notice.DoneNoted), c.Note(ctx, t.actor(), tickets.Words{Text: text.Of(in), Place: t.place()})
		},
	}
}
