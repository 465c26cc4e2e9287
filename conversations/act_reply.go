package conversations

import (
	"context"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// reply carries words to the customer. Those that are marked as a note stay
// inside even so.
func reply() Act {
	text := words()
	return Act{
		Name: desk.ActReply, Button: true, May: Engineer, Asks: []Field{text}, When: func(s desk.State) bool { return !s.Ended() },
		Change: func(ctx context.Context, t *turn, c *tickets.Case, in Input) (notice.Facts, error) {
			w := tickets.Words{Files: in.files, Source: in.source, Place: t.place()}
			var outward bool
			if w.Text, outward = address(text.Of(in), desk.ThreadInternal, true); !outward {
				return said(notice.DoneNoted), c.Note(ctx, t.actor(), w)
			}
			_, err := c.DeskSays(ctx, t.actor(), w)
			return said(notice.DoneSent), err
		},
	}
}
