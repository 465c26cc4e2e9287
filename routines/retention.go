package routines

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/storage"
	"vakhta/tickets"
)

const (
	retainEvery = 10 * time.Minute
	// emptiedAtOnce limits a run: after the retention was shortened there is a backlog, and the tickets of a run are
	// locked together.
	emptiedAtOnce = 200
	// keepStrangers is how long a person is kept without a reason to keep them: a stranger's language is needed for
	// the answer.
	keepStrangers = 24 * time.Hour
)

// retain empties tickets whose retention is over, and people without a reason to be kept.
func retain(s *tickets.Service) Routine {
	return Routine{
		Name: "retention",
		Next: func(after time.Time) time.Time { return after.Truncate(retainEvery).Add(retainEvery) },
		Do: func(_ context.Context, m Moment) (Work, error) {
			d := s.Current()
			return func(ctx context.Context, tx *storage.Tx) error {
				over, err := tx.TicketsToEmpty(ctx, emptiedAtOnce, desk.RetainedSince(desk.UsualRetention, m.Now), retentions(d, m.Now)...)
				if err != nil {
					return err
				}
				if err := tx.EmptyTickets(ctx, m.Now, history.Emptied{}, over...); err != nil {
					return err
				}
				nobody, err := tx.NobodyNow(ctx, m.Now.Add(-keepStrangers), slices.Collect(maps.Keys(d.People)), emptiedAtOnce)
				return errors.Join(err, tx.EmptyPeople(ctx, m.Now, nobody...))
			}, nil
		},
	}
}

// retentions returns those of the projects in desk.yaml.
func retentions(d *desk.Desk, now time.Time) []storage.Retention {
	var all []storage.Retention
	for code, p := range d.Projects {
		all = append(all, storage.Retention{Project: code, Before: desk.RetainedSince(p.Retention, now)})
	}
	return all
}
