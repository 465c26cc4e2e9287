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

// MaxWait is the longest wait of a poll.
const MaxWait = 50 * time.Second

// The errors of the two conflicts. With two polls, the older one gets the
// error.
const (
	otherPoll   = "terminated by other getUpdates request; make sure that only one bot instance is running"
	hookPresent = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
	hookSet     = "terminated by setWebhook request"
)

// A poll is a waiting getUpdates. The error sent says why it ended.
type poll struct{ ended chan error }

// Ask is one getUpdates call.
type Ask struct {
	Offset  int
	Limit   int
	Timeout time.Duration
}

// Poll confirms the updates before the offset and returns those after it,
// waiting if there are none. A negative offset counts from the end and drops
// earlier updates.
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

// beginPoll ends any waiting poll, then confirms. A bot that asks for later
// updates confirms the earlier ones.
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

// cancelPoll never blocks: a poll is ended at most once, and its channel has
// room.
func (q *Queue) cancelPoll(why error) {
	if q.poll != nil {
		q.poll.ended <- why
		q.poll = nil
	}
}

// endPoll unregisters the poll, unless another one has replaced it.
func (q *Queue) endPoll(p *poll) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.poll == p {
		q.poll = nil
	}
}

// batch returns the waiting updates, and a channel to wait on if there are
// none. Both are read under one lock, so that no update is missed in between.
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

// Interrupt breaks off the waiting poll, as a front-end does that goes down.
func (q *Queue) Interrupt() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.cancelPoll(ErrInterrupted)
}

// Pause stops webhook deliveries until Resume.
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
