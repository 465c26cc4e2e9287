package conversations

import (
	"context"
	"strings"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/storage"
)

// forwardedSign marks words that somebody else wrote.
const forwardedSign = "↪ "

// mostQuoted is how much of a quoted message is shown.
var mostQuoted = desk.Length{Max: 600}

// spoken returns words of a message with those of others that it carries: a
// quote above them, and whose they are if they were forwarded.
func spoken(s desk.Said, words string) string {
	if s.Forwarded && s.Whose != "" {
		words = forwardedSign + s.Whose + ":\n" + words
	}
	return under(s.Quoted, words)
}

// answered returns the words that a message replies to, the zero Utterance if
// none. On a messenger with threads only, each message would reply to the first.
func answered(ctx context.Context, t *turn.Turn, s desk.Said, link storage.Link) (desk.Utterance, error) {
	if link.Utterance == 0 || s.ReplyTo.IsZero() || !t.Traits().ShowsReplied() {
		return desk.Utterance{}, nil
	}
	return t.Tx.UtteranceByID(ctx, link.Utterance)
}

// replies returns the number of the words that a message replies to, for its
// copies to show; 0 if it shows a part of them itself.
func replies(s desk.Said, to desk.Utterance) int64 {
	if !s.Quoted.IsZero() {
		return 0
	}
	return to.ID
}

// shared reports whether a message shares another. Where replies show what they
// answer, what is quoted is a part of that.
func shared(t *turn.Turn, s desk.Said) bool { return !s.Quoted.IsZero() && !t.Traits().ShowsReplied() }

// asked returns the words of a new request: with the message that it answers,
// because what somebody means who only mentions the bot there stands in it.
func asked(s desk.Said) string {
	return under(s.Answered, spoken(s, s.Text))
}

// under puts words under a quote.
func under(q desk.Excerpt, words string) string {
	if q.Text == "" {
		return words
	}
	q.Text = mostQuoted.Cut(q.Text)
	return strings.TrimSpace(q.Quote() + "\n" + words)
}

// attached returns the files of a message with those of what it carries.
func attached(s desk.Said) []desk.File {
	if len(s.Quoted.Files) == 0 {
		return s.Files
	}
	return append(append([]desk.File(nil), s.Quoted.Files...), s.Files...)
}

// withAnswered does the same for a new request.
func withAnswered(s desk.Said) []desk.File {
	if len(s.Answered.Files) == 0 {
		return attached(s)
	}
	return append(append([]desk.File(nil), s.Answered.Files...), attached(s)...)
}

// keepCarried returns changed words with what the message carried when it was
// written: only its author's own words can be edited.
func keepCarried(was, words string) string {
	lines := strings.Split(was, "\n")
	n := 0
	for n < len(lines) && (strings.HasPrefix(lines[n], "> ") || strings.HasPrefix(lines[n], forwardedSign)) {
		n++
	}
	carried := strings.Join(lines[:n], "\n")
	if n == 0 || strings.HasPrefix(words, carried) {
		return words
	}
	return carried + "\n" + words
}
