package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// unmask shows the assignee what is hidden in the requester's words. Each use
// is recorded.
func unmask() Act {
	return Act{
		Name: desk.ActUnmask, Command: ForEngineers, Button: true, May: turn.Engineer | turn.Holder,
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, _ Input) (notice.Facts, error) {
			secrets, err := c.Unmask(ctx, t.Actor())
			if err != nil {
				return nil, err
			}
			if len(secrets) == 0 {
				return notice.Text(notice.DoneNoSecrets), nil
			}
			t.Whisper(c.Ticket, notice.Hidden{Secrets: secrets})
			return nil, nil
		},
	}
}
