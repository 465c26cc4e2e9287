package webapi

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"vakhta/desk"
)

// An answer has the fields that all answers share.
type answer struct {
	OK       bool   `json:"ok"`
	Error    string `json:"error"`
	Needed   string `json:"needed"`
	Metadata struct {
		Messages []string `json:"messages"`
	} `json:"response_metadata"`
}

// A RefusalError is Slack's code for why it did not do something.
type RefusalError string

// Error returns the code.
func (r RefusalError) Error() string { return string(r) }

// The codes that callers check.
const (
	ErrAlreadyReacted RefusalError = "already_reacted"
	ErrNoReaction     RefusalError = "no_reaction"
	ErrMissingScope   RefusalError = "missing_scope"
	errThreadNotFound RefusalError = "thread_not_found"
)

// Repairable reports whether a message was refused because of its form, so that
// a simpler one may be accepted.
func Repairable(err error) bool {
	word, ok := errors.AsType[RefusalError](err)
	if !ok {
		return false
	}
	switch word {
	case "invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "no_text",
		"invalid_arguments", "block_mismatch", "markdown_text_conflict", "metadata_too_large", "invalid_metadata_format":
		return true
	default:
		return false
	}
}

// refusal returns the error of an answer that is not ok.
func (a answer) refusal() error {
	word := RefusalError(a.Error)
	send := &desk.SendError{Fate: fate(word), Err: word}
	switch {
	case word == "":
		// It is unknown whether the call was refused or done.
		return unknown("not ok, without a reason")
	case send.Fate == desk.Later:
		send.After = patience
	case errors.Is(meaning(word), desk.ErrUnauthorized): // until somebody gives the bot what it lacks
		send.Fate, send.After = desk.Later, time.Minute
		send.Err = fmt.Errorf("%w: %w", word, desk.ErrUnauthorized)
		if a.Needed != "" {
			send.Err = fmt.Errorf("%w, it needs the scope %s: %w", word, a.Needed, desk.ErrUnauthorized)
		}
	case meaning(word) != nil:
		send.Err = fmt.Errorf("%w: %w", word, meaning(word))
	case Repairable(word) && len(a.Metadata.Messages) > 0:
		send.Err = fmt.Errorf("%w: at %s", word, pointers(a.Metadata.Messages))
	}
	return send
}

// pointers returns the positions in Slack's remarks on blocks. The remarks
// themselves may contain words of the message.
func pointers(remarks []string) string {
	var at []string
	for _, remark := range remarks {
		if _, rest, ok := strings.Cut(remark, "[json-pointer:"); ok {
			pointer, _, _ := strings.Cut(rest, "]")
			at = append(at, pointer)
		}
	}
	return strings.Join(at, ", ")
}

// fate returns the outcome of a call that was refused with a code. After
// Slack's own failures it is unknown; everything else was not done.
func fate(word RefusalError) desk.Fate {
	switch word {
	case "ratelimited", "rate_limited", "message_limit_exceeded", "accesslimited":
		return desk.Later
	case "internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org":
		return desk.Unknown
	default:
		return desk.Refused
	}
}

// meaning returns what a refusal means to the desk; nil: nothing in particular.
func meaning(word RefusalError) error {
	switch word {
	case "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "not_allowed_token_type",
		"org_login_required", "ekm_access_denied", "team_access_not_granted", "missing_scope", "no_permission", "access_denied":
		return desk.ErrUnauthorized
	case "channel_not_found", "user_not_found", "user_disabled", "user_not_visible", "users_not_found", "cannot_dm_bot",
		"team_not_found", "invalid_user_combination":
		return desk.ChatGoneError{Cause: desk.ReachChatNotFound}
	case "not_in_channel", "user_not_in_channel":
		return desk.ChatGoneError{Cause: desk.ReachLeft}
	case "is_archived":
		return desk.ChatGoneError{Cause: desk.ReachArchived}
	case "restricted_action", "restricted_action_read_only_channel":
		return desk.ChatGoneError{Cause: desk.ReachRestricted}
	case "messages_tab_disabled":
		return desk.ChatGoneError{Cause: desk.ReachRefused}
	case "message_not_found", "cant_update_message", "edit_window_closed", "is_inactive":
		return desk.ErrMessageGone
	case "cant_delete_message", "compliance_exports_prevent_deletion":
		return desk.ErrMessageStays
	case "file_not_found", "file_deleted":
		return desk.ErrFileGone
	case errThreadNotFound:
		return desk.ErrThreadGone
	default:
		return nil
	}
}
