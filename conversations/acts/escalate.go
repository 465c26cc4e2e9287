package acts

import (
	"context"

	"vakhta/cards"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// escalate calls the next line now, with words if there are any.
func escalate() Act {
	text := maybe(words())
	return Act{
		Name: desk.ActEscalate, Command: ForEngineers, Button: true, May: turn.Engineer | turn.Called, Asks: []Parameter{text}, Fresh: true,
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			called, err := c.Escalate(ctx, t.Actor(), text.Of(in))
			who := cards.Called(t.Desk, t.Who.Person.Locale, called)
			return notice.Text(notice.DoneEscalated, "Key", c.Ticket.Key.String(), "Who", who), err
		},
	}
}
