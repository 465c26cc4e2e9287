package sla_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/sla"
)

// The government publishes how many working days and hours each year has.
func TestEachYearHasTheWorkingTimeThatWasDecreed(t *testing.T) {
	t.Parallel()
	z := zone(t, "Europe/Moscow")
	day := []desk.Window{{From: 9 * 60, To: 17 * 60}}
	cal := &desk.Calendar{TimeZone: z, Holidays: "ru", Hours: map[time.Weekday][]desk.Window{
		time.Monday: day, time.Tuesday: day, time.Wednesday: day, time.Thursday: day, time.Friday: day,
	}}
	for year, want := range map[int]struct{ days, hours int }{
		2022: {247, 1973}, 2023: {247, 1973}, 2024: {248, 1979}, 2025: {247, 1972}, 2026: {247, 1972},
	} {
		days := 0
		for d := time.Date(year, time.January, 1, 12, 0, 0, 0, z); d.Year() == year; d = d.AddDate(0, 0, 1) {
			if len(sla.Hours(cal, desk.DateOf(d))) > 0 {
				days++
			}
		}
		hours := sla.Between(cal, time.Date(year, time.January, 1, 0, 0, 0, 0, z), time.Date(year+1, time.January, 1, 0, 0, 0, 0, z)).Hours()
		if days != want.days || int(hours) != want.hours {
			t.Errorf("%d has %d working days and %v hours, want %d and %d", year, days, hours, want.days, want.hours)
		}
	}
}

func TestTheFileBeatsWhatACountryDecreed(t *testing.T) {
	t.Parallel()
	z := zone(t, "Europe/Moscow")
	date := func(m time.Month, d int) desk.Date { return desk.Date{Year: 2024, Month: m, Day: d} }
	cal := office(z)
	cal.Holidays = "ru"
	cal.DaysOff = []desk.Date{date(time.April, 27)}                                                       // a worked Saturday
	cal.WorkDays = []desk.Date{date(time.April, 29)}                                                      // a free Monday
	cal.ShortDays = map[desk.Date]time.Duration{date(time.May, 8): 0, date(time.March, 7): 2 * time.Hour} // short days
	for day, want := range map[string]time.Duration{
		"2024-04-27": 0, "2024-04-29": 8 * time.Hour, "2024-05-08": 8 * time.Hour, "2024-03-07": 6 * time.Hour,
		"2024-04-30": 0, "2024-11-02": 7 * time.Hour, "2024-12-28": 8 * time.Hour, "2024-06-11": 7 * time.Hour,
	} {
		from := at(t, z, day+" 00:00")
		if got := sla.Between(cal, from, from.AddDate(0, 0, 1)); got != want {
			t.Errorf("%s has %s, want %s", day, got, want)
		}
	}
}

func TestAYearThatIsNotKnownIsSaidInDecemberBefore(t *testing.T) {
	t.Parallel()
	known := sla.OfficialYears("ru")
	d := &desk.Desk{Calendars: map[string]*desk.Calendar{"shop": {Holidays: "ru"}, "always": {Always: true}, "abroad": {}}}
	last := known[len(known)-1]
	for at, want := range map[time.Time][]string{
		time.Date(last, time.November, 30, 0, 0, 0, 0, time.UTC): nil,
		time.Date(last, time.December, 1, 0, 0, 0, 0, time.UTC):  {"shop"},
		time.Date(last+1, time.May, 1, 0, 0, 0, 0, time.UTC):     {"shop"},
	} {
		if names, _ := sla.Undecreed(d, at); !cmp.Equal(names, want) {
			t.Errorf("at %s the decrees of %v are missed, want %v", at.Format(time.DateOnly), names, want)
		}
	}
}
