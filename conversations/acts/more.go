package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// more unfolds the less common acts under the card, or folds what is unfolded.
func more() Act {
	back := maybe(flag("back"))
	return Act{
		Name: desk.ActMore, Button: true, May: turn.Shop | turn.Engineer | turn.Called, Asks: []Parameter{back},
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			menu := notice.MenuMore
			if back.Of(in) {
				menu = notice.MenuNone
			}
			return nil, offer(ctx, t, c, menu, turn.Shop|turn.Works)
		},
	}
}
