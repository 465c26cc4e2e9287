package conversations

import (
	"context"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// assign gives the ticket to one of the project's engineers, who is told.
func assign() Act {
	to := engineer("who")
	return Act{
		Name: desk.ActAssign, Command: ForEngineers, Button: true, May: Engineer, Asks: []Field{to},
		Change: func(ctx context.Context, t *turn, c *tickets.Case, in Input) (notice.Facts, error) {
			return said(notice.DoneAssigned, "Who", c.NameOf(to.Of(in))), c.Assign(ctx, t.actor(), to.Of(in))
		},
	}
}
