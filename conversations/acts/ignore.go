package acts

import (
	"context"

	"vakhta/conversations/requests"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
)

// ignore forgets a message that was kept until its author answered whether it is
// a request: it is none.
func ignore() Act {
	held := heldMessage()
	return Act{
		Name: desk.ActIgnore, Button: true, May: turn.Anybody, Asks: []Parameter{held},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			return notice.Text(notice.DoneIgnored), requests.DropHeld(ctx, t, held.Of(in).id)
		},
	}
}
