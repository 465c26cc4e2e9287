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
// button. An engineer who reopens a problem reopens the incidents that were resolved
// with it.
func reopen() Act {
	why := maybe(words())
	return Act{
		Name: desk.ActReopen, Command: ForEngineers, Button: true, May: turn.Shop | turn.Engineer, Asks: []Parameter{why}, Fresh: true,
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			resolved := c.Ticket.ResolvedAt
			if err := c.Reopen(ctx, t.Actor(), why.Of(in)); err != nil {
				return nil, err
			}
			if t.Who.Works(c.Ticket) { // a customer says it of their own request alone
				along := func(one *tickets.Case) error { return one.ReopenAlong(ctx, t.Actor()) }
				if err := t.EachResolvedAlong(ctx, c, resolved, along); err != nil {
					return nil, err
				}
			}
			return notice.Text(notice.DoneReopened, "Key", c.Ticket.Key.String()), nil
		},
	}
}
