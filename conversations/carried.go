package conversations

import (
	"strings"

	"vakhta/desk"
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
	text := mostQuoted.Cut(q.Text)
	if q.Author != "" {
		text = q.Author + ": " + text
	}
	return strings.TrimSpace("> " + strings.ReplaceAll(text, "\n", "\n> ") + "\n" + words)
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
