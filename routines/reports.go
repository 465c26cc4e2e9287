package routines

import (
	"context"
	"sync/atomic"
	"time"

	"vakhta/reports"
	"vakhta/storage"
	"vakhta/tickets"
)

const (
	countEvery = 10 * time.Minute
	// countAgain is when the next tickets are counted if there are more.
	countAgain = 2 * time.Second
	// countedAtOnce limits a run, because its tickets are locked together.
	countedAtOnce = 200
)

// count counts tickets that a version before wrote, for reports.
func count(s *tickets.Service) Routine {
	var more atomic.Bool
	return Routine{
		Name: "count",
		Next: func(after time.Time) time.Time {
			if more.Load() {
				return after.Add(countAgain)
			}
			return after.Truncate(countEvery).Add(countEvery)
		},
		Do: func(context.Context, Moment) (Work, error) {
			return func(ctx context.Context, tx *storage.Tx) error {
				n, err := tickets.Recount(ctx, tx, s.Current(), countedAtOnce)
				more.Store(n == countedAtOnce)
				return err
			}, nil
		},
	}
}

const freezeEvery = time.Hour

// freeze stores the figures of months that are over.
func freeze(s *tickets.Service) Routine {
	return Routine{
		Name: "freeze",
		Next: func(after time.Time) time.Time { return after.Truncate(freezeEvery).Add(freezeEvery) },
		Do: func(_ context.Context, m Moment) (Work, error) {
			return func(ctx context.Context, tx *storage.Tx) error { return reports.Freeze(ctx, tx, s.Current(), m.Now) }, nil
		},
	}
}
