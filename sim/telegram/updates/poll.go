package updates

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"vakhta/sim/telegram/wire"
)

// ErrInterrupted ends a poll that Interrupt broke off.
var ErrInterrupted = errors.New("poll interrupted")

// MaxWait is the longest that a poll is kept waiting.
const MaxWait = 50 * time.Second

// What the two conflicts are called. The older poll is the one that hears of a
// newer one.
const (
	otherPoll   = "terminated by other getUpdates request; make sure that only one bot instance is running"
	hookPresent = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
	hookSet     = "terminated by setWebhook request"
)

// A poll is the one getUpdates that waits. Whoever ends it says why.
type poll struct{ ended chan error }

// Ask is one getUpdates call.
type Ask struct {
	Offset  int
	Limit   int
	Timeout time.Duration
}

// Poll confirms what lies before the offset and answers what waits behind it,
// waiting for it if there is nothing yet. A negative offset counts from the
// end and forgets the rest.
func (q *Queue) Poll(ctx context.Context, ask Ask) ([]json.RawMessage, error) {
	if ask.Limit <= 0 || ask.Limit > 100 {
		ask.Limit = 100
	}
	me, err := q.beginPoll(ask)
	if err != nil {
		return nil, err
	}
	defer q.endPoll(me)
	timeout := q.after(max(0, min(ask.Timeout, MaxWait)))
	for {
		batch, changed := q.batch(ask.Limit)
		if len(batch) > 0 || ask.Timeout <= 0 {
			return batch, nil
		}
		select {
		case <-changed:
		case err := <-me.ended:
			return nil, err
		case <-timeout:
			return batch, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// beginPoll takes the place of any poll that waits, then confirms. Confirming is
// part of asking: a bot that asks beyond an update has promised to be done.
func (q *Queue) beginPoll(ask Ask) (*poll, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.hook.URL != "" {
		return nil, wire.Conflict(hookPresent)
	}
	q.cancelPoll(wire.Conflict(otherPoll))
	q.poll = &poll{ended: make(chan error, 1)}
	q.expire()
	if ask.Offset < 0 {
		q.waiting = q.waiting[max(0, len(q.waiting)+ask.Offset):]
	} else {
		q.confirm(func(e *entry) bool { return e.id < ask.Offset })
	}
	return q.poll, nil
}

// cancelPoll never blocks: each poll is ended at most once, and has room for it.
func (q *Queue) cancelPoll(why error) {
	if q.poll != nil {
		q.poll.ended <- why
		q.poll = nil
	}
}

// endPoll leaves the place free, unless somebody else has it by now.
func (q *Queue) endPoll(p *poll) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.poll == p {
		q.poll = nil
	}
}

// batch is what waits, and the channel to wait on if that is nothing. Both are
// taken under one lock, or an update in between would be slept through.
func (q *Queue) batch(limit int) ([]json.RawMessage, <-chan struct{}) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.expire()
	batch := []json.RawMessage{}
	for _, e := range q.waiting[:min(limit, len(q.waiting))] {
		batch = append(batch, e.body)
	}
	return batch, q.changed
}

// Interrupt breaks the waiting poll off, as a front-end that goes down does.
func (q *Queue) Interrupt() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.cancelPoll(ErrInterrupted)
}

// Pause stops webhook deliveries until Resume: nothing leaves a server that is down.
func (q *Queue) Pause() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.paused = true
}

// Resume ends Pause.
func (q *Queue) Resume() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.paused = false
	q.notify()
}
