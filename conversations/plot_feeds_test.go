package conversations_test

import (
	"context"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/storage"
)

// feedsPlot has calendars that others keep, and that cannot be read any more.
func feedsPlot() []chapter {
	return []chapter{{"calendars of shifts and absences, and their faults", func(s *story) {
		feeds := []string{
			"thread: internal", "on_call: {feed: https://example.org/l1.ics}\n    thread: internal", "    on_call:                     #", "    # on_call:", "      rotation: {", "      # rotation: {",
			"slack: U0ANNA,", "slack: U0ANNA, absences: \"https://example.org/anna.ics\",", "slack: U0BORIS,", "slack: U0BORIS, absences: \"https://example.org/boris.ics\",",
		}
		d := testdesk.Example(s.test, slices.Concat(twoShops, storyDesk, feeds)...).With(s.Desk.Platforms)
		s.runUnder(d)
		named := map[string]desk.Feed{}
		for _, f := range d.Feeds() {
			named[f.Name] = f
		}
		s.Update(func(_ context.Context, tx *storage.Tx) error {
			tx.ReadFeed(named["team/first-line"], []desk.Override{{Who: "anna", From: s.Now().Add(-time.Hour), Until: s.Now().Add(26 * time.Hour)}}, s.Now())
			tx.FailFeed(named["person/anna"], desk.FeedNoAnswer, s.Now())
			tx.FailFeed(named["person/boris"], desk.FeedTooLarge, s.Now())
			return nil
		})
		s.Pass(time.Hour)
		s.Update(func(_ context.Context, tx *storage.Tx) error {
			tx.FailFeed(named["team/first-line"], desk.FeedNobody, s.Now())
			return nil
		})
		s.Pass(time.Hour)
		if err := s.service.Reload(context.Background()); err != nil {
			s.t.Fatal(err)
		}
		s.asks("anna", s.private("anna"), "oncall")
		s.Update(func(_ context.Context, tx *storage.Tx) error {
			tx.FailFeed(named["person/boris"], desk.FeedUnreadable, s.Now())
			return nil
		})
		s.asks("anna", s.private("anna"), "oncall")
		s.Update(func(_ context.Context, tx *storage.Tx) error {
			tx.DropFeeds(nil)
			return nil
		})
		s.runUnder(testdesk.Example(s.test, slices.Concat(twoShops, storyDesk)...).With(s.Desk.Platforms))
	}}}
}
