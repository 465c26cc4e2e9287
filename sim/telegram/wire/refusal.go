package wire

import (
	"fmt"
	"net/http"
)

// A Refusal is the server's error answer. Code is the HTTP status, and Text the description.
type Refusal struct { //nolint:errname // it reads as what it is
	Code       int
	Text       string
	RetryAfter int
	MigrateTo  int64
}

// Error returns the description as the bot reads it.
func (r *Refusal) Error() string { return r.Text }

// BadRequest returns a 400. The server's prefix is added to the text.
func BadRequest(format string, args ...any) *Refusal {
	return &Refusal{Code: http.StatusBadRequest, Text: "Bad Request: " + fmt.Sprintf(format, args...)}
}

// Forbidden returns a 403, with its prefix.
func Forbidden(text string) *Refusal {
	return &Refusal{Code: http.StatusForbidden, Text: "Forbidden: " + text}
}

// Conflict returns a 409, with its prefix.
func Conflict(text string) *Refusal {
	return &Refusal{Code: http.StatusConflict, Text: "Conflict: " + text}
}

// TooMany returns a 429 with the number of seconds to wait.
func TooMany(seconds int) *Refusal {
	return &Refusal{
		Code:       http.StatusTooManyRequests,
		Text:       fmt.Sprintf("Too Many Requests: retry after %d", seconds),
		RetryAfter: seconds,
	}
}

// Migrated returns the answer to a call for a group that has become a supergroup.
func Migrated(to int64) *Refusal {
	r := BadRequest("group chat was upgraded to a supergroup chat")
	r.MigrateTo = to
	return r
}
