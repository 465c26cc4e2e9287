package desk_test

import (
	"testing"
	"time"

	"vakhta/desk"
)

func TestAReportIsPostedInTheMorningAfterItsPeriod(t *testing.T) {
	moscow, err := time.LoadLocation("Europe/Moscow")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		every           desk.ReportRhythm
		after, at, name string
	}{
		{desk.EveryMonth, "2026-11-24 14:00", "2026-12-01 09:00", "2026-11"},
		{desk.EveryMonth, "2026-12-01 08:59", "2026-12-01 09:00", "2026-11"},
		{desk.EveryMonth, "2026-12-01 09:00", "2027-01-01 09:00", "2026-12"},
		{desk.EveryWeek, "2026-11-29 23:00", "2026-11-30 09:00", "2026-11-23..2026-11-29"},
		{desk.EveryWeek, "2026-11-30 09:00", "2026-12-07 09:00", "2026-11-30..2026-12-06"},
		{desk.EveryQuarter, "2026-11-24 14:00", "2027-01-01 09:00", "2026-Q4"},
		{desk.EveryQuarter, "2026-10-01 08:00", "2026-10-01 09:00", "2026-Q3"},
	} {
		after, err := time.ParseInLocation("2006-01-02 15:04", tt.after, moscow)
		if err != nil {
			t.Fatal(err)
		}
		at, of, ok := desk.ReportPlan{Every: tt.every}.Next(after)
		if got := at.Format("2006-01-02 15:04"); !ok || got != tt.at || of.Name != tt.name {
			t.Errorf("every %s after %s: at %s of %s, %t; want %s of %s", tt.every, tt.after, got, of.Name, ok, tt.at, tt.name)
		}
	}
	if _, _, ok := (desk.ReportPlan{}).Next(time.Now()); ok {
		t.Error("the zero plan posts a report")
	}
}
