package routines

import (
	"context"
	"maps"
	"slices"
	"time"

	"vakhta/ledger"
	"vakhta/storage"
	"vakhta/tickets"
)

// monthsEvery is how often it is looked which months are over. Each contract
// has its own zone.
const monthsEvery = 10 * time.Minute

// months locks the months whose hours are final.
func months(s *tickets.Service) Routine {
	return Routine{
		Name: "months",
		Next: func(after time.Time) time.Time { return after.Truncate(monthsEvery).Add(monthsEvery) },
		Do: func(_ context.Context, m Moment) (Work, error) {
			d := s.Current()
			return func(ctx context.Context, tx *storage.Tx) error {
				for _, code := range slices.Sorted(maps.Keys(d.Projects)) {
					if err := ledger.Lock(ctx, tx, d, d.Projects[code], m.Now); err != nil {
						return err
					}
				}
				return nil
			}, nil
		},
	}
}
