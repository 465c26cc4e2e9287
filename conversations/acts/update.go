package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// update tells how the work is getting on: the requester, and those of all
// tickets that are linked to a major incident.
func update() Act {
	text := words()
	return Act{
		Name: "update", Command: ForEngineers, May: turn.Engineer, Asks: []Parameter{text}, When: desk.State.Open,
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			return notice.Text(notice.DoneUpdated, "Key", c.Ticket.Key.String()), c.Update(ctx, t.Actor(), text.Of(in))
		},
		Each: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) error {
			return c.Update(ctx, t.Actor(), text.Of(in))
		},
	}
}
