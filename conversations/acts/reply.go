package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// reply sends words to the customer. Those marked as a note stay internal.
func reply() Act {
	text := words()
	return Act{
		Name: desk.ActReply, Button: true, May: turn.Engineer, Asks: []Parameter{text}, When: func(s desk.State) bool { return !s.Ended() },
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			words, mark := Marked(text.Of(in), desk.ThreadInternal, len(in.files) > 0)
			w := tickets.Words{Text: words, Files: in.files, Source: in.source, Place: t.Place(), Album: in.album}
			if mark == ToNobody {
				return notice.Text(notice.DoneNoted), c.Note(ctx, t.Actor(), w)
			}
			_, err := c.DeskSays(ctx, t.Actor(), w)
			return notice.Text(notice.DoneSent), err
		},
	}
}
