package routines

import (
	"context"
	"errors"
	"time"

	"vakhta/storage"
)

const (
	pruneEvery = time.Hour
	// keep is how long an event's id is remembered: far longer than any
	// platform repeats one.
	keep = 30 * 24 * time.Hour
	// keepSecrets is how long what was hidden in a requester's words is kept
	// after the ticket has ended, because somebody may have to look once more.
	keepSecrets = 24 * time.Hour
	// keepDuty is how long it is known who was on call instead of whom.
	keepDuty = 2 * 366 * 24 * time.Hour
)

// prune deletes what is not needed any more.
func prune() Routine {
	return Routine{
		Name: "prune",
		Next: func(after time.Time) time.Time { return after.Truncate(pruneEvery).Add(pruneEvery) },
		Do: func(_ context.Context, m Moment) (Work, error) {
			return func(ctx context.Context, tx *storage.Tx) error {
				tx.PruneDuty(m.Now.Add(-keepDuty))
				return errors.Join(tx.Prune(ctx, m.Now.Add(-keep)), tx.DropSecrets(ctx, m.Now.Add(-keepSecrets)))
			}, nil
		},
	}
}
