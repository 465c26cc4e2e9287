package acts

import (
	"context"
	"strings"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// reply carries words to the customer. Those that are marked as a note stay
// inside even so.
func reply() Act {
	text := words()
	return Act{
		Name: desk.ActReply, Button: true, May: turn.Engineer, Asks: []Parameter{text}, When: func(s desk.State) bool { return !s.Ended() },
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			w := tickets.Words{Files: in.files, Source: in.source, Place: t.Place()}
			var outward bool
			if w.Text, outward = Outward(text.Of(in), desk.ThreadInternal, true); !outward {
				return notice.Text(notice.DoneNoted), c.Note(ctx, t.Actor(), w)
			}
			_, err := c.DeskSays(ctx, t.Actor(), w)
			return notice.Text(notice.DoneSent), err
		},
	}
}

// Outward tells words for the customer from internal ones, and takes the mark
// off: ! addresses the customer in an internal thread, // keeps a note in an
// open one. A reply to the customer's own message addresses the customer.
func Outward(text string, mode desk.ThreadMode, toCustomer bool) (words string, outward bool) {
	if rest, ok := strings.CutPrefix(text, "!"); ok && mode == desk.ThreadInternal {
		return strings.TrimSpace(rest), true
	}
	if rest, ok := strings.CutPrefix(text, "//"); ok {
		return strings.TrimSpace(rest), false
	}
	return text, toCustomer || mode == desk.ThreadOpen
}
