package conversations

import (
	"context"
	"errors"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// split makes a ticket of its own of words that were added to another.
func split() Act {
	which := number("utterance")
	return Act{
		Name: desk.ActSplit, Button: true, May: Shop | Engineer, Asks: []Field{which},
		Change: func(ctx context.Context, t *turn, c *tickets.Case, in Input) (notice.Facts, error) {
			u, err := t.addedTo(ctx, c, which.Of(in))
			if err != nil {
				return nil, err
			}
			if err := c.SplitOff(ctx, t.actor(), u); err != nil {
				return nil, err
			}
			return nil, t.intake(ctx, request{
				Text: u.Text, Files: u.Files, Message: u.Source, Projects: []string{c.Ticket.Key.Project},
				Shared: c.Ticket.Shared, Sure: true, At: u.At, Place: t.answerPlace(request{Shared: c.Ticket.Shared, Message: u.Source}),
			})
		},
	}
}

// addedTo are words of the requester's that belong to a ticket still: they may
// have been split off, or attached elsewhere, before.
func (t *turn) addedTo(ctx context.Context, c *tickets.Case, utterance int64) (desk.Utterance, error) {
	u, err := t.tx.UtteranceByID(ctx, utterance)
	if errors.Is(err, desk.ErrNotFound) || err == nil && (u.Ticket != c.Ticket.ID || u.FromDesk) {
		return u, errStale
	}
	if err != nil {
		return u, err
	}
	link, err := t.tx.LinkOf(ctx, u.Source)
	if errors.Is(err, desk.ErrNotFound) || err == nil && link.Utterance != u.ID {
		return u, errStale
	}
	return u, err
}
