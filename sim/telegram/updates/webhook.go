package updates

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"vakhta/sim/telegram/wire"
)

// Bounds of the pause before an update is delivered again.
const (
	longestPause  = 60 * time.Second
	longestRetry  = time.Hour // how far a Retry-After of the bot is obeyed
	proofHeader   = "X-Telegram-Bot-Api-Secret-Token"
	defaultHooked = 40
)

// A Hook is where updates are pushed to; an empty URL means polling.
type Hook struct {
	URL            string
	Secret         string
	MaxConnections int
}

// A hookError is what getWebhookInfo tells of the last failure.
type hookError struct {
	at   int64
	text string
}

// SetHook changes the webhook and says whether that changed anything. A poll
// that waits is ended.
func (q *Queue) SetHook(h Hook, dropPending bool) (changed bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if h.URL != "" && (h.MaxConnections < 1 || h.MaxConnections > 100) {
		h.MaxConnections = defaultHooked
	}
	if dropPending {
		q.waiting = nil
	}
	changed = q.hook != h
	if h.URL != "" {
		q.cancelPoll(wire.Conflict(hookSet))
	}
	q.hook, q.hookErr = h, hookError{}
	q.notify()
	return changed
}

// Info is the state of the webhook.
func (q *Queue) Info() wire.WebhookInfo {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.expire()
	return wire.WebhookInfo{
		URL: q.hook.URL, PendingUpdateCount: len(q.waiting), MaxConnections: q.hook.MaxConnections,
		LastErrorDate: q.hookErr.at, LastErrorMessage: q.hookErr.text, AllowedUpdates: q.allowed,
	}
}

// Run delivers to the webhook until ctx ends, and returns when no delivery is
// under way. Lines run side by side, and within one an update goes out only
// after the one before it was accepted or expired.
func (q *Queue) Run(ctx context.Context, client *http.Client) error {
	var deliveries sync.WaitGroup
	defer deliveries.Wait()
	for {
		ready, hook, next, changed := q.ready()
		for _, e := range ready {
			deliveries.Go(func() { q.deliver(ctx, client, hook, e) })
		}
		var timer <-chan time.Time
		if next > 0 {
			timer = q.after(next)
		}
		select {
		case <-changed:
		case <-timer:
		case <-ctx.Done():
			return nil
		}
	}
}

// ready takes what may go out now, and says how long until something else may.
func (q *Queue) ready() (ready []*entry, hook Hook, next time.Duration, changed <-chan struct{}) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.expire()
	if q.hook.URL == "" || q.paused {
		return nil, q.hook, 0, q.changed
	}
	room := q.hook.MaxConnections
	for _, e := range q.waiting {
		if e.inFlight {
			room--
		}
	}
	now := q.now()
	busy := map[string]bool{}
	for _, e := range q.waiting {
		if busy[e.key] {
			continue
		}
		busy[e.key] = true
		if e.inFlight {
			continue
		}
		if pause := e.notUntil.Sub(now); pause > 0 {
			if next == 0 || pause < next {
				next = pause
			}
			continue
		}
		if room > 0 {
			room--
			e.inFlight = true
			ready = append(ready, e)
		}
	}
	return ready, q.hook, next, q.changed
}

// deliver settles one update: it is gone if the bot took it, and waits longer
// each time if not. A retry that would come after its expiry never comes.
func (q *Queue) deliver(ctx context.Context, client *http.Client, hook Hook, e *entry) {
	retryAfter, problem := push(ctx, client, hook, e.body)
	q.mu.Lock()
	defer q.mu.Unlock()
	defer q.notify()
	e.inFlight = false
	if problem == "" {
		e.tries = 0
		q.confirm(func(o *entry) bool { return o == e })
		return
	}
	now := q.now()
	q.hookErr = hookError{now.Unix(), problem}
	e.notUntil = now.Add(max(pause(e.tries), min(retryAfter, longestRetry)))
	e.tries++
	if e.notUntil.After(e.expires) {
		q.waiting = slices.DeleteFunc(q.waiting, func(o *entry) bool { return o == e })
	}
}

// pause doubles from two seconds; the first retry comes at once.
func pause(tries int) time.Duration {
	if tries == 0 {
		return 0
	}
	return min(longestPause, time.Second<<min(tries, 6))
}

// push posts one update and says in Telegram's words what went wrong, if
// anything did.
func push(ctx context.Context, client *http.Client, hook Hook, body []byte) (retryAfter time.Duration, problem string) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, hook.URL, bytes.NewReader(body))
	if err != nil {
		return 0, "Bad webhook"
	}
	r.Header.Set("Content-Type", "application/json")
	if hook.Secret != "" {
		r.Header.Set(proofHeader, hook.Secret)
	}
	w, err := client.Do(r)
	if err != nil {
		return 0, "Connection refused"
	}
	defer w.Body.Close() //nolint:errcheck // read as far as it matters
	if _, err := io.Copy(io.Discard, io.LimitReader(w.Body, 1<<20)); err != nil {
		return 0, "Read timeout expired"
	}
	if w.StatusCode/100 == 2 {
		return 0, ""
	}
	seconds, _ := strconv.Atoi(w.Header.Get("Retry-After"))
	problem = fmt.Sprintf("Wrong response from the webhook: %d %s", w.StatusCode, http.StatusText(w.StatusCode))
	return time.Duration(seconds) * time.Second, problem
}
