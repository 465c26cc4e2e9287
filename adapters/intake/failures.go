package intake

import (
	"context"
	"fmt"
	"sync"
	"time"

	"vakhta/desk"
)

// failures counts the rounds in which updates could not be handled.
type failures struct {
	mu  sync.Mutex
	all map[desk.EventID]failure
}

type failure struct {
	rounds int
	since  time.Time
}

// maxFailing bounds the counts: an update may fail here once and go on to another
// replica.
const maxFailing = 1000

// count adds a failed round and tells what there was so far.
func (f *failures) count(id desk.EventID, now time.Time) failure {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.all == nil || len(f.all) > maxFailing {
		f.all = map[desk.EventID]failure{}
	}
	one := f.all[id]
	if one.rounds++; one.rounds == 1 {
		one.since = now
	}
	f.all[id] = one
	return one
}

// forget drops the count of what is settled.
func (f *failures) forget(id desk.EventID) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.all, id)
}

// Understand decodes an update; what makes the decoder panic could not be
// understood. The panic's value is kept out: it may hold a customer's words.
func Understand[U any](decode func() (U, error)) (u U, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("decode an update: it panics: %T", p)
		}
	}()
	return decode()
}

// Pause lets time pass by a clock; false: ctx ended first.
func Pause(ctx context.Context, c desk.Clock, d time.Duration) bool {
	t := c.Timer(c.Now().Add(d))
	defer t.Stop()
	select {
	case <-t.C():
		return ctx.Err() == nil
	case <-ctx.Done():
		return false
	}
}

// Backoff is how long to wait after so many tries that failed before: 1 s, 2 s,
// 4 s … most.
func Backoff(before int, most time.Duration) time.Duration {
	return min(time.Second<<min(before, 10), most)
}
