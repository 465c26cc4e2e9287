package keeper

import (
	"context"
	"time"

	"vakhta/desk"
	"vakhta/storage"
)

// sweeps runs the sweep at the start and every so often.
func (k *Keeper) sweeps(ctx context.Context) {
	for ctx.Err() == nil {
		if err := k.sweep(ctx); err != nil && ctx.Err() == nil {
			k.Log.WarnContext(ctx, "sweep the armed alarms", "error", err)
		}
		timer := k.Clock.Timer(k.Clock.Now().Add(k.Sweep))
		select {
		case <-ctx.Done():
		case <-timer.C():
		}
		timer.Stop()
	}
}

// sweep sets every armed alarm again. An overdue one may be ringing now, so it
// is set only if it is missing. Then it wakes the keeper, which may be sleeping
// longer than until what was found.
func (k *Keeper) sweep(ctx context.Context) error {
	defer k.Alarms.Wake()
	now := k.Clock.Now()
	var last desk.Alarm
	for {
		armed, err := k.armed(ctx, last, page)
		if err != nil {
			return err
		}
		due := overdue(armed, now)
		if err := k.Alarms.SetMissing(ctx, armed[:due]...); err != nil {
			return err
		}
		if err := k.Alarms.SetEarlier(ctx, armed[due:]...); err != nil {
			return err
		}
		if len(armed) < page {
			return nil
		}
		last = armed[len(armed)-1]
	}
}

// armed reads a page of the armed alarms, earliest first.
func (k *Keeper) armed(ctx context.Context, after desk.Alarm, limit int) (armed []desk.Alarm, err error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	err = k.Store.View(ctx, func(tx *storage.Tx) error {
		armed, err = tx.AlarmsAfter(ctx, after, limit)
		return err
	})
	return armed, err
}
