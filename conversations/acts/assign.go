package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// assign gives the ticket to one of the project's engineers, who is told.
func assign() Act {
	to := engineer("who")
	return Act{
		Name: desk.ActAssign, Command: ForEngineers, Button: true, May: turn.Engineer, Asks: []Parameter{to},
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			who, err := engineerOf(ctx, t, c, to.Of(in))
			if err != nil {
				return nil, err
			}
			return notice.Text(notice.DoneAssigned, "Who", who.Name), c.Assign(ctx, t.Actor(), who, "")
		},
		Each: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) error {
			who, err := engineerOf(ctx, t, c, to.Of(in))
			switch {
			case err == nil:
				return c.AssignAlong(t.Actor(), who)
			case turn.Refused(err) != nil: // of another shop, where they don't work
				return nil //nolint:nilerr // the lead is assigned; this one stays as it is
			default:
				return err
			}
		},
	}
}
