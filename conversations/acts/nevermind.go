package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// nevermind gives no answer to the bot's question. Any other act ends the
// question, too.
func nevermind() Act {
	return Act{
		Name: desk.ActNever, Button: true, May: turn.Engineer | turn.Called,
		Change: func(_ context.Context, _ *turn.Turn, _ *tickets.Case, in Input) (notice.Facts, error) {
			if !in.asked { // somebody else was asked, or the time is over
				return nil, turn.ErrStale
			}
			return notice.Text(notice.DoneNevermind), nil
		},
	}
}
