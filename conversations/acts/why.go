package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/explain"
	"vakhta/notice"
)

// why explains a ticket's deadlines and calls to engineers and managers, where
// no customer reads along.
func why() Act {
	return Act{
		Name: desk.ActWhy, Command: ForEngineers, Button: true, May: turn.Engineer | turn.Called | turn.Manager,
		Look: func(ctx context.Context, t *turn.Turn, k *desk.Ticket, _ Input) (notice.Facts, error) {
			if !inside(t) {
				return nil, desk.ErrForbidden
			}
			w, err := explain.Ticket(ctx, t.Tx, t.Desk, k, t.Now())
			return w, err
		},
	}
}
