// Package clock is the time of the demo: it runs as the machine's clock does,
// ten or sixty times as fast, or jumps to a moment ahead, so that a ladder of a
// quarter of an hour is seen in seconds.
//
// The desk and both simulated messengers live by one clock. Whoever waits on it
// is woken as its time comes, however it comes: when the speed changes or the
// clock jumps, all timers are set anew. It never goes back.
package clock

import (
	"sync"
	"time"

	"vakhta/desk"
)

// An Adjustable is a desk.Clock whose speed can be changed. New makes one.
type Adjustable struct {
	mu      sync.Mutex
	base    time.Time // what the clock showed at since
	since   time.Time // of the machine
	speed   float64
	timers  map[*timer]struct{}
	changed chan struct{}
}

var _ desk.Clock = (*Adjustable)(nil)

// New is a clock that shows start and runs as fast as the machine's.
func New(start time.Time) *Adjustable {
	return &Adjustable{
		base: start.Round(0), since: time.Now(), speed: 1,
		timers: map[*timer]struct{}{}, changed: make(chan struct{}),
	}
}

// Now is the time it shows.
func (c *Adjustable) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now()
}

func (c *Adjustable) now() time.Time {
	return c.base.Add(time.Duration(float64(time.Since(c.since)) * c.speed))
}

// Speed is how many of its seconds pass in one of the machine's.
func (c *Adjustable) Speed() float64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.speed
}

// SetSpeed makes it run faster or slower from now on; a speed that is not above
// zero changes nothing.
func (c *Adjustable) SetSpeed(speed float64) {
	if speed > 0 {
		c.change(func() { c.speed = speed })
	}
}

// JumpTo moves it ahead to t, and wakes everybody whose time came in between. A
// moment that has passed changes nothing.
func (c *Adjustable) JumpTo(t time.Time) {
	c.change(func() {
		if t.After(c.base) {
			c.base = t.Round(0)
		}
	})
}

// change sets the clock anew, and with it all who wait.
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

// Watch is a channel that is closed when the clock is next set: its speed, or a
// jump.
func (c *Adjustable) Watch() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.changed
}

// until is how long the machine has to wait for t. It is rounded up, lest a
// timer wake before its time.
func (c *Adjustable) until(t time.Time) time.Duration {
	left := float64(t.Sub(c.now())) / c.speed
	const longest = 100 * 365 * 24 * time.Hour
	return time.Duration(min(max(left, 0), float64(longest))) + 1
}

// After is a channel that gets the time once, when d has passed on this clock.
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

// A timer is one waiting; it is among the clock's timers until it fired or was
// stopped.
type timer struct {
	clock   *Adjustable
	at      time.Time
	c       chan time.Time
	machine *time.Timer
}

// fire sends the time, unless the clock was slowed while this was on its way.
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
	t.c <- now // holds one, and nobody else sends
}

func (t *timer) C() <-chan time.Time { return t.c }

func (t *timer) Stop() {
	t.clock.mu.Lock()
	defer t.clock.mu.Unlock()
	delete(t.clock.timers, t)
	t.machine.Stop()
}
