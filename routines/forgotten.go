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
// Managers read what is silent for twice that time, and on Mondays all.
func rememberForgotten(s *tickets.Service) Routine {
	return Routine{
		Name: "forgotten",
		Next: func(after time.Time) time.Time {
			y, m, d := after.In(s.Current().TimeZone).Date()
			at := time.Date(y, m, d, forgottenAt, 0, 0, 0, s.Current().TimeZone)
			if !at.After(after) {
				at = time.Date(y, m, d+1, forgottenAt, 0, 0, 0, s.Current().TimeZone)
			}
			return at
		},
		Do: func(_ context.Context, m Moment) (Work, error) {
			return func(ctx context.Context, tx *storage.Tx) error {
				notices, err := tickets.Forgotten(ctx, tx, s.Current(), m.Due, m.Now)
				return errors.Join(err, tx.Enqueue(ctx, m.Now, notices...))
			}, nil
		},
	}
}
