package routines_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/files"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/oncall"
	"vakhta/routines"
	"vakhta/sla"
	"vakhta/storage"
)

// The example's rotation has boris on call from the 23rd; the calendar says anna, and
// is then not readable for two hours.
func TestTheLastGoodCopyOfACalendarStaysInForceAndIsTold(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t, "      rotation: {", "      feed: https://example.com/shifts.ics\n      rotation: {", "slack: U0BORIS,", "slack: U0BORIS, absences: \"https://example.com/boris.ics\",")
	w.Pass(8 * 24 * time.Hour)
	var fails error
	calendar := func(_ context.Context, _ *desk.Desk, f desk.Feed, now time.Time) ([]desk.Override, error) {
		who := "anna"
		if f.Who != "" {
			who = f.Who
			now = now.Add(100 * time.Hour)
		}
		return []desk.Override{{Who: who, From: now.Add(-time.Hour), Until: now.Add(50 * time.Hour)}}, fails
	}
	all := routines.All(w.Tickets, nil, files.Limit{}, routines.Outside{Rights: noRights, Calendar: calendar})
	read := func() {
		t.Helper()
		r := all[slices.IndexFunc(all, func(r routines.Routine) bool { return r.Name == "feeds" })]
		work, err := r.Do(t.Context(), routines.Moment{Due: w.Now(), Now: w.Now()})
		must(t, err)
		w.Update(work)
		must(t, w.Tickets.Reload(t.Context()))
	}
	onCall := func(in time.Duration) string {
		who, _ := sla.OnDuty(w.Tickets.Current().Teams["first-line"].OnCall, w.Now().Add(in))
		return who
	}
	troubles := func() (told []notice.DutyTrouble) {
		w.Update(func(ctx context.Context, tx *storage.Tx) (err error) {
			told, err = oncall.Troubles(ctx, tx, w.Tickets.Current(), w.Now(), w.Tickets.Current().Teams["first-line"])
			return err
		})
		return slices.DeleteFunc(told, func(one notice.DutyTrouble) bool { return one.Kind != notice.TroubleFeed })
	}
	before := onCall(0)
	read()
	if got := onCall(0); before != "boris" || got != "anna" {
		t.Fatalf("on call were %s, and with the calendar %s; want boris, then anna", before, got)
	}
	if got := onCall(120 * time.Hour); got != "" {
		t.Errorf("while boris is away by his calendar, %q is on call; want nobody", got)
	}
	fails = errors.New("the server sleeps")
	read()
	w.Pass(2 * time.Hour)
	fails = desk.FeedUnreadable
	read()
	told := troubles()
	if got := onCall(0); got != "anna" || len(told) != 2 || told[0].Why != desk.FeedUnreadable || told[0].Until.Sub(told[0].From) != 2*time.Hour {
		t.Errorf("after two hours %s is on call, and the troubles are %+v", got, told)
	}
	fails = nil
	read()
	if told := troubles(); len(told) > 0 {
		t.Errorf("after it was read again the troubles are %+v", told)
	}
	fails = errors.New("the server sleeps")
	w.Tickets.Adopt(testdesk.Example(t, "      rotation: {", "      feed: https://example.com/others.ics\n      rotation: {").With(w.Tickets.Current().Platforms))
	read()
	if got := onCall(0); got != "boris" {
		t.Errorf("the copy of another calendar has %s on call", got)
	}
}
