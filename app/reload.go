package app

import (
	"context"
	"errors"
	"strings"

	"vakhta/desk"
	"vakhta/reload"
	"vakhta/storage"
	"vakhta/tickets"
)

// followDesk reads desk.yaml again when the process is told to, and brings all in
// line with a desk that has come into force here.
func (a *App) followDesk(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-a.Hangup:
			a.readAgain(ctx)
		case <-a.Reload.Adopted():
			// What was decided under the old desk while the new one came into force is
			// counted again as well.
			if err := a.align(ctx); err != nil && ctx.Err() == nil {
				a.Log.Error("bring all in line with the new desk.yaml", "error", err)
			}
			a.redrawHomes(ctx)
			a.setMenus(ctx)
		}
	}
}

// readAgain brings desk.yaml into force as it is now. One with mistakes is refused
// as a whole. Nobody is asked for confirmation: who can send a signal is the operator.
func (a *App) readAgain(ctx context.Context) {
	p, err := a.Reload.Read()
	if err != nil {
		for line := range strings.SplitSeq(err.Error(), "\n") {
			a.Log.Error("desk.yaml is refused, all stays as it was", "mistake", line)
		}
		return
	}
	for _, w := range p.Warnings {
		a.Log.Warn("desk.yaml", "warning", w.String())
	}
	var effects reload.Effects
	var changes tickets.Changes
	err = a.Services.Store.Update(ctx, func(tx *storage.Tx) (err error) {
		effects, changes, err = a.Reload.Apply(ctx, tx, p, reload.Cause{})
		return err
	})
	switch {
	case errors.Is(err, reload.ErrSame):
		a.Log.Info("desk.yaml has not changed")
		return
	case err != nil:
		a.Log.Error("bring desk.yaml into force", "error", err)
		return
	}
	a.Reload.Adopt(p)
	a.Tickets.Committed(ctx, changes)
	for _, d := range effects.Differences {
		a.Log.Info("desk.yaml differs", "at", d.Path, "is", string(d.Is))
	}
	a.Log.Info("another desk.yaml is in force", "digest", p.Digest, "tickets", len(effects.Tickets), "kept", effects.Kept, "lost", effects.Lost)
}

// redrawHomes has everybody's own page drawn again.
func (a *App) redrawHomes(ctx context.Context) {
	var set []desk.Alarm
	err := a.Services.Store.Update(ctx, func(tx *storage.Tx) error {
		set = tickets.RedrawAllHomes(tx, a.Tickets.Current(), a.Clock.Now())
		return nil
	})
	if err != nil {
		a.Log.Warn("draw people's pages again", "error", err)
		return
	}
	a.Tickets.Committed(ctx, tickets.Changes{Set: set})
}
