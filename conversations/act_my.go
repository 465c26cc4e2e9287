package conversations

import (
	"context"
	"slices"

	"vakhta/desk"
	"vakhta/notice"
)

// listed is how many tickets a list shows.
const listed = 20

// my lists the visitor's own tickets.
func my() Act {
	return Act{
		Name: "my", Command: ForEveryone, May: Anybody,
		Do: func(ctx context.Context, t *turn, _ Input) (notice.Facts, error) {
			all, err := t.tx.TicketsOf(ctx, t.who.person.ID, listed)
			all = slices.DeleteFunc(all, func(o *desk.Ticket) bool { return !t.who.sees(o) })
			return notice.List{Tickets: all}, err
		},
	}
}
