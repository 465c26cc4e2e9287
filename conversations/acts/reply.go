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
			words, mark := Marked(text.Of(in), desk.ThreadInternal)
			w := tickets.Words{Text: words, Files: in.files, Source: in.source, Place: t.Place()}
			if mark == ToNobody {
				return notice.Text(notice.DoneNoted), c.Note(ctx, t.Actor(), w)
			}
			_, err := c.DeskSays(ctx, t.Actor(), w)
			return notice.Text(notice.DoneSent), err
		},
	}
}

// A Mark is what an engineer's words begin with to say who is to read them.
type Mark string

// The marks.
const (
	Unmarked   Mark = ""
	ToCustomer Mark = "!"  // in a thread that is internal
	ToNobody   Mark = "//" // a note
)

// Marked takes the mark off an engineer's words. Where all words go to the
// customer, an exclamation mark is a part of them.
func Marked(text string, mode desk.ThreadMode) (words string, mark Mark) {
	for _, mark := range []Mark{ToCustomer, ToNobody} {
		if rest, ok := strings.CutPrefix(text, string(mark)); ok && (mark != ToCustomer || mode == desk.ThreadInternal) {
			return strings.TrimSpace(rest), mark
		}
	}
	return text, Unmarked
}
