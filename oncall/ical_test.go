package oncall_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"vakhta/internal/testdesk"
	"vakhta/oncall"
)

// The feed is opened by a parser that is not ours.
func TestAFeedIsACalendarThatOthersOpen(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Анна, дежурная; ", 9)
	d := testdesk.Example(t, "name: Анна Ким", "name: '"+long+"'")
	team := d.Teams["first-line"]
	now := time.Date(2026, time.November, 24, 14, 0, 0, 0, d.TimeZone)
	feed := oncall.Feed(d, team, "", now)
	for line := range bytes.SplitSeq(bytes.TrimSuffix(feed, []byte("\r\n")), []byte("\r\n")) {
		if len(line) > 75 || bytes.ContainsAny(line, "\r\n") {
			t.Errorf("a line has %d bytes: %q", len(line), line)
		}
	}
	calendar, err := ics.ParseCalendar(bytes.NewReader(feed))
	if err != nil {
		t.Fatal(err)
	}
	events := calendar.Events()
	if len(events) < 13 {
		t.Fatalf("the calendar has %d events, want those of three months", len(events))
	}
	var found bool
	ids := map[string]bool{}
	for _, e := range events {
		from, err := e.GetStartAt()
		if err != nil {
			t.Fatal(err)
		}
		until, err := e.GetEndAt()
		if err != nil {
			t.Fatal(err)
		}
		if ids[e.Id()] {
			t.Errorf("two events are called %s", e.Id())
		}
		ids[e.Id()] = true
		if from.Equal(time.Date(2026, time.November, 30, 10, 0, 0, 0, d.TimeZone)) {
			found = until.Equal(from.AddDate(0, 0, 7)) && e.GetProperty(ics.ComponentPropertySummary).Value == strings.TrimSpace(long)+" · first-line"
		}
	}
	if !found {
		t.Errorf("the turn of 30 November is not there as it is:\n%s", feed)
	}
	own, err := ics.ParseCalendar(bytes.NewReader(oncall.Feed(d, team, "boris", now)))
	if err != nil || len(own.Events()) == 0 || len(own.Events()) >= len(events) {
		t.Errorf("boris has %d of %d shifts, %v", len(own.Events()), len(events), err)
	}
}

func TestEachFeedHasItsOwnKey(t *testing.T) {
	t.Parallel()
	keys := map[string]bool{
		oncall.FeedKey("secret", "first", ""): true, oncall.FeedKey("secret", "first", "anna"): true,
		oncall.FeedKey("secret", "second", ""): true, oncall.FeedKey("other", "first", ""): true,
	}
	if len(keys) != 4 {
		t.Errorf("the keys are %v", keys)
	}
}
