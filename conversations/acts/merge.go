package acts

import (
	"context"
	"errors"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// merge ends the ticket in favour of another of its project, whose answers the
// requesters of both get from then on.
func merge() Act {
	into := otherTicket("into")
	public := maybe(saidWord("public", "public,публично,открыто"))
	return Act{
		Name: "merge", Command: ForEngineers, May: turn.Engineer, Asks: []Parameter{into, public}, When: desk.State.Open,
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			key := into.Of(in)
			done := notice.Text(notice.DoneMerged, "Key", c.Ticket.Key.String(), "Into", key.String())
			err := t.With(ctx, key, func(target *tickets.Case) error { return c.Merge(t.Actor(), target, public.Of(in)) })
			for cause, id := range map[error]string{
				tickets.ErrIntoPrivate: notice.RefusedIntoPrivate, tickets.ErrIntoPublic: notice.RefusedIntoPublic,
			} {
				if errors.Is(err, cause) {
					err = turn.Refuse(id, "Key", c.Ticket.Key.String(), "Into", key.String())
				}
			}
			return done, err
		},
	}
}
