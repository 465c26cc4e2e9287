package desk

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// A Messenger posts to one platform. Every error is a *SendError, and none
// holds a secret or a customer's words.
type Messenger interface {
	// Post sends c to an address as one message, in which words that it cannot hold
	// are cut; key marks the message where the platform can hold a mark.
	Post(ctx context.Context, to Address, c Card, key string) (at MessageRef, err error)
	// Edit makes a message show c. A message that shows it already is no error;
	// one that is gone is Refused with ErrMessageGone.
	Edit(ctx context.Context, at MessageRef, c Card) error
	// Traits are what the messenger can do; they never change.
	Traits() Traits
}

// A Finder can tell whether a key was posted already, after an outcome that
// nobody knows.
type Finder interface {
	Find(ctx context.Context, to Address, key string, since time.Time) (MessageRef, bool, error)
}

// A Splitter shows words that are too long for one message in several.
type Splitter interface {
	// Split is c as cards of one message each, the first one first.
	Split(c Card) []Card
}

// A Threader opens a thread of its own for a ticket before its card is posted: a
// Telegram forum's topic. Where the chat has none it returns to as it is.
type Threader interface {
	OpenThread(ctx context.Context, to Address, name string) (Address, error)
}

// A Renamer gives a thread that was opened for a ticket another name. A thread
// that is gone is no error.
type Renamer interface {
	RenameThread(ctx context.Context, at Address, name string) error
}

// A Reactor puts an emoji on a message, as a quiet sign.
type Reactor interface {
	React(ctx context.Context, at MessageRef, emoji string) error
}

// A Remover takes a message of the bot's back. One that the platform keeps is
// Refused with ErrMessageStays.
type Remover interface {
	Remove(ctx context.Context, at MessageRef) error
}

// An Inviter makes the link that carries an invitation's code into a private
// chat with the bot, where the platform has such links.
type Inviter interface {
	InviteLink(code string) string
}

// A Fate is what became of a call to a platform.
type Fate int

// The fates.
const (
	Unknown Fate = iota // may have been done: the answer was lost
	Refused             // was not done and never will be
	Later               // was not done; may be tried again after a while
)

// String is the fate's name in metrics and logs.
func (f Fate) String() string {
	switch f {
	case Refused:
		return "refused"
	case Later:
		return "later"
	default:
		return "unknown"
	}
}

// A SendError is how a call to a platform ended when it did not succeed.
type SendError struct {
	Fate  Fate
	After time.Duration // for Later: not before this has passed
	Moved Address       // the chat goes on here: send it there
	Err   error
}

// Error says the fate and the cause.
func (e *SendError) Error() string { return fmt.Sprintf("%s: %v", e.Fate, e.Err) }

// Unwrap is the cause.
func (e *SendError) Unwrap() error { return e.Err }

// What a refusal may mean for the chat it was about.
var (
	// ErrChatGone means that the chat does not take the bot's messages: it was
	// blocked, kicked, archived, or the chat does not exist.
	ErrChatGone = errors.New("the chat does not take messages")
	// ErrMessageGone means that the message is not there to edit or answer.
	ErrMessageGone = errors.New("the message is gone")
	// ErrMessageStays means that the message cannot be removed any more, though it
	// may be edited.
	ErrMessageStays = errors.New("the message cannot be removed any more")
	// ErrThreadGone means that the thread was deleted; the card opens it anew.
	ErrThreadGone = errors.New("the thread is gone")
	// ErrUnauthorized means that the platform does not accept the token.
	ErrUnauthorized = errors.New("the platform does not accept the token")
)

// A ChatGoneError is ErrChatGone with the reason, where the platform tells it.
type ChatGoneError struct{ Cause ReachCause }

// Error says the reason.
func (e ChatGoneError) Error() string { return ErrChatGone.Error() + ": " + string(e.Cause) }

// Is makes it an ErrChatGone.
func (e ChatGoneError) Is(target error) bool { return target == ErrChatGone }

// An IntakeFunc handles an event; nil means that its effects are committed, and
// only then may an adapter acknowledge it.
type IntakeFunc func(ctx context.Context, e Event) (Reply, error)

// A Parker keeps an update that could not be understood, with its payload, so
// that nothing is lost when it is acknowledged.
type Parker interface {
	Park(ctx context.Context, id EventID, payload []byte, why string, now time.Time) error
}
