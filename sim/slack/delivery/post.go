// Package delivery brings events of the simulated workspace to the app as Slack
// does: over Socket Mode or HTTP, with a deadline for the acknowledgement, and
// retries.
//
// A parcel is one thing for the app: an event, an interaction or a slash
// command. A line is the way it travels. The post office (Post) sends events in
// order, repeats an unacknowledged one at once, after a minute and after five,
// and can be told to hold, delay or duplicate them. Interactions and commands
// are sent once, as by Slack: the person who pressed sees a warning instead of
// a retry.
package delivery

import (
	"encoding/json"
	"errors"
	"slices"
	"sync"
	"time"
)

// Kind is what sort of parcel it is, spelled as Socket Mode envelopes do.
type Kind string

// The kinds of parcel.
const (
	Events      Kind = "events_api"
	Interactive Kind = "interactive"
	Command     Kind = "slash_commands"
)

// Parcel is one thing for the app. Body is the payload as JSON; Attempt and
// Reason are set for retries.
type Parcel struct {
	Kind    Kind
	Body    json.RawMessage
	Attempt int
	Reason  FailedError
}

// FailedError is why a parcel was not acknowledged, spelled like Slack's retry
// reasons.
type FailedError string

// The failures that Slack distinguishes.
const (
	ErrTimedOut     FailedError = "http_timeout"
	ErrUnreachable  FailedError = "connection_failed"
	ErrNotSuccess   FailedError = "http_error"
	ErrNoConnection FailedError = "no_connection"
)

// Error returns the reason.
func (f FailedError) Error() string { return string(f) }

// Answer is the content of the app's acknowledgement.
type Answer struct {
	Body json.RawMessage
	// NoRetry is set if the app refused further tries of a failed parcel.
	NoRetry bool
}

// Line is a way to the app. Send sends the parcel and returns a function that
// waits for the acknowledgement.
type Line interface {
	Send(Parcel) (wait func() (Answer, error))
}

// Post sends parcels through a line.
type Post struct {
	line  Line
	after func(time.Duration) <-chan time.Time
	done  chan struct{}
	work  sync.WaitGroup

	mu      sync.Mutex
	queue   []Parcel
	busy    bool
	held    bool
	closed  bool
	cut     bool
	doubles int
	delay   time.Duration
	lost    []Parcel
}

// NewPost returns a post office that waits on the given clock.
func NewPost(line Line, after func(time.Duration) <-chan time.Time) *Post {
	return &Post{line: line, after: after, done: make(chan struct{})}
}

// Event puts an event payload into the queue and returns at once.
func (p *Post) Event(body json.RawMessage) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.queue = append(p.queue, Parcel{Kind: Events, Body: body})
	if p.doubles > 0 {
		p.doubles--
		p.queue = append(p.queue, Parcel{Kind: Events, Body: body})
	}
	p.start()
}

// Ask sends an interaction or a command once and waits for the answer.
func (p *Post) Ask(parcel Parcel) (Answer, error) {
	return p.send(parcel)()
}

// send passes a parcel to the line, unless the line is cut.
func (p *Post) send(parcel Parcel) func() (Answer, error) {
	p.mu.Lock()
	cut := p.cut || p.closed
	p.mu.Unlock()
	if cut {
		return func() (Answer, error) { return Answer{}, ErrUnreachable }
	}
	return p.line.Send(parcel)
}

// start runs the queue unless it runs already. The lock is held.
func (p *Post) start() {
	if p.busy || p.held || p.closed || len(p.queue) == 0 {
		return
	}
	p.busy = true
	p.work.Go(p.drain)
}

// drain sends what is queued, in order, and ends when nothing is left.
func (p *Post) drain() {
	for {
		p.mu.Lock()
		if p.held || p.closed || len(p.queue) == 0 {
			p.busy = false
			p.mu.Unlock()
			return
		}
		parcel, delay := p.queue[0], p.delay
		p.queue = p.queue[1:]
		p.mu.Unlock()
		if delay > 0 && !p.sleep(delay) {
			continue
		}
		wait := p.send(parcel)
		p.work.Go(func() { p.follow(parcel, wait) })
	}
}

// follow waits for the acknowledgement and retries on Slack's schedule.
func (p *Post) follow(parcel Parcel, wait func() (Answer, error)) {
	answer, err := wait()
	for _, pause := range []time.Duration{0, time.Minute, 5 * time.Minute} {
		if err == nil || answer.NoRetry {
			break
		}
		if !p.sleep(pause) {
			return
		}
		parcel.Attempt++
		parcel.Reason, _ = errors.AsType[FailedError](err)
		answer, err = p.send(parcel)()
	}
	if err != nil {
		p.mu.Lock()
		p.lost = append(p.lost, parcel)
		p.mu.Unlock()
	}
}

// sleep waits on the clock and reports whether the post is still open.
func (p *Post) sleep(d time.Duration) bool {
	if d == 0 {
		select {
		case <-p.done:
			return false
		default:
			return true
		}
	}
	select {
	case <-p.after(d):
		return true
	case <-p.done:
		return false
	}
}

// Hold holds back events until Release.
func (p *Post) Hold() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.held = true
}

// Release sends what was held, in order or in reverse order.
func (p *Post) Release(backwards bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.held = false
	if backwards {
		slices.Reverse(p.queue)
	}
	p.start()
}

// Double sends each of the next n events twice.
func (p *Post) Double(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.doubles = n
}

// Delay delays every event; zero ends that.
func (p *Post) Delay(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.delay = d
}

// Cut makes every try fail until it is called with false.
func (p *Post) Cut(on bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cut = on
}

// Lost returns the events that Slack gave up on.
func (p *Post) Lost() []Parcel {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.lost)
}

// Stop sends nothing more and ends all pauses between retries.
func (p *Post) Stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.closed {
		p.closed = true
		close(p.done)
	}
}

// Close stops and returns when nothing is under way.
func (p *Post) Close() {
	p.Stop()
	p.work.Wait()
}
