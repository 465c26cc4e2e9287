package routines

import (
	"context"
	"time"

	"vakhta/evidence"
	"vakhta/storage"
	"vakhta/tickets"
)

const linkEvery = 5 * time.Minute

// link adds what happened to the chains. Acts on tickets do not do that: they
// would wait for each other at the end of their project's chain.
func link() Routine {
	return Routine{
		Name: "evidence",
		Next: func(after time.Time) time.Time { return after.Truncate(linkEvery).Add(linkEvery) },
		Do: func(_ context.Context, m Moment) (Work, error) {
			return func(ctx context.Context, tx *storage.Tx) error { return evidence.Link(ctx, tx, m.Now) }, nil
		},
	}
}

// anchorAt is when a week's heads are posted: on Monday, once people are at work.
const anchorAt = 10

// anchor posts the heads of the chains in the customers' own chats, once a week.
func anchor(s *tickets.Service) Routine {
	return Routine{
		Name: "anchor",
		Next: func(after time.Time) time.Time { return nextMonday(after.In(s.Current().TimeZone)) },
		Do: func(_ context.Context, m Moment) (Work, error) {
			return func(ctx context.Context, tx *storage.Tx) error {
				return evidence.Post(ctx, tx, s.Current(), m.Due, m.Now)
			}, nil
		},
	}
}

// nextMonday is the first Monday's hour of anchors after a moment, by its zone.
func nextMonday(after time.Time) time.Time {
	y, m, d := after.Date()
	monday := time.Date(y, m, d-(int(after.Weekday())+6)%7, anchorAt, 0, 0, 0, after.Location())
	if !monday.After(after) {
		monday = monday.AddDate(0, 0, 7)
	}
	return monday
}
