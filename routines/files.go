package routines

import (
	"context"
	"slices"
	"time"

	"vakhta/files"
	"vakhta/storage"
	"vakhta/tickets"
)

// tidyEvery is how often stored files are looked through. So much longer than
// their words are the bytes of erased files kept, at most.
const tidyEvery = time.Hour

// tidy removes stored files that nothing refers to, such as those whose words
// were erased, and those that are too old or too many. Removing one twice is no
// error, so the network is used before the transaction, as everywhere.
func tidy(s *tickets.Service, store files.Store, limit files.Limit) Routine {
	return Routine{
		Name: "files",
		Next: func(after time.Time) time.Time { return after.Truncate(tidyEvery).Add(tidyEvery) },
		Do: func(ctx context.Context, m Moment) (Work, error) {
			all, err := store.All(ctx)
			if err != nil || len(all) == 0 {
				return nil, err
			}
			var known []string
			if err := s.Store.View(ctx, func(tx *storage.Tx) (err error) {
				known, err = tx.Stored(ctx, namesOf(all))
				return err
			}); err != nil {
				return nil, err
			}
			slices.Sort(known)
			referred := func(name string) bool { _, found := slices.BinarySearch(known, name); return found }
			gone := limit.Surplus(all, referred, m.Now)
			for _, name := range gone {
				if err := store.Remove(ctx, name); err != nil {
					return nil, err
				}
			}
			return func(ctx context.Context, tx *storage.Tx) error { return tx.ForgetStored(ctx, gone) }, nil
		},
	}
}

func namesOf(all []files.Kept) []string {
	names := make([]string, len(all))
	for i, k := range all {
		names[i] = k.Name
	}
	return names
}
