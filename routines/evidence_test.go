package routines_test

import (
	"slices"
	"testing"
	"time"

	"vakhta/files"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/routines"
)

func TestHeadsArePostedOnMondayMornings(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	all := routines.All(w.Tickets, nil, files.Limit{}, routines.Outside{Rights: noRights})
	anchor := all[slices.IndexFunc(all, func(r routines.Routine) bool { return r.Name == "anchor" })]
	day := func(text string) time.Time {
		at, err := time.ParseInLocation("2006-01-02 15:04", text, testdesk.Moscow())
		must(t, err)
		return at
	}
	for after, want := range map[string]string{
		"2026-11-16 09:59": "2026-11-16 10:00", // a Monday
		"2026-11-16 10:00": "2026-11-23 10:00",
		"2026-11-22 23:59": "2026-11-23 10:00",
		"2026-12-31 12:00": "2027-01-04 10:00",
	} {
		if got := anchor.Next(day(after).UTC()); !got.Equal(day(want)) {
			t.Errorf("after %s comes %s, want %s", after, got, want)
		}
	}
}

func TestTheCustomersChatHoldsTheHistory(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	w.Open()
	w.Post()
	run(t, w, "evidence")
	run(t, w, "anchor")
	posted := w.Post()
	run(t, w, "evidence")
	if len(posted) != 1 || posted[0].Kind != (notice.Anchor{}).Kind() || posted[0].To != w.Desk.Projects["ROM"].Chats[0].Chat {
		t.Errorf("posted is %+v", posted)
	}
	if len(w.Tables()["anchors"]) != 1 {
		t.Error("the desk forgets what it posted")
	}
}
