package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// reopen takes a resolution back. The requester has a button for it, and so may
// use the command, too; it is listed only for engineers, who have no such
// button.
func reopen() Act {
	why := maybe(words())
	return Act{
		Name: desk.ActReopen, Command: ForEngineers, Button: true, May: turn.Shop | turn.Engineer, Asks: []Parameter{why}, Fresh: true,
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			return notice.Text(notice.DoneReopened, "Key", c.Ticket.Key.String()), c.Reopen(ctx, t.Actor(), why.Of(in))
		},
	}
}
