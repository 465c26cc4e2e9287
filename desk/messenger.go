package desk

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// A Messenger posts to one platform. Every error is a *SendError and contains
// no secret and no customer's words.
type Messenger interface {
	// Post sends c to an address as one message, in which words that do not fit
	// are cut. The message carries key if the platform can store it.
	Post(ctx context.Context, to Address, c Card, key string) (at MessageRef, err error)
	// Edit makes a message show c. If it shows c already, that is no error; if
	// it is gone, Edit is Refused with ErrMessageGone.
	Edit(ctx context.Context, at MessageRef, c Card) error
	// Traits returns what the messenger can do. They never change.
	Traits() Traits
}

// A Finder can find out whether a message with a key was posted, after a call
// whose answer was lost.
type Finder interface {
	Find(ctx context.Context, to Address, key string, since time.Time) (MessageRef, bool, error)
}

// A Splitter can show words that are too long for one message in several.
type Splitter interface {
	// Split returns c as cards of one message each, in order.
	Split(c Card) []Card
}

// A Threader opens a thread for a ticket before its card is posted: a Telegram
// forum's topic. If the chat has no threads it returns to unchanged.
type Threader interface {
	OpenThread(ctx context.Context, to Address, name string) (Address, error)
}

// A Pinger can be asked whether the platform answers, which changes nothing there. Its
// errors are *SendErrors.
type Pinger interface {
	Ping(ctx context.Context) error
}

// A Renamer changes the name of a thread that was opened for a ticket, and closes
// it or opens it again. A thread that is gone is no error.
type Renamer interface {
	RenameThread(ctx context.Context, at Address, name string, closed bool) error
}

// A Reactor puts an emoji on a message and removes it. If it is there already,
// or gone already, that is no error.
type Reactor interface {
	React(ctx context.Context, at MessageRef, emoji string) error
	Unreact(ctx context.Context, at MessageRef, emoji string) error
}

// A Remover deletes a message of the bot. One that is gone already is Refused
// with ErrMessageGone, one that the platform does not let it delete with
// ErrMessageStays.
type Remover interface {
	Remove(ctx context.Context, at MessageRef) error
}

// An Inviter makes a link that brings an invitation's code into a private chat
// with the bot, if the platform has such links.
type Inviter interface {
	InviteLink(code string) string
}

// A MemberChecker finds out whether an account is in a chat now. The error says
// that it cannot be known.
type MemberChecker interface {
	IsMember(ctx context.Context, chat Address, who Account) (bool, error)
}

// A Hoster shows a person the bot's own page, see Page. What it showed before is
// replaced.
type Hoster interface {
	ShowHome(ctx context.Context, who Account, p Page) error
}

// A Fate is the outcome of a failed call to a platform.
type Fate int

// The fates.
const (
	Unknown Fate = iota // may have been done: the answer was lost
	Refused             // was not done and never will be
	Later               // was not done; may be tried again after a while
)

// String returns the fate's name for metrics and logs.
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

// A SendError is the failure of a call to a platform.
type SendError struct {
	Fate  Fate
	After time.Duration // for Later: not before this has passed
	Moved Address       // the chat's new address: send it there
	Err   error
}

// Error returns the fate and the cause.
func (e *SendError) Error() string { return fmt.Sprintf("%s: %v", e.Fate, e.Err) }

// Unwrap returns the cause.
func (e *SendError) Unwrap() error { return e.Err }

// What a refusal may mean for the chat it was about.
var (
	// ErrChatGone means that the chat does not take the bot's messages: the bot
	// was blocked or removed, the channel is archived, or the chat does not
	// exist.
	ErrChatGone = errors.New("the chat does not take messages")
	// ErrMessageGone means that the message to edit or answer does not exist.
	ErrMessageGone = errors.New("the message is gone")
	// ErrMessageStays means that the message cannot be deleted any more, though
	// it may be edited.
	ErrMessageStays = errors.New("the message cannot be removed any more")
	// ErrThreadGone means that the thread was deleted; posting the card opens
	// it again.
	ErrThreadGone = errors.New("the thread is gone")
	// ErrUnauthorized means that the platform does not accept the token.
	ErrUnauthorized = errors.New("the platform does not accept the token")
)

// A ChatGoneError is ErrChatGone with the reason, where the platform tells it.
type ChatGoneError struct{ Cause ReachCause }

// Error returns the reason.
func (e ChatGoneError) Error() string { return ErrChatGone.Error() + ": " + string(e.Cause) }

// Is reports that it is an ErrChatGone.
func (e ChatGoneError) Is(target error) bool { return target == ErrChatGone }

// An IntakeFunc handles an event. It returns nil once the event's effects are
// committed; only then may an adapter acknowledge it.
type IntakeFunc func(ctx context.Context, e Event) (Reply, error)

// A Parker stores an update that could not be understood, with its payload, so
// that it can be acknowledged without being lost.
type Parker interface {
	Park(ctx context.Context, id EventID, payload []byte, why string, now time.Time) error
}
