// Package clock is the clock of the demo: it runs like the machine's clock,
// faster, or jumps ahead, so that an escalation of a quarter of an hour takes
// seconds.
//
// The desk and both simulated messengers use one clock. When the speed changes
// or the clock jumps, all timers are set again, so each fires at its time. The
// clock never goes back.
package clock

import (
	"sync"
	"time"

	"vakhta/desk"
)

// An Adjustable is a desk.Clock whose speed can be changed. New makes one.
type Adjustable struct {
	mu      sync.Mutex
	base    time.Time // the clock's time at since
	since   time.Time // the machine's time
	speed   float64
	timers  map[*timer]struct{}
	changed chan struct{}
}

var _ desk.Clock = (*Adjustable)(nil)

// New returns a clock that shows start and runs as fast as the machine's.
func New(start time.Time) *Adjustable {
	return &Adjustable{
		base: start.Round(0), since: time.Now(), speed: 1,
		timers: map[*timer]struct{}{}, changed: make(chan struct{}),
	}
}

// Now returns the clock's time.
func (c *Adjustable) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now()
}

func (c *Adjustable) now() time.Time {
	return c.base.Add(time.Duration(float64(time.Since(c.since)) * c.speed))
}

// Speed returns how many of its seconds pass in one of the machine's.
func (c *Adjustable) Speed() float64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.speed
}

// SetSpeed changes the speed from now on; a speed of zero or less changes
// nothing.
func (c *Adjustable) SetSpeed(speed float64) {
	if speed > 0 {
		c.change(func() { c.speed = speed })
	}
}

// JumpTo moves the clock ahead to t, and fires all timers up to then. A time
// that has passed changes nothing.
func (c *Adjustable) JumpTo(t time.Time) {
	c.change(func() {
		if t.After(c.base) {
			c.base = t.Round(0)
		}
	})
}

// change changes the clock and sets all timers again.
func (c *Adjustable) change(f func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.base, c.since = c.now(), time.Now()
	f()
	for t := range c.timers {
		t.machine.Reset(c.until(t.at))
	}
	close(c.changed)
	c.changed = make(chan struct{})
}

// Watch returns a channel that is closed when the clock's speed or time is next
// changed.
func (c *Adjustable) Watch() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.changed
}

// until returns how long t is away on the machine's clock. It is rounded up, so
// that no timer fires early.
func (c *Adjustable) until(t time.Time) time.Duration {
	left := float64(t.Sub(c.now())) / c.speed
	const longest = 100 * 365 * 24 * time.Hour
	return time.Duration(min(max(left, 0), float64(longest))) + 1
}

// After returns a channel that gets the time once, when d has passed on this
// clock.
func (c *Adjustable) After(d time.Duration) <-chan time.Time {
	return c.Timer(c.Now().Add(d)).C()
}

// Timer fires once at t, or at once when t has passed.
func (c *Adjustable) Timer(at time.Time) desk.Timer {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := &timer{clock: c, at: at, c: make(chan time.Time, 1)}
	t.machine = time.AfterFunc(c.until(at), t.fire)
	c.timers[t] = struct{}{}
	return t
}

// A timer is one of the clock's timers until it has fired or was stopped.
type timer struct {
	clock   *Adjustable
	at      time.Time
	c       chan time.Time
	machine *time.Timer
}

// fire sends the time, unless the clock was slowed down meanwhile.
func (t *timer) fire() {
	t.clock.mu.Lock()
	defer t.clock.mu.Unlock()
	if _, waiting := t.clock.timers[t]; !waiting {
		return
	}
	now := t.clock.now()
	if now.Before(t.at) {
		t.machine.Reset(t.clock.until(t.at))
		return
	}
	delete(t.clock.timers, t)
	t.c <- now // it has room for one, and nobody else sends
}

func (t *timer) C() <-chan time.Time { return t.c }

func (t *timer) Stop() {
	t.clock.mu.Lock()
	defer t.clock.mu.Unlock()
	delete(t.clock.timers, t)
	t.machine.Stop()
}
