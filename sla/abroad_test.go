package sla_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/sla"
)

// TestHolidaysAbroad compares some years with what the countries' governments print.
func TestHolidaysAbroad(t *testing.T) {
	t.Parallel()
	for country, want := range map[string][]string{
		"de 2026":    {"01-01", "04-03", "04-06", "05-01", "05-14", "05-25", "10-03", "12-25", "12-26"},
		"de-by 2026": {"01-01", "01-06", "04-03", "04-06", "05-01", "05-14", "05-25", "06-04", "10-03", "11-01", "12-25", "12-26"}, // 15 August only in some communities
		"pl 2026":    {"01-01", "01-06", "04-06", "05-01", "05-03", "06-04", "08-15", "11-01", "11-11", "12-24", "12-25", "12-26"},
		"us 2021":    {"01-01", "01-18", "02-15", "05-31", "06-18", "06-19", "07-04", "07-05", "09-06", "10-11", "11-11", "11-25", "12-24", "12-25", "12-31"},
	} {
		code, year := country[:len(country)-5], 2026
		if country[len(country)-4:] == "2021" {
			year = 2021
		}
		var got []string
		for d := time.Date(year, time.January, 1, 12, 0, 0, 0, time.UTC); d.Year() == year; d = d.AddDate(0, 0, 1) {
			if sla.OfficialDay(code, desk.DateOf(d)) == sla.DayOff {
				got = append(got, d.Format("01-02"))
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", country, diff)
		}
	}
	for _, country := range sla.Countries() {
		if sla.OfficialDay(country, desk.Date{Year: 2026, Month: time.January, Day: 1}) != sla.DayOff {
			t.Errorf("%s works on New Year", country)
		}
	}
	if sla.KnownHolidays("xx") || sla.OfficialDay("xx", desk.Date{Year: 2026, Month: time.January, Day: 1}) != sla.DayAsTheWeek {
		t.Error("an unknown country has holidays")
	}
	office := &desk.Calendar{TimeZone: time.UTC, Holidays: "de", Hours: map[time.Weekday][]desk.Window{time.Friday: {{From: 540, To: 1080}}}, WorkDays: []desk.Date{{Year: 2026, Month: time.April, Day: 3}}}
	if len(sla.Hours(office, desk.Date{Year: 2026, Month: time.April, Day: 3})) == 0 || len(sla.Hours(office, desk.Date{Year: 2026, Month: time.May, Day: 1})) != 0 {
		t.Error("a work day by hand does not beat a holiday, or a holiday is worked")
	}
}
