package acts

import (
	"context"
	"errors"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// unlink takes a ticket out of a major incident that it is no part of.
func unlink() Act {
	return Act{
		Name: desk.ActUnlink, Command: ForEngineers, Button: true, May: turn.Engineer,
		Change: func(_ context.Context, t *turn.Turn, c *tickets.Case, _ Input) (notice.Facts, error) {
			err := c.Unlink(t.Actor())
			if errors.Is(err, tickets.ErrNotLinked) {
				err = turn.ErrStale
			}
			return notice.Text(notice.DoneUnlinked, "Key", c.Ticket.Key.String()), err
		},
	}
}
