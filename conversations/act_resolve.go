package conversations

import (
	"context"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// resolve answers the request; its requester is asked whether that helped.
func resolve() Act {
	text := words()
	return Act{
		Name: desk.ActResolve, Command: ForEngineers, Button: true, May: Engineer,
		Asks: []Field{text}, When: desk.State.Open,
		Change: func(_ context.Context, t *turn, c *tickets.Case, in Input) (notice.Facts, error) {
			return said(notice.DoneResolved), c.Resolve(t.actor(), text.Of(in))
		},
	}
}
