package routines

import (
	"context"
	"errors"
	"time"

	"vakhta/storage"
	"vakhta/tickets"
)

// forgottenAt is the hour, in the desk's zone, at which teams read what they forgot: when
// most shifts begin.
const forgottenAt = 10

// rememberForgotten tells each team daily which open tickets nobody has said a word about.
// Leads and managers read what is silent for twice that time, and on Mondays all.
func rememberForgotten(s *tickets.Service) Routine {
	return Routine{
		Name: "forgotten",
		Next: func(after time.Time) time.Time { return nextAt(after.In(s.Current().TimeZone), forgottenAt) },
		Do: func(_ context.Context, m Moment) (Work, error) {
			return func(ctx context.Context, tx *storage.Tx) error {
				notices, err := tickets.Forgotten(ctx, tx, s.Current(), m.Due, m.Now)
				return errors.Join(err, tx.Enqueue(ctx, m.Now, notices...))
			}, nil
		},
	}
}
