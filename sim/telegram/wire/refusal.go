package wire

import (
	"fmt"
	"net/http"
)

// A Refusal is the server's error answer: the HTTP status is the code, and
// Text stands in the envelope's description.
type Refusal struct { //nolint:errname // it reads as what it is
	Code       int
	Text       string
	RetryAfter int
	MigrateTo  int64
}

// Error is the description as the bot reads it.
func (r *Refusal) Error() string { return r.Text }

// BadRequest is a 400. The text is the inner one; the server's prefix is added.
func BadRequest(format string, args ...any) *Refusal {
	return &Refusal{Code: http.StatusBadRequest, Text: "Bad Request: " + fmt.Sprintf(format, args...)}
}

// Forbidden is a 403, prefixed alike.
func Forbidden(text string) *Refusal {
	return &Refusal{Code: http.StatusForbidden, Text: "Forbidden: " + text}
}

// Conflict is a 409, prefixed alike.
func Conflict(text string) *Refusal {
	return &Refusal{Code: http.StatusConflict, Text: "Conflict: " + text}
}

// TooMany is a 429 that asks for a pause of the given seconds.
func TooMany(seconds int) *Refusal {
	return &Refusal{
		Code:       http.StatusTooManyRequests,
		Text:       fmt.Sprintf("Too Many Requests: retry after %d", seconds),
		RetryAfter: seconds,
	}
}

// Migrated is the answer to a call that names a group which is a supergroup now.
func Migrated(to int64) *Refusal {
	r := BadRequest("group chat was upgraded to a supergroup chat")
	r.MigrateTo = to
	return r
}
