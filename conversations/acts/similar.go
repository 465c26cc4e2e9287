package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
)

// mostSimilar is how many solved tickets are shown.
const mostSimilar = 3

// similar shows how requests like a ticket's were resolved, to engineers of the
// first and second line: words of other customers are not for a contractor, nor
// for a chat that the shop reads.
func similar() Act {
	return Act{
		Name: desk.ActSimilar, Command: ForEngineers, Button: true, May: turn.Engineer,
		Look: func(ctx context.Context, t *turn.Turn, k *desk.Ticket, _ Input) (notice.Facts, error) {
			if !inside(t) {
				return nil, desk.ErrForbidden
			}
			found, err := t.Tx.Similar(ctx, k, mostSimilar)
			if err == nil {
				t.Answer(notice.List{Similar: true, Tickets: found}) // about several tickets, so about none
			}
			return nil, err
		},
	}
}

// inside reports whether only engineers read what is answered.
func inside(t *turn.Turn) bool {
	return t.Event.In.Private || !t.InChat() || t.Desk.TeamByChannel(t.Event.In.Address) != nil
}
