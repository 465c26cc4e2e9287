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

// my lists the visitor's own tickets, or all open ones of their shops. In a chat
// of several people the latter are those that were asked there, because others
// may have asked in private.
func my() Act {
	all := maybe(saidWord("all", "all,все,всё"))
	return Act{
		Name: "my", Command: ForEveryone, May: turn.Anybody, Asks: []Parameter{all},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			if all.Of(in) {
				return ofShops(ctx, t)
			}
			mine, err := t.Tx.TicketsOf(ctx, t.Who.Person.ID, listed)
			mine = slices.DeleteFunc(mine, func(o *desk.Ticket) bool { return !t.Who.Sees(o) })
			return notice.List{Tickets: mine}, err
		},
	}
}

// ofShops lists the open tickets of the visitor's shops.
func ofShops(ctx context.Context, t *turn.Turn) (notice.Facts, error) {
	shops := t.Who.Projects(turn.Staff | turn.Manager)
	if len(shops) == 0 {
		shops = t.Who.Projects(turn.Engineer)
	}
	open, err := t.Tx.Queue(ctx, shops, listed+1, t.Now())
	if err != nil {
		return nil, err
	}
	open = slices.DeleteFunc(open, func(o *desk.Ticket) bool { return !t.Who.Sees(o) || t.Who.Only != nil && !o.Shared })
	list := notice.List{Shop: true, Tickets: open}
	if len(open) > listed {
		list.Tickets, list.More = open[:listed], 1
	}
	return list, nil
}
