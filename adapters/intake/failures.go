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

// maxFailing limits the counts: an update may fail here once and then go to
// another replica.
const maxFailing = 1000

// count adds a failed round and returns the count.
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

// forget removes the count of an update that is settled.
func (f *failures) forget(id desk.EventID) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.all, id)
}

// Understand decodes an update; a panic of the decoder becomes an error. It
// does not contain the panic's value, which may have a customer's words.
func Understand[U any](decode func() (U, error)) (u U, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("decode an update: it panics: %T", p)
		}
	}()
	return decode()
}

// Pause waits on a clock, and returns false if ctx ended first.
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

// Backoff returns how long to wait after so many failed tries: 1 s, 2 s, 4 s …
// most.
func Backoff(before int, most time.Duration) time.Duration {
	return min(time.Second<<min(before, 10), most)
}
