package routines

import (
	"context"
	"errors"
	"time"

	"vakhta/storage"
	"vakhta/tickets"
)

// askEvery is how late the question about a timer may be.
const askEvery = 30 * time.Minute

// askTimers asks those whose timers have run for hours whether they still do.
func askTimers(s *tickets.Service) Routine {
	return Routine{
		Name: "work_timers",
		Next: func(after time.Time) time.Time { return after.Truncate(askEvery).Add(askEvery) },
		Do: func(_ context.Context, m Moment) (Work, error) {
			return func(ctx context.Context, tx *storage.Tx) error {
				notices, err := tickets.AskTimers(ctx, tx, s.Current(), m.Now)
				return errors.Join(err, tx.Enqueue(ctx, m.Now, notices...))
			}, nil
		},
	}
}
