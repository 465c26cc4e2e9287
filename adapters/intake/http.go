package intake

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"
)

// Straight returns a client that follows no redirect: an address may contain
// the bot's token, and Go would send it to the other host.
func Straight(c *http.Client) *http.Client {
	if c == nil {
		c = &http.Client{}
	}
	straight := *c
	straight.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &straight
}

// Detached returns a context for handling a delivery: the handling is finished
// even if the sender disconnects, but it takes a minute at most.
func Detached(r *http.Request) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(r.Context()), handleWithin)
}

const (
	// maxBody is more than any delivery of a messenger: Telegram's updates and
	// Slack's payloads are far smaller.
	maxBody = 256 << 10
	// bodyWithin is how long a delivery's body may take to arrive.
	bodyWithin = 10 * time.Second
	// bodies is how many may arrive at once. Slack signs the body, so it is
	// read before its sender is known; this limits how much memory strangers
	// can use.
	bodies = 128
)

// arriving has a place for each body being read.
var arriving = make(chan struct{}, bodies)

// Body reads the body of a delivery, up to 256 KiB and for 10 s. If it is
// larger, slower or incomplete, or too many arrive at once, it answers the
// sender, and ok is false; the platform delivers it again.
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

// EndWith returns a body that cancels its context when it is closed.
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
