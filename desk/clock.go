package desk

import "time"

// A Clock tells the time and makes timers. The desk takes the time from nothing
// else, so that tests can run it in fake time and the demo at any speed.
type Clock interface {
	Now() time.Time
	// Timer fires once at t, or at once when t has passed. Stop releases it.
	Timer(t time.Time) Timer
}

// A Timer fires once, at a set time.
type Timer interface {
	C() <-chan time.Time
	Stop()
}

// WallClock is the machine's own clock.
type WallClock struct{}

// Now returns the machine's time.
func (WallClock) Now() time.Time { return time.Now() }

// Timer fires at t by the machine's monotonic clock. A timer that is due already is
// not given to the runtime: under the race detector, two of those made at once in
// one synctest bubble share a race context, and the process crashes (seen in Go 1.26).
func (WallClock) Timer(t time.Time) Timer {
	left := time.Until(t)
	if left <= 0 {
		fired := make(chan time.Time, 1)
		fired <- time.Now()
		return dueTimer(fired)
	}
	return wallTimer{time.NewTimer(left)}
}

type wallTimer struct{ *time.Timer }

func (t wallTimer) C() <-chan time.Time { return t.Timer.C }
func (t wallTimer) Stop()               { t.Timer.Stop() }

// A dueTimer has fired when it is made.
type dueTimer chan time.Time

func (t dueTimer) C() <-chan time.Time { return t }
func (dueTimer) Stop()                 {}
