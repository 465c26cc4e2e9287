package acts

import (
	"context"
	"slices"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
)

// queue lists the open tickets of the projects that the visitor works for. The
// third line is shown those that it was called to.
func queue() Act {
	return Act{
		Name: "queue", Command: ForEngineers, May: turn.Engineer | turn.ThirdLine,
		Do: func(ctx context.Context, t *turn.Turn, _ Input) (notice.Facts, error) {
			open, err := openFor(ctx, t, listed+1)
			if err != nil {
				return nil, err
			}
			list := notice.List{Queue: true, Tickets: open}
			if len(open) > listed {
				list.Tickets, list.More = open[:listed], 1
			}
			return list, nil
		},
	}
}

// openFor returns the open tickets that the visitor works on or may be asked about, at
// most so many of their projects.
func openFor(ctx context.Context, t *turn.Turn, most int) ([]*desk.Ticket, error) {
	open, err := t.Tx.Queue(ctx, t.Who.Projects(turn.Engineer), most, t.Now())
	if err != nil {
		return nil, err
	}
	for _, code := range t.Who.Projects(turn.ThirdLine) {
		theirs, err := t.Tx.TicketsAt(ctx, code, t.Actor().Engineer())
		if err != nil {
			return nil, err
		}
		open = append(open, slices.DeleteFunc(theirs, func(k *desk.Ticket) bool { return !k.State.Open() })...)
	}
	return open, nil
}
