package conversations

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"vakhta/conversations/requests"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/storage"
)

// FireHeld comes back to a kept message whose alarm rang, if the question about
// it was not answered. It is a turn of the message's author that the desk begins
// itself, and happens once.
func (e *Engine) FireHeld(ctx context.Context, now time.Time, due desk.Alarm) error {
	id, err := strconv.ParseInt(due.Name(), 10, 64)
	if err != nil {
		return fmt.Errorf("come back to a kept message: %w", err)
	}
	var ev desk.Event
	err = e.Tickets.Store.View(ctx, func(tx *storage.Tx) (err error) {
		ev, err = requests.KeptEvent(ctx, tx, id, now)
		return err
	})
	var t *turn.Turn
	if err == nil {
		t, err = e.attempt(ctx, ev, func(ctx context.Context, t *turn.Turn) error {
			return errors.Join(t.Tx.Disarm(ctx, due.Subject, due.Clock), take(ctx, t))
		})
	}
	switch {
	case err == nil:
		t.Committed(ctx)
		return nil
	case errors.Is(err, desk.ErrNotFound), errors.Is(err, turn.ErrSilent), errors.Is(err, desk.ErrBroken), turn.Refused(err) != nil:
		return e.Tickets.Store.Update(ctx, func(tx *storage.Tx) error { return tx.Disarm(ctx, due.Subject, due.Clock) })
	default:
		return fmt.Errorf("come back to a kept message: %w", err)
	}
}
