package conversations

import (
	"context"

	"vakhta/notice"
)

// queue lists what is open in the projects that the visitor works for.
func queue() Act {
	return Act{
		Name: "queue", Command: ForEngineers, May: Engineer,
		Do: func(ctx context.Context, t *turn, _ Input) (notice.Facts, error) {
			open, err := t.tx.Queue(ctx, t.who.projects(roleEngineer), listed+1)
			list := notice.List{Queue: true, Tickets: open}
			if len(open) > listed {
				list.Tickets, list.More = open[:listed], 1
			}
			return list, err
		},
	}
}
