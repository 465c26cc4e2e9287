package intake

import (
	"context"
	"errors"
	"fmt"
	"time"

	"vakhta/desk"
)

const (
	// tries is how often an update is passed to the desk in one round. The
	// pauses between them double from firstPause, so that a round takes 1.5 s
	// at most while a person waits.
	tries      = 5
	firstPause = 100 * time.Millisecond
	// rounds is how many rounds fail before an update is parked, and patience
	// how long after the first of them, so that a short outage of the store
	// loses nothing. If the platform counts its deliveries that count is used;
	// Slack gives up after four.
	rounds   = 3
	patience = 15 * time.Second
	// handleWithin is how long one try may take.
	handleWithin = time.Minute
)

// round passes an update to the desk, and parks it if this was the last round.
func (in *Intake) round(ctx context.Context, u *Delivery, handle desk.IntakeFunc) (Result, error) {
	switch {
	case u.Broken != nil:
		return Result{}, in.broken(ctx, u)
	case len(u.Events) == 0:
		in.Seen(u.Kind, "skipped")
		in.tellStale(ctx, u)
		return Result{}, nil
	}
	reply, err := in.hand(ctx, u, handle)
	switch {
	case err == nil:
		in.fails.forget(u.ID)
		in.Seen(u.Kind, "handled")
		return Result{Handled: true, Reply: reply}, nil
	case errors.Is(err, errStranger):
		in.Seen(u.Kind, "skipped")
		return Result{}, nil
	case ctx.Err() != nil:
		return Result{}, err
	}
	return Result{}, in.failed(ctx, u, err)
}

// failed records a failed round, tells the person who waits for an answer, and
// parks an update after its last round.
func (in *Intake) failed(ctx context.Context, u *Delivery, err error) error {
	now := in.Clock.Now()
	f := in.fails.count(u.ID, now)
	in.Seen(u.Kind, "failed")
	in.Log.ErrorContext(ctx, "handle an update", "platform", in.Platform, "kind", u.Kind, "event", u.ID, "round", max(f.rounds, u.Round), "error", err)
	if f.rounds == 1 {
		in.tellTrouble(ctx, u)
	}
	last := u.Once || errors.Is(err, desk.ErrBroken) || u.Round >= rounds || f.rounds >= rounds && now.Sub(f.since) >= patience
	if !last {
		return err
	}
	if parked := in.park(ctx, u, err); parked != nil {
		return errors.Join(err, parked)
	}
	return nil
}

// broken parks an update that could not be decoded. A press is answered all the
// same.
func (in *Intake) broken(ctx context.Context, u *Delivery) error {
	if err := in.park(ctx, u, u.Broken); err != nil {
		return err
	}
	in.tellStale(ctx, u)
	return nil
}

// errStranger means that the desk ignores the sender.
var errStranger = errors.New("somebody who is not listened to")

// hand passes an update's events to the desk, several times if needed.
func (in *Intake) hand(ctx context.Context, u *Delivery, handle desk.IntakeFunc) (reply desk.Reply, err error) {
	pause := firstPause
	for n := 1; ; n++ {
		reply, err = in.try(ctx, u, handle)
		if err == nil || errors.Is(err, errStranger) || errors.Is(err, desk.ErrBroken) || n == tries || !Pause(ctx, in.Clock, pause) {
			return reply, err
		}
		pause *= 2
	}
}

// try passes an update's events to the desk once. Of several replies the last
// counts.
func (in *Intake) try(ctx context.Context, u *Delivery, handle desk.IntakeFunc) (reply desk.Reply, err error) {
	ctx, cancel := context.WithTimeout(ctx, handleWithin)
	defer cancel()
	err = desk.Shelter(in.Log, "handling an update panics", func() error {
		for i := range u.Events {
			if in.Introduce != nil && !in.Introduce(ctx, &u.Events[i]) {
				return errStranger
			}
			var err error
			if reply, err = handle(ctx, u.Events[i]); err != nil {
				return err
			}
		}
		return nil
	}, "platform", in.Platform, "event", u.ID)
	if err != nil {
		return desk.Reply{}, err
	}
	return reply, nil
}

// park stores an update. If that fails the store is away, and the platform has
// to deliver the update again.
func (in *Intake) park(ctx context.Context, u *Delivery, why error) error {
	if err := in.Parker.Park(ctx, u.ID, u.Payload, why.Error(), in.Clock.Now()); err != nil {
		return fmt.Errorf("park %s: %w", u.ID, err)
	}
	in.Seen(u.Kind, "parked")
	in.Log.WarnContext(ctx, "update parked", "platform", in.Platform, "event", u.ID, "why", why)
	return nil
}
