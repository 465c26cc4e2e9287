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

// Limits of the pause before an update is delivered again.
const (
	longestPause  = 60 * time.Second
	longestRetry  = time.Hour // the longest Retry-After of the bot that is respected
	proofHeader   = "X-Telegram-Bot-Api-Secret-Token"
	defaultHooked = 40
)

// A Hook is where updates are delivered to; an empty URL means polling.
type Hook struct {
	URL            string
	Secret         string
	MaxConnections int
}

// A hookError is the last failure that getWebhookInfo reports.
type hookError struct {
	at   int64
	text string
}

// SetHook changes the webhook and reports whether it differs. A waiting poll is
// ended.
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

// Info returns the state of the webhook.
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
// under way. Lines are delivered in parallel; within a line an update goes out
// only after the one before it was accepted or has expired.
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

// ready returns what may go out now, and how long until something else may.
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

// deliver sends one update. It is removed if the bot accepts it; otherwise it
// waits longer each time. It is not tried again after it has expired.
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

// pause doubles from two seconds; the first retry is immediate.
func pause(tries int) time.Duration {
	if tries == 0 {
		return 0
	}
	return min(longestPause, time.Second<<min(tries, 6))
}

// push posts one update and returns in Telegram's words what went wrong, if
// anything.
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
	defer w.Body.Close() //nolint:errcheck // read as far as needed
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
