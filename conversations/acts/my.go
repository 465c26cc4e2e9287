package acts

import (
	"context"
	"slices"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
)

// listed is how many tickets a list shows.
const listed = 20

// my lists the visitor's own tickets.
func my() Act {
	return Act{
		Name: "my", Command: ForEveryone, May: turn.Anybody,
		Do: func(ctx context.Context, t *turn.Turn, _ Input) (notice.Facts, error) {
			all, err := t.Tx.TicketsOf(ctx, t.Who.Person.ID, listed)
			all = slices.DeleteFunc(all, func(o *desk.Ticket) bool { return !t.Who.Sees(o) })
			return notice.List{Tickets: all}, err
		},
	}
}
