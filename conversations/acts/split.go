package acts

import (
	"context"
	"errors"

	"vakhta/conversations/requests"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// split makes a ticket of words that were added to another.
func split() Act {
	which := number("utterance")
	return Act{
		Name: desk.ActSplit, Button: true, May: turn.Shop | turn.Engineer, Asks: []Parameter{which},
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			u, err := addedTo(ctx, t, c, which.Of(in))
			if err != nil {
				return nil, err
			}
			text, err := c.Original(ctx, u)
			if err != nil {
				return nil, err
			}
			if err := c.SplitOff(ctx, t.Actor(), u); err != nil {
				return nil, err
			}
			return nil, requests.Take(ctx, t, requests.Request{
				Text: text, Files: u.Files, Message: u.Source, Projects: []string{c.Ticket.Key.Project},
				Shared: c.Ticket.Shared, Sure: true, At: u.At, Place: requests.Place(t, requests.Request{Shared: c.Ticket.Shared, Message: u.Source}),
			})
		},
	}
}

// addedTo returns words of the requester that still belong to the ticket: they
// may have been split off or attached elsewhere.
func addedTo(ctx context.Context, t *turn.Turn, c *tickets.Case, utterance int64) (desk.Utterance, error) {
	u, err := t.Tx.UtteranceByID(ctx, utterance)
	if errors.Is(err, desk.ErrNotFound) || err == nil && (u.Ticket != c.Ticket.ID || u.FromDesk) {
		return u, turn.ErrStale
	}
	if err != nil {
		return u, err
	}
	link, err := t.Tx.LinkOf(ctx, u.Source)
	if errors.Is(err, desk.ErrNotFound) || err == nil && link.Utterance != u.ID {
		return u, turn.ErrStale
	}
	return u, err
}
