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
		Name: desk.ActUpdate, Command: ForEngineers, Button: true, May: turn.Engineer | turn.Called, Asks: []Parameter{text}, When: desk.State.Open,
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			if t.Who.Supplies(c.Ticket) {
				return notice.Text(notice.DoneToEngineers), c.SupplierSays(ctx, t.Actor(), tickets.Words{Text: text.Of(in), Place: t.Place()})
			}
			return notice.Text(notice.DoneUpdated, "Key", c.Ticket.Key.String()), c.Update(ctx, t.Actor(), text.Of(in))
		},
		Each: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) error {
			if t.Who.Supplies(c.Ticket) { // the engineers of the lead read it
				return nil
			}
			return c.Update(ctx, t.Actor(), text.Of(in))
		},
	}
}
