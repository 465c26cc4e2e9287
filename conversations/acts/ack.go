package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// ack takes the ticket. The first press counts; others are told who has it. Who takes
// an incident reads how similar ones were resolved.
func ack() Act {
	return Act{
		Name: desk.ActAck, Command: ForEngineers, Button: true, May: turn.Engineer | turn.Called,
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, _ Input) (notice.Facts, error) {
			if err := c.Take(t.Actor()); err != nil {
				return nil, err
			}
			return notice.Text(notice.DoneTaken, "Key", c.Ticket.Key.String()), c.RecallSimilar(ctx, mostSimilar)
		},
		Each: func(_ context.Context, t *turn.Turn, c *tickets.Case, _ Input) error { return c.TakeAlong(t.Actor()) },
	}
}
