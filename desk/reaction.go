package desk

import (
	"slices"
	"strings"
	"time"
)

// A Reaction is an emoji that a person put on words of a ticket.
type Reaction struct {
	By    PersonID
	In    Address // the chat in which they did, without a thread
	Emoji string  // as PlainEmoji returns it
	At    time.Time
}

// PlainEmoji returns an emoji without the sign that asks for its coloured form:
// messengers differ in whether they write it.
func PlainEmoji(emoji string) string { return strings.TrimSuffix(emoji, "\ufe0f") }

// Courteous reports whether an emoji may be shown to somebody for whom it was not
// meant: engineers react among themselves, and the customer sees these only.
func Courteous(emoji string) bool {
	return slices.Contains([]string{"👍", "❤", "🔥", "👏", "🎉", "🙏", "👌", "💯", "🤝", "🫡", "👀"}, PlainEmoji(emoji))
}
