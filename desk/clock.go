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

// Timer fires at t by the machine's monotonic clock.
func (WallClock) Timer(t time.Time) Timer { return wallTimer{time.NewTimer(time.Until(t))} }

type wallTimer struct{ *time.Timer }

func (t wallTimer) C() <-chan time.Time { return t.Timer.C }
func (t wallTimer) Stop()               { t.Timer.Stop() }
