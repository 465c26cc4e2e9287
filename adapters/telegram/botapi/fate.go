package botapi

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"vakhta/desk"
)

// Errors of Telegram that the adapter can handle.
var (
	ErrNotModified = errors.New("the message shows that already")
	ErrMarkup      = errors.New("the text could not be parsed")
	ErrTooLong     = errors.New("the text is too long")
	ErrTopicClosed = errors.New("the topic is closed")
	ErrNoForum     = errors.New("the chat has no topics to open")
	ErrReaction    = errors.New("the message cannot be reacted to")
)

// A saying is a part of an error's description, the only thing by which
// Telegram's errors can be distinguished. The first that fits counts.
type saying struct {
	part    string
	meaning error
}

// sayings returns the known texts of the server and its library. A code such as
// TOPIC_CLOSED comes from Telegram's back-end unchanged.
func sayings() []saying {
	return []saying{
		{"message is not modified", ErrNotModified},
		{"can't parse entities", ErrMarkup},
		{"message is too long", ErrTooLong},
		{"message_too_long", ErrTooLong},
		{"text is too long", ErrTooLong},
		{"topic_closed", ErrTopicClosed},
		{"message thread not found", desk.ErrThreadGone},
		{"topic_id_invalid", desk.ErrThreadGone},
		{"topic_not_modified", ErrNotModified},
		{"the chat is not a forum", ErrNoForum},
		{"not enough rights to create a topic", ErrNoForum},
		{"reaction_invalid", ErrReaction},
		{"message to react not found", ErrReaction},
		{"message to edit not found", desk.ErrMessageGone},
		{"message to delete not found", desk.ErrMessageGone},
		{"message to be replied not found", desk.ErrMessageGone},
		{"message_id_invalid", desk.ErrMessageGone},
		{"message can't be edited", desk.ErrMessageGone},
		{"message can't be deleted", desk.ErrMessageStays},
		{"there is no text in the message to edit", desk.ErrMessageGone},
		{"file is too big", desk.ErrFileTooLarge},
		{"invalid file_id", desk.ErrFileGone},
		{"wrong file_id", desk.ErrFileGone},
		{"wrong file identifier", desk.ErrFileGone},
		{"wrong remote file", desk.ErrFileGone},
		{"chat not found", gone(desk.ReachChatNotFound)},
		{"chat_id is empty", gone(desk.ReachChatNotFound)},
		{"bot was blocked by the user", gone(desk.ReachBlocked)},
		{"user is deactivated", gone(desk.ReachChatNotFound)},
		{"can't initiate conversation with a user", gone(desk.ReachChatNotFound)},
		{"bot can't send messages to", gone(desk.ReachChatNotFound)},
		{"bot was kicked", gone(desk.ReachKicked)},
		{"bot is not a member", gone(desk.ReachLeft)},
		{"the group chat was deleted", gone(desk.ReachChatNotFound)},
		{"not enough rights to send", gone(desk.ReachRestricted)},
		{"have no rights to send", gone(desk.ReachRestricted)},
		{"need administrator rights", gone(desk.ReachRestricted)},
		{"chat_write_forbidden", gone(desk.ReachRestricted)},
	}
}

func gone(cause desk.ReachCause) error { return desk.ChatGoneError{Cause: cause} }

// unreached is how long to wait before calling a server again that could not be
// reached.
const unreached = 5 * time.Second

// FateOf classifies the error of a call. Its text contains neither the token
// nor anything that was sent.
func FateOf(what string, err error) *desk.SendError {
	if sent, ok := errors.AsType[*desk.SendError](err); ok {
		return sent
	}
	r, ok := errors.AsType[*RefusalError](err)
	if !ok {
		return unanswered(what, err)
	}
	about := func(cause error) error { return fmt.Errorf("%s: telegram answers %d: %w", what, r.Code, cause) }
	switch {
	case r.MigrateTo != 0:
		return &desk.SendError{
			Fate:  desk.Later,
			Moved: desk.Address{Platform: desk.Telegram, Chat: fmt.Sprint(r.MigrateTo)},
			Err:   about(errors.New("the group became a supergroup")),
		}
	case r.Code == http.StatusTooManyRequests:
		after := max(time.Duration(r.RetryAfter)*time.Second, time.Second)
		return &desk.SendError{Fate: desk.Later, After: after, Err: about(errors.New("too many requests"))}
	case r.Code == http.StatusUnauthorized, r.Code == http.StatusNotFound && !strings.Contains(r.Description, "method"):
		return &desk.SendError{Fate: desk.Later, After: time.Minute, Err: about(desk.ErrUnauthorized)}
	case r.Code == http.StatusConflict:
		return &desk.SendError{Fate: desk.Later, Err: about(errors.New(brief(r.Description)))}
	case r.Code == http.StatusRequestEntityTooLarge:
		return &desk.SendError{Fate: desk.Refused, Err: about(ErrTooLong)}
	case r.Code >= 500 || r.Description == "":
		return &desk.SendError{Fate: desk.Unknown, Err: about(errors.New("the server is in trouble"))}
	}
	return &desk.SendError{Fate: desk.Refused, Err: about(meaningOf(r))}
}

// meaningOf returns the meaning of a known refusal. Every 403 is about the
// chat, even with an unknown text.
func meaningOf(r *RefusalError) error {
	said := strings.ToLower(r.Description)
	for _, s := range sayings() {
		if strings.Contains(said, s.part) {
			return s.meaning
		}
	}
	if r.Code == http.StatusForbidden {
		return gone(desk.ReachRefused)
	}
	return errors.New(brief(r.Description))
}

// brief returns a description that is safe to log.
func brief(description string) string {
	description, _, _ = strings.Cut(description, "\n")
	return fmt.Sprintf("%.120s", description)
}

// unanswered returns the fate of a call without an answer. What never reached
// the server was not done; everything else is unknown. The cause is described
// by its kind, because an HTTP client's error contains the address, and so the
// token.
func unanswered(what string, err error) *desk.SendError {
	cause := errors.New("the answer was lost")
	switch op, dial := errors.AsType[*net.OpError](err); {
	case errors.Is(err, context.Canceled):
		cause = context.Canceled
	case errors.Is(err, context.DeadlineExceeded):
		cause = context.DeadlineExceeded
	case dial && op.Op == "dial":
		return &desk.SendError{Fate: desk.Later, After: unreached, Err: fmt.Errorf("%s: telegram cannot be reached", what)}
	}
	return &desk.SendError{Fate: desk.Unknown, Err: fmt.Errorf("%s: %w", what, cause)}
}
