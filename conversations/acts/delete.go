package acts

import (
	"context"
	"errors"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// deleteWords takes back a message of the visitor's own, to which the command
// replies: some messengers do not tell bots what people delete.
func deleteWords() Act {
	return Act{
		Name: "delete", Command: ForEveryone, May: turn.Anybody,
		Do: func(ctx context.Context, t *turn.Turn, _ Input) (notice.Facts, error) {
			asked, _ := t.Event.Body.(desk.Asked)
			if !t.Traits().Replies || asked.ReplyTo.IsZero() || asked.ReplyToID != t.Event.From.Account {
				return nil, turn.Refuse(notice.RefusedNotYours)
			}
			all, err := t.Tx.UtterancesBySource(ctx, asked.ReplyTo)
			if err != nil {
				return nil, err
			}
			if len(all) == 0 {
				return nil, turn.Refuse(notice.RefusedNotYours)
			}
			for i, u := range all {
				err := t.Always(ctx, u.Ticket, func(c *tickets.Case) error {
					if i == 0 { // the messages themselves, where the platform lets the bot
						c.TakeAway(asked.ReplyTo)
						c.TakeAway(asked.Message)
					}
					return c.Withdraw(ctx, t.Actor(), u)
				})
				if err != nil && !errors.Is(err, desk.ErrNotFound) { // its project was removed from desk.yaml
					return nil, err
				}
			}
			return notice.Text(notice.DoneDeleted), nil
		},
	}
}
