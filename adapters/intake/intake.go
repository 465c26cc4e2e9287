// Package intake handles the updates of all messengers. An adapter receives and
// decodes them; everything after that is the same for all and is here.
//
// An update waits in the lane of its chat for its turn; lanes run in parallel.
// In its turn it is passed to the desk, a few times at short intervals: one
// round. A nil error means that the update may be acknowledged to the platform:
// its effects are committed, or it means nothing to the desk, or it is parked
// with its payload because it could not be decoded or failed round after round.
// A panic of a decoder or of the desk counts as a failure. A person who waits
// for an answer is told when the first round fails.
package intake

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"vakhta/desk"
)

// Config is what an Intake needs.
type Config struct {
	Platform desk.Platform
	Clock    desk.Clock
	Log      *slog.Logger
	Parker   desk.Parker
	// Seen counts updates by kind and result: handled, skipped, failed, parked
	// or busy.
	Seen func(kind, result string)
	// Settle is how long an update waits for earlier ones of its lane that it
	// may have overtaken; 0: the platform delivers in order.
	Settle time.Duration
	// Introduce adds who acted, if the platform does not say so, and returns
	// false for a sender who is ignored. nil: the platform says so.
	Introduce func(ctx context.Context, e *desk.Event) bool
}

// A Delivery is one update of a platform.
type Delivery struct {
	ID      desk.EventID // it is parked under this id
	Kind    string       // for the metrics
	Lane    string       // updates of one lane are handled in order
	Events  []desk.Event // none: it means nothing to the desk
	Payload []byte       // what arrived, unchanged
	Broken  error        // why it could not be decoded; nil: it could
	// Once means that the platform does not deliver it again.
	Once bool
	// Round is the number of this delivery by the platform's count, from 1; 0:
	// unknown.
	Round int
	// Answer tells the person who acted that it failed; nil: nobody can be
	// told.
	Answer func(ctx context.Context, r desk.Reply)
	// Waits means that somebody waits for an answer even if there are no
	// events.
	Waits  bool
	Locale desk.Locale // of the person who acted, if no event says so
}

// Errors with which an update is not accepted; the platform has to deliver it
// again.
var (
	ErrBusy   = errors.New("too much waits in this chat")
	ErrClosed = errors.New("the desk is not receiving")
)

// An Intake handles the updates of one messenger. New makes one.
type Intake struct {
	Config
	lanes lanes
	fails failures
	told  told

	mu     sync.Mutex
	isOpen bool
	under  sync.WaitGroup // positions in use
}

// New makes an intake; Run starts it.
func New(c Config) *Intake {
	return &Intake{Config: c, lanes: lanes{all: map[string]*lane{}}}
}

// Run accepts updates while receive runs, and returns when all of them have
// been handled.
func (in *Intake) Run(receive func()) {
	in.open(true)
	receive()
	in.open(false)
	in.under.Wait()
}

func (in *Intake) open(is bool) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.isOpen = is
}

// A Position is an update's place in its lane. It must be taken once.
type Position struct {
	in     *Intake
	update Delivery
	place  *place
}

// Join takes a place in the update's lane. Updates of one lane are handled in
// the order of their events' times, or if these are missing, of joining. The
// error is ErrBusy or ErrClosed.
func (in *Intake) Join(u Delivery) (*Position, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if !in.isOpen {
		return nil, ErrClosed
	}
	now := in.Clock.Now()
	at := now
	for i := range u.Events {
		if u.Events[i].At.IsZero() {
			u.Events[i].At = now
		}
		if in.Settle > 0 {
			at = u.Events[0].At
		}
	}
	p, ok := in.lanes.join(u.Lane, at)
	if !ok {
		in.Seen(u.Kind, "busy")
		return nil, ErrBusy
	}
	in.under.Add(1)
	return &Position{in: in, update: u, place: p}, nil
}

// A Result is the outcome of an update that may be acknowledged.
type Result struct {
	// Handled means that the desk has handled it, and Reply is for the person
	// who acted. Otherwise it is parked or means nothing, and nobody needs an
	// answer.
	Handled bool
	Reply   desk.Reply
}

// Take waits for the turn and runs one round. It returns nil if the update may
// be acknowledged.
func (t *Position) Take(ctx context.Context, handle desk.IntakeFunc) (Result, error) {
	defer t.leave()
	if err := t.await(ctx); err != nil {
		return Result{}, err
	}
	return t.in.round(ctx, &t.update, handle)
}

// slowest is the longest pause between two rounds in Insist.
const slowest = 10 * time.Second

// Insist waits for the turn and runs rounds until the update may be
// acknowledged; its only error is that ctx ended. It is for updates that the
// platform does not deliver again meanwhile.
func (t *Position) Insist(ctx context.Context, handle desk.IntakeFunc) (Result, error) {
	defer t.leave()
	if err := t.await(ctx); err != nil {
		return Result{}, err
	}
	for n := 0; ; n++ {
		out, err := t.in.round(ctx, &t.update, handle)
		if err == nil {
			return out, nil
		}
		if !Pause(ctx, t.in.Clock, Backoff(n, slowest)) {
			return Result{}, ctx.Err()
		}
	}
}

func (t *Position) leave() {
	t.in.lanes.leave(t.place)
	t.in.under.Done()
}

func (t *Position) await(ctx context.Context) error {
	if t.in.Settle > 0 && !Pause(ctx, t.in.Clock, t.in.Settle) {
		return ctx.Err()
	}
	t.in.lanes.ready(t.place)
	select {
	case <-t.place.turn:
		return ctx.Err()
	case <-ctx.Done():
		return ctx.Err()
	}
}
