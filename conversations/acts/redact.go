package acts

import (
	"context"
	"errors"
	"unicode/utf8"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// shortestRedaction is the least number of characters of a text that can be
// erased everywhere: a shorter one occurs inside too many words.
const shortestRedaction = 3

// redact erases what should not have been written: the message that the command
// replies to, or the words after it, wherever they occur in the ticket.
func redact() Act {
	text := maybe(words())
	return Act{
		Name: "redact", Command: ForEngineers, May: turn.Engineer | turn.Admin, Asks: []Parameter{text},
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			asked, _ := t.Event.Body.(desk.Asked)
			c.TakeAway(asked.Message) // the command contains the words
			done := notice.Text(notice.DoneRedacted)
			if words := text.Of(in); words != "" {
				if utf8.RuneCountInString(words) < shortestRedaction {
					return nil, tickets.ErrNoWords
				}
				return done, c.Redact(ctx, t.Actor(), words)
			}
			u, err := repliedTo(ctx, t, asked)
			if errors.Is(err, desk.ErrNotFound) {
				return nil, tickets.ErrNoWords
			}
			if err != nil {
				return nil, err
			}
			if u.Ticket != c.Ticket.ID { // of a ticket that was merged into this one
				return done, t.WithID(ctx, u.Ticket, func(c *tickets.Case) error { return c.RedactMessage(ctx, t.Actor(), u) })
			}
			return done, c.RedactMessage(ctx, t.Actor(), u)
		},
	}
}

// repliedTo returns the words that a command replies to.
func repliedTo(ctx context.Context, t *turn.Turn, asked desk.Asked) (desk.Utterance, error) {
	if asked.ReplyTo.IsZero() {
		return desk.Utterance{}, desk.ErrNotFound
	}
	link, err := t.Tx.LinkOf(ctx, asked.ReplyTo)
	if err != nil {
		return desk.Utterance{}, err
	}
	return t.Tx.UtteranceByID(ctx, link.Utterance)
}
