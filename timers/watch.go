package timers

import (
	"context"
	"log/slog"
	"math"
	"sync/atomic"
	"time"

	"vakhta/desk"
)

// tellWithin is how long a person's message may be held up by a Redis that is
// away: the answer to it waits for Changed.
const tellWithin = 300 * time.Millisecond

// A Watch is the alarm clock as one process uses it: whoever commits a change of
// alarms tells it, and the one who sleeps until the next alarm wakes when one is
// set for an earlier moment.
type Watch struct {
	*Queue
	log   *slog.Logger
	wake  chan struct{}
	sleep atomic.Int64 // until when it sleeps, in Unix microseconds
}

// awake stands for no sleep: whatever is set is earlier, so that an alarm set
// between the sleeper's look at Redis and its sleep still wakes it.
const awake = math.MaxInt64

// NewWatch makes a watch for one sleeper. On a nil queue nothing is ever set.
func NewWatch(q *Queue, log *slog.Logger) *Watch {
	w := &Watch{Queue: q, log: log, wake: make(chan struct{}, 1)}
	w.Up()
	return w
}

// Up says that nobody sleeps: from now on every alarm that is set wakes.
func (w *Watch) Up() { w.sleep.Store(awake) }

// Sleep says that the sleeper sleeps until a moment; the channel yields a value
// when it has to look earlier.
func (w *Watch) Sleep(until time.Time) <-chan struct{} {
	w.sleep.Store(until.UnixMicro())
	return w.wake
}

// Wake has the sleeper look at once.
func (w *Watch) Wake() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// Changed lets the queue know of alarms that were armed or disarmed, after the
// commit. Failures are only logged: the sweep repairs them.
func (w *Watch) Changed(ctx context.Context, set, cancelled []desk.Alarm) {
	if w.Queue == nil {
		return
	}
	told, cancel := context.WithTimeout(context.WithoutCancel(ctx), tellWithin)
	defer cancel()
	err := w.Set(told, set...) // first: a new alarm matters more than one too many
	if err == nil {
		err = w.Cancel(told, cancelled...)
	}
	if err != nil {
		w.log.WarnContext(ctx, "tell Redis of changed alarms", "error", err)
	}
	for _, a := range set {
		if err != nil || a.Due.UnixMicro() < w.sleep.Load() {
			w.Wake()
			return
		}
	}
}
