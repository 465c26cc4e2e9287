package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/notice"
	"vakhta/tickets"
)

// note stores words that the customer never sees.
func note() Act {
	text := words()
	return Act{
		Name: "note", Command: ForEngineers, May: turn.Engineer | turn.Called, Asks: []Parameter{text},
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			return notice.Text(notice.DoneNoted), c.Note(ctx, t.Actor(), tickets.Words{Text: text.Of(in), Source: in.source, Place: t.Place()})
		},
	}
}
