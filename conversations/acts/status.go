package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
)

// status shows one ticket to people who may see it. Only engineers see internal
// words, and only where nobody else reads along.
func status() Act {
	return Act{
		Name: "status", Command: ForEveryone, May: turn.Shop | turn.Engineer | turn.Called,
		Look: func(ctx context.Context, t *turn.Turn, k *desk.Ticket, _ Input) (notice.Facts, error) {
			timeline, err := t.Tx.Timeline(ctx, k.ID)
			return notice.Status{Engineer: inside(t) && t.Who.Works(k), Timeline: timeline}, err
		},
	}
}
