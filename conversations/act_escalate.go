package conversations

import (
	"context"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// escalate calls the next line now, with words if there are any.
func escalate() Act {
	text := maybe(words())
	return Act{
		Name: desk.ActEscalate, Command: ForEngineers, Button: true, May: Engineer, Asks: []Field{text}, Fresh: true,
		Change: func(ctx context.Context, t *turn, c *tickets.Case, in Input) (notice.Facts, error) {
			return said(notice.DoneEscalated, "Key", c.Ticket.Key.String()), c.Escalate(ctx, t.actor(), text.Of(in))
		},
	}
}
