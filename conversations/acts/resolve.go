package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// resolve answers the request; its requester is asked whether that helped.
func resolve() Act {
	text := words()
	return Act{
		Name: desk.ActResolve, Command: ForEngineers, Button: true, May: turn.Engineer,
		Asks: []Parameter{text}, When: desk.State.Open,
		Change: func(_ context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			return notice.Text(notice.DoneResolved), c.Resolve(t.Actor(), text.Of(in))
		},
	}
}
