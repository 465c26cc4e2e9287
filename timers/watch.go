package timers

import (
	"context"
	"log/slog"
	"math"
	"sync/atomic"
	"time"

	"vakhta/desk"
)

// tellWithin is how long a Redis that does not answer may delay a person's
// message, whose answer waits for Changed.
const tellWithin = 300 * time.Millisecond

// A Watch is one process's view of the alarms. A transaction that changed
// alarms reports them after its commit, and the goroutine that sleeps until the
// next alarm wakes if one was set for an earlier time.
type Watch struct {
	*Queue
	log   *slog.Logger
	wake  chan struct{}
	sleep atomic.Int64 // the end of the sleep, in Unix microseconds
}

// awake means not sleeping. Every alarm is earlier, so one that is set after
// the sleeper has asked Redis and before it sleeps still wakes it.
const awake = math.MaxInt64

// NewWatch makes a watch for one sleeper. With a nil queue no alarm is ever
// set.
func NewWatch(q *Queue, log *slog.Logger) *Watch {
	w := &Watch{Queue: q, log: log, wake: make(chan struct{}, 1)}
	w.Up()
	return w
}

// Up says that nobody sleeps; from now on every alarm that is set wakes.
func (w *Watch) Up() { w.sleep.Store(awake) }

// Sleep says until when the sleeper sleeps. The returned channel yields a value
// when it has to look earlier.
func (w *Watch) Sleep(until time.Time) <-chan struct{} {
	w.sleep.Store(until.UnixMicro())
	return w.wake
}

// Wake makes the sleeper look at once.
func (w *Watch) Wake() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// Changed passes on to the queue which alarms were armed and disarmed, after
// the commit. Errors are only logged, because the sweep repairs them.
func (w *Watch) Changed(ctx context.Context, set, cancelled []desk.Alarm) {
	if w.Queue == nil {
		return
	}
	told, cancel := context.WithTimeout(context.WithoutCancel(ctx), tellWithin)
	defer cancel()
	err := w.Set(told, set...) // first: a missing alarm is worse than one too many
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
