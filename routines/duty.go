package routines

import (
	"context"
	"errors"
	"time"

	"vakhta/oncall"
	"vakhta/storage"
	"vakhta/tickets"
)

// warnAt is the hour, in the desk's zone, at which people are told what is wrong
// with the schedules: early enough to arrange something for the night.
const warnAt = 10

// warnOfDuty tells daily what is wrong with the schedules in the next two weeks.
func warnOfDuty(s *tickets.Service) Routine {
	return Routine{
		Name: "duty",
		Next: func(after time.Time) time.Time { return nextAt(after.In(s.Current().TimeZone), warnAt) },
		Do: func(_ context.Context, m Moment) (Work, error) {
			return func(ctx context.Context, tx *storage.Tx) error {
				notices, err := oncall.Warn(ctx, tx, s.Current(), "duty/"+m.Due.UTC().Format(time.DateOnly), m.Now)
				return errors.Join(err, tx.Enqueue(ctx, m.Now, notices...))
			}, nil
		},
	}
}

// tellOfSales tells the teams each morning which sales begin within a day.
func tellOfSales(s *tickets.Service) Routine {
	next := func(after time.Time) time.Time { return nextAt(after.In(s.Current().TimeZone), warnAt) }
	return Routine{
		Name: "sales",
		Next: next,
		Do: func(_ context.Context, m Moment) (Work, error) {
			return func(ctx context.Context, tx *storage.Tx) error {
				return tx.Enqueue(ctx, m.Now, oncall.Sales(s.Current(), "sales/"+m.Due.UTC().Format(time.DateOnly), m.Due, next(m.Due))...)
			}, nil
		},
	}
}

// beginEvery is how late the post about a shift may be that somebody arranged
// after the routine's next time was set.
const beginEvery = 5 * time.Minute

// beginShifts posts in a team's channel that somebody else is on call.
func beginShifts(s *tickets.Service) Routine {
	return Routine{
		Name: "shifts",
		Next: func(after time.Time) time.Time {
			next := after.Truncate(beginEvery).Add(beginEvery)
			if at := oncall.Handover(s.Current(), after); !at.IsZero() && at.Before(next) {
				return at
			}
			return next
		},
		Do: func(_ context.Context, m Moment) (Work, error) {
			return func(ctx context.Context, tx *storage.Tx) error {
				notices, changed, err := oncall.Begin(ctx, tx, s.Current(), m.Now)
				if changed { // the keeper's sweep finds the alarms
					tickets.RedrawAllHomes(tx, s.Current(), m.Now)
				}
				return errors.Join(err, tx.Enqueue(ctx, m.Now, notices...))
			}, nil
		},
	}
}

// nextAt returns when the clock shows an hour next, in the zone of after.
func nextAt(after time.Time, hour int) time.Time {
	y, m, d := after.Date()
	at := time.Date(y, m, d, hour, 0, 0, 0, after.Location())
	if !at.After(after) {
		at = time.Date(y, m, d+1, hour, 0, 0, 0, after.Location())
	}
	return at
}
