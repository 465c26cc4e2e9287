package desk

import "time"

// A Clock tells the time and wakes those who wait for it. The desk never asks
// the machine: the wall clock, a test's fake time and a demonstration's fast
// clock are all the same to it.
type Clock interface {
	Now() time.Time
	// Timer fires once at t, or at once when t has passed. Stop releases it.
	Timer(t time.Time) Timer
}

// A Timer is one waiting for a moment.
type Timer interface {
	C() <-chan time.Time
	Stop()
}

// WallClock is the machine's own clock.
type WallClock struct{}

// Now is the machine's time.
func (WallClock) Now() time.Time { return time.Now() }

// Timer fires at t by the machine's monotonic clock.
func (WallClock) Timer(t time.Time) Timer { return wallTimer{time.NewTimer(time.Until(t))} }

type wallTimer struct{ *time.Timer }

func (t wallTimer) C() <-chan time.Time { return t.Timer.C }
func (t wallTimer) Stop()               { t.Timer.Stop() }
