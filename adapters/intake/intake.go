// Package intake takes in what messengers tell the bot. An adapter receives and
// decodes; everything after that is the same for all of them and lives here.
//
// An update waits in the lane of its chat for its turn, lanes run side by side.
// In its turn it is handed to the desk, a few times at short intervals: one
// round. A nil error means that the platform may be told that the update
// arrived: what follows from it is committed, or it means nothing to the desk, or
// it is parked with its payload, because it could not be understood or failed
// round after round. A panic of a decoder or of the desk is such a failure and
// ends nothing. Who waits for an answer is told when the first round fails.
package intake

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"vakhta/desk"
)

// Config is what an Intake is made of.
type Config struct {
	Platform desk.Platform
	Clock    desk.Clock
	Log      *slog.Logger
	Parker   desk.Parker
	// Seen counts updates by kind and by what became of them: handled, skipped,
	// failed, parked or busy.
	Seen func(kind, result string)
	// Settle is how long an update waits for earlier ones of its lane that it may
	// have overtaken on the way; 0: the platform brings them in order.
	Settle time.Duration
	// Introduce fills in who did it where the platform does not tell it along;
	// false: somebody who is not listened to. nil: the platform tells.
	Introduce func(ctx context.Context, e *desk.Event) bool
}

// A Delivery is one thing that a platform brought.
type Delivery struct {
	ID      desk.EventID // parked under this name
	Kind    string       // for the metrics
	Lane    string       // updates of one lane are handled in order
	Events  []desk.Event // none: it means nothing to the desk
	Payload []byte       // what came, as it came
	Broken  error        // it could not be understood; nil: it could
	// Once means that the platform does not bring it again.
	Once bool
	// Round is the number of this delivery by the platform's own count, from 1; 0:
	// it does not tell.
	Round int
	// Answer tells the one who acted that it did not work; nil: nobody can be told.
	Answer func(ctx context.Context, r desk.Reply)
	// Waits means that an answer is waited for also if the update has no events.
	Waits  bool
	Locale desk.Locale // of the one who acted, where no event tells it
}

// Errors for which an update is not taken; the platform has to bring it again.
var (
	ErrBusy   = errors.New("too much waits in this chat")
	ErrClosed = errors.New("the desk is not receiving")
)

// An Intake takes in the updates of one messenger. New makes one.
type Intake struct {
	Config
	lanes lanes
	fails failures
	told  told

	mu     sync.Mutex
	isOpen bool
	under  sync.WaitGroup // turns that were given out
}

// New makes an intake that takes nothing yet.
func New(c Config) *Intake {
	return &Intake{Config: c, lanes: lanes{all: map[string]*lane{}}}
}

// Run takes updates in while receive runs, and returns when all of them are done
// with.
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

// Join takes a place in the update's lane: updates of one lane are handled in the
// order of their events' times, or else in that of joining. The error is ErrBusy
// or ErrClosed.
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

// A Result is what became of an update that may be acknowledged.
type Result struct {
	// Handled means that the desk has taken it, and Reply is for the one who acted;
	// otherwise it is parked or means nothing, and nobody has to be told any more.
	Handled bool
	Reply   desk.Reply
}

// Take waits for the turn and has one round. It returns nil when the update may be
// acknowledged.
func (t *Position) Take(ctx context.Context, handle desk.IntakeFunc) (Result, error) {
	defer t.leave()
	if err := t.await(ctx); err != nil {
		return Result{}, err
	}
	return t.in.round(ctx, &t.update, handle)
}

// slowest is the longest pause between two rounds of an update that is held.
const slowest = 10 * time.Second

// Insist waits for the turn and has round after round until the update may be
// acknowledged; the error is that of a context that ended first. It is for an
// update that nobody brings again while it is held.
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
