package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/notice"
)

// queue lists the open tickets of the projects that the visitor works for.
func queue() Act {
	return Act{
		Name: "queue", Command: ForEngineers, May: turn.Engineer,
		Do: func(ctx context.Context, t *turn.Turn, _ Input) (notice.Facts, error) {
			open, err := t.Tx.Queue(ctx, t.Who.Projects(turn.Engineer), listed+1)
			list := notice.List{Queue: true, Tickets: open}
			if len(open) > listed {
				list.Tickets, list.More = open[:listed], 1
			}
			return list, err
		},
	}
}
