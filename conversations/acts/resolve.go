package acts

import (
	"context"

	"vakhta/cards"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// resolve resolves the request; its requester is asked whether that helped. Words marked as a note stay internal; the
// customer is only told that it is done. The third line hands the ticket back to the first, which tells the customer.
func resolve() Act {
	text, spent := words(), spentOn()
	return Act{
		Name: desk.ActResolve, Command: ForEngineers, Button: true, May: turn.Engineer | turn.Holder,
		Asks: []Parameter{text, spent}, When: desk.State.Open,
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			if err := enterToday(ctx, t, c, spent.Of(in)); err != nil {
				return nil, err
			}
			words, mark := Marked(text.Of(in), desk.ThreadInternal, false)
			if t.Who.Supplies(c.Ticket) {
				called, err := c.HandOver(ctx, t.Actor(), tickets.Handing{Line: 1}, words)
				return notice.Text(notice.DoneHandedOver, "Key", c.Ticket.Key.String(), "Who", cards.Called(t.Desk, t.Who.Person.Locale, called)), err
			}
			if mark != ToNobody {
				return notice.Text(notice.DoneResolved, "Key", c.Ticket.Key.String()), c.Resolve(t.Actor(), words)
			}
			if err := c.Note(ctx, t.Actor(), tickets.Words{Text: words, Source: in.source, Place: t.Place()}); err != nil {
				return nil, err
			}
			return notice.Text(notice.DoneResolvedNoted, "Key", c.Ticket.Key.String()), c.Resolve(t.Actor(), "")
		},
		Each: func(_ context.Context, t *turn.Turn, c *tickets.Case, in Input) error {
			if t.Who.Supplies(c.Ticket) {
				return c.HandAlong(t.Actor(), tickets.Handing{Line: 1}, "")
			}
			words, mark := Marked(text.Of(in), desk.ThreadInternal, false)
			if mark == ToNobody {
				words = ""
			}
			return c.Resolve(t.Actor(), words)
		},
	}
}
