package intake

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"
)

// Detached is a context for handling a delivery: what was begun is finished though
// the sender hangs up, but not for longer than a minute.
func Detached(r *http.Request) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(r.Context()), handleWithin)
}

const (
	// maxBody is more than any delivery of a messenger's.
	maxBody = 1 << 20
	// bodyWithin is how long a delivery's body may take to arrive.
	bodyWithin = 10 * time.Second
)

// Body reads the body of a delivery, up to 1 MiB and for 10 s. Of one that is
// larger, or slower, or broken off it answers the sender; then ok is false.
func Body(w http.ResponseWriter, r *http.Request) (body []byte, ok bool) {
	c := http.NewResponseController(w)
	_ = c.SetReadDeadline(time.Now().Add(bodyWithin)) // in a test there may be no connection
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err == nil {
		_ = c.SetReadDeadline(time.Time{})
		return body, true
	}
	status := http.StatusBadRequest
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		status = http.StatusRequestEntityTooLarge
	}
	http.Error(w, http.StatusText(status), status)
	return nil, false
}
