package acts

import (
	"context"
	"errors"

	"vakhta/cards"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// link puts a ticket under another one that is about the same fault, with what
// is linked to it. unlink undoes it.
func link() Act {
	into := ledBy("into")
	return Act{
		Name: "link", Command: ForEngineers, May: turn.Engineer, Asks: []Parameter{into}, When: desk.State.Open,
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			lead, err := t.Tx.TicketByKey(ctx, into.Of(in))
			if err == nil && t.Who.To(lead)&turn.Engineer == 0 {
				err = desk.ErrNotFound
			}
			if err != nil {
				return nil, turn.NotFound(into.Of(in), err)
			}
			if !lead.State.Open() {
				return nil, turn.Refuse(notice.RefusedNotOpen, "Key", lead.Key.String(), "State", cards.StateName(t.Who.Person.Locale, lead.State))
			}
			if err := c.Link(ctx, t.Actor(), lead); err != nil {
				return nil, unlinked(err, c.Ticket.Key, lead.Key)
			}
			done := notice.Text(notice.DoneLinked, "Key", c.Ticket.Key.String(), "Into", lead.Key.String())
			return done, t.EachLinked(ctx, c, func(one *tickets.Case) error { return one.Link(ctx, t.Actor(), lead) })
		},
	}
}

// unlinked says why two tickets are not linked.
func unlinked(err error, key, lead desk.Key) error {
	for cause, id := range map[error]string{
		tickets.ErrLinked: notice.RefusedLinked, tickets.ErrUrgent: notice.RefusedUrgent, tickets.ErrOtherLine: notice.RefusedOtherLine,
	} {
		if errors.Is(err, cause) {
			return turn.Refuse(id, "Key", key.String(), "Into", lead.String())
		}
	}
	return err
}
