package routines

import (
	"context"
	"errors"
	"fmt"
	"time"

	"vakhta/desk"
	"vakhta/storage"
	"vakhta/tickets"
)

// feedsEvery is how old what is known of a calendar may be.
const feedsEvery = 5 * time.Minute

// CalendarEvents reads the events of a calendar around a moment. An error that is a
// [desk.FeedFault] says what is wrong with it; none names its source.
type CalendarEvents func(ctx context.Context, d *desk.Desk, f desk.Feed, now time.Time) ([]desk.Override, error)

// readFeeds reads the calendars that desk.yaml names. What is stored of one that
// cannot be read stays.
func readFeeds(s *tickets.Service, read CalendarEvents) Routine {
	return Routine{
		Name: "feeds",
		Next: func(after time.Time) time.Time { return after.Truncate(feedsEvery).Add(feedsEvery) },
		Do: func(ctx context.Context, m Moment) (Work, error) {
			d := s.Current()
			feeds := d.Feeds()
			events, faults := make([][]desk.Override, len(feeds)), make([]desk.FeedFault, len(feeds))
			for i, f := range feeds {
				var err error
				if events[i], err = read(ctx, d, f, m.Now); err != nil {
					if ctx.Err() != nil {
						return nil, fmt.Errorf("read the calendars: %w", ctx.Err())
					}
					s.Log.WarnContext(ctx, "a calendar cannot be read", "calendar", f.Name, "error", err)
					if fault, is := errors.AsType[desk.FeedFault](err); is {
						faults[i] = fault
					} else {
						faults[i] = desk.FeedNoAnswer
					}
				}
			}
			return func(_ context.Context, tx *storage.Tx) error {
				for i, f := range feeds {
					if faults[i] != "" {
						tx.FailFeed(f, faults[i], m.Now)
					} else {
						tx.ReadFeed(f, events[i], m.Now)
					}
				}
				tx.DropFeeds(feeds)
				return nil
			}, nil
		},
	}
}
