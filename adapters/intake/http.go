package intake

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"
)

// Straight is a client that follows no redirect: the address that a redirect
// leads away from holds the bot's token, and Go would tell it to the other host.
func Straight(c *http.Client) *http.Client {
	if c == nil {
		c = &http.Client{}
	}
	straight := *c
	straight.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &straight
}

// Detached is a context for handling a delivery: what was begun is finished though
// the sender hangs up, but not for longer than a minute.
func Detached(r *http.Request) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(r.Context()), handleWithin)
}

const (
	// maxBody is more than any delivery of a messenger's: Telegram's updates and
	// Slack's payloads stay far below.
	maxBody = 256 << 10
	// bodyWithin is how long a delivery's body may take to arrive.
	bodyWithin = 10 * time.Second
	// bodies is how many may be arriving at once. Slack signs the body, so a body is
	// read before it is known whose it is: this bounds what strangers can have us hold.
	bodies = 128
)

// arriving has a place for each body on its way.
var arriving = make(chan struct{}, bodies)

// Body reads the body of a delivery, up to 256 KiB and for 10 s. Of one that is
// larger, or slower, or broken off it answers the sender, and of one too many at
// once, which the platform then brings again; then ok is false.
func Body(w http.ResponseWriter, r *http.Request) (body []byte, ok bool) {
	select {
	case arriving <- struct{}{}:
		defer func() { <-arriving }()
	default:
		w.Header().Set("Retry-After", "1")
		http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
		return nil, false
	}
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

// EndWith is a body that ends the context it is read in when it is closed.
func EndWith(body io.ReadCloser, end context.CancelFunc) io.ReadCloser { return endsWith{body, end} }

type endsWith struct {
	io.ReadCloser
	end context.CancelFunc
}

// Close closes the body.
func (b endsWith) Close() error {
	defer b.end()
	return b.ReadCloser.Close()
}
