package sla_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"vakhta/desk"
	"vakhta/sla"
)

// zone loads a zone that has to exist.
func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// at parses "2026-03-02 09:30" as a moment in the zone.
func at(t testing.TB, z *time.Location, text string) time.Time {
	t.Helper()
	m, err := time.ParseInLocation("2006-01-02 15:04", text, z)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// office returns a calendar: Monday to Friday, 9 to 13 and 14 to 18.
func office(z *time.Location) *desk.Calendar {
	day := []desk.Window{{From: 9 * 60, To: 13 * 60}, {From: 14 * 60, To: 18 * 60}}
	return &desk.Calendar{TimeZone: z, Day: 8 * time.Hour, Hours: map[time.Weekday][]desk.Window{
		time.Monday: day, time.Tuesday: day, time.Wednesday: day, time.Thursday: day, time.Friday: day,
	}}
}

func TestWorkingTimeGoesOnWhereItStopped(t *testing.T) {
	t.Parallel()
	z := zone(t, "Europe/Moscow")
	for _, c := range []struct{ story, from, want, takes string }{
		{"inside a window it is the clock's time", "2026-03-02 09:30", "2026-03-02 11:30", "2h"},
		{"the deadline may be the very end of a day", "2026-03-02 16:00", "2026-03-02 18:00", "2h"},
		{"a moment more is the next morning", "2026-03-02 16:00", "2026-03-03 09:01", "2h1m"},
		{"lunch does not count", "2026-03-02 12:30", "2026-03-02 14:30", "1h"},
		{"before the day it begins with the day", "2026-03-02 03:00", "2026-03-02 10:00", "1h"},
		{"after the day it begins with the next", "2026-03-02 20:00", "2026-03-03 10:00", "1h"},
		{"a weekend does not count", "2026-03-06 17:00", "2026-03-09 10:00", "2h"},
		{"no time at all is now, even at night", "2026-03-02 03:00", "2026-03-02 03:00", "0s"},
	} {
		d, _ := time.ParseDuration(c.takes)
		if got, want := sla.Add(office(z), at(t, z, c.from), d), at(t, z, c.want); !got.Equal(want) {
			t.Errorf("%s: %s after %s is %s, want %s", c.story, c.takes, c.from, got, want)
		}
	}
}

func TestDaysThatDifferFromTheWeek(t *testing.T) {
	t.Parallel()
	z := zone(t, "Europe/Moscow")
	cal := office(z)
	cal.Holidays = "ru"
	cal.DaysOff = []desk.Date{{Year: 2026, Month: time.March, Day: 9}}
	cal.WorkDays = []desk.Date{{Year: 2026, Month: time.February, Day: 23}, {Year: 2026, Month: time.March, Day: 14}}
	cal.ShortDays = map[desk.Date]time.Duration{
		{Year: 2026, Month: time.March, Day: 6}:     time.Hour,
		{Year: 2026, Month: time.April, Day: 30}:    5 * time.Hour,
		{Year: 2026, Month: time.December, Day: 31}: 24 * time.Hour,
	}
	for _, c := range []struct {
		story, day string
		want       time.Duration
	}{
		{"an ordinary Monday", "2026-03-02", 8 * time.Hour},
		{"a short day ends earlier", "2026-03-06", 7 * time.Hour},
		{"a day shortened beyond lunch ends before it", "2026-04-30", 3 * time.Hour},
		{"a day shortened to nothing is off", "2026-12-31", 0},
		{"a declared day off", "2026-03-09", 0},
		{"a declared work day beats a holiday", "2026-02-23", 8 * time.Hour},
		{"a Saturday made a work day is like Monday", "2026-03-14", 8 * time.Hour},
		{"any other Saturday", "2026-03-21", 0},
		{"New Year's holidays", "2026-01-08", 0},
		{"a day moved to their end", "2026-01-09", 0},
		{"the day before a holiday", "2026-11-03", 7 * time.Hour},
		{"Russia Day", "2026-06-12", 0},
		{"Unity Day", "2026-11-04", 0},
	} {
		day := at(t, z, c.day+" 00:00")
		if got := sla.Between(cal, day, day.AddDate(0, 0, 1)); got != c.want {
			t.Errorf("%s: %s has %s, want %s", c.story, c.day, got, c.want)
		}
	}
}

func TestADayIsAsLongAsTheCalendarSays(t *testing.T) {
	t.Parallel()
	z := zone(t, "Europe/Moscow")
	always := &desk.Calendar{Always: true}
	week := desk.Span{Weeks: 1, Days: 1, Time: time.Hour}
	if got, want := sla.Length(office(z), week), 6*8*time.Hour+time.Hour; got != want {
		t.Errorf("1w1d1h of an office is %s, want %s", got, want)
	}
	if got, want := sla.Length(always, week), 8*24*time.Hour+time.Hour; got != want {
		t.Errorf("1w1d1h around the clock is %s, want %s", got, want)
	}
}

func TestACalendarWithoutHoursStillAnswers(t *testing.T) {
	t.Parallel()
	z := zone(t, "Europe/Moscow")
	never := &desk.Calendar{TimeZone: z}
	from := at(t, z, "2026-03-02 09:00")
	if got := sla.Add(never, from, time.Hour); got.Before(from) {
		t.Errorf("an hour of no hours after %s is %s, which is before", from, got)
	}
	if got := sla.Between(never, from, from.AddDate(1, 0, 0)); got != 0 {
		t.Errorf("a year of no hours has %s, want none", got)
	}
}

func TestSummerTimeChangesADayAsItDoesForItsPeople(t *testing.T) {
	t.Parallel()
	day := []desk.Window{{From: 0, To: 24 * 60}}
	for _, c := range []struct {
		zone, date string
		windows    []desk.Window
		want       time.Duration
	}{
		{"Europe/London", "2026-03-29", day, 23 * time.Hour},
		{"Europe/London", "2026-10-25", day, 25 * time.Hour},
		{"America/New_York", "2026-03-08", day, 23 * time.Hour},
		{"America/New_York", "2026-11-01", day, 25 * time.Hour},
		{"America/Havana", "2026-03-08", day, 23 * time.Hour}, // midnight itself is skipped
		{"America/New_York", "2026-03-08", []desk.Window{{From: 60, To: 150}, {From: 150, To: 240}}, 2 * time.Hour},
		{"America/New_York", "2026-03-08", []desk.Window{{From: 120, To: 180}}, 0}, // that hour does not exist
		{"America/New_York", "2026-03-08", []desk.Window{{From: 90, To: 120}}, 30 * time.Minute},
		{"Europe/London", "2026-10-25", []desk.Window{{From: 60, To: 120}}, 2 * time.Hour}, // that hour comes twice
		{"Europe/London", "2026-10-25", []desk.Window{{From: 0, To: 90}}, 90 * time.Minute},
		{"America/New_York", "2026-11-01", []desk.Window{{From: 0, To: 90}, {From: 90, To: 180}}, 4 * time.Hour},
		{"Europe/London", "2026-10-25", []desk.Window{{From: 9 * 60, To: 18 * 60}}, 9 * time.Hour},
	} {
		z := zone(t, c.zone)
		from := at(t, z, c.date+" 12:00").AddDate(0, 0, -1)
		cal := &desk.Calendar{TimeZone: z, Hours: map[time.Weekday][]desk.Window{time.Sunday: c.windows}}
		if got := sla.Between(cal, from, from.AddDate(0, 0, 2)); got != c.want {
			t.Errorf("%s on %s, %v: %s, want %s", c.zone, c.date, c.windows, got, c.want)
		}
	}
}

// calendars draws a calendar with windows that may touch, in zones with and
// without summer time, east and west of Greenwich.
func calendars(t *rapid.T) *desk.Calendar {
	z, err := time.LoadLocation(rapid.SampledFrom([]string{
		"UTC", "Europe/London", "America/New_York", "Europe/Moscow", "Asia/Kolkata", "Australia/Lord_Howe", "America/Havana",
	}).Draw(t, "zone"))
	if err != nil {
		t.Fatal(err)
	}
	cal := &desk.Calendar{TimeZone: z, Hours: map[time.Weekday][]desk.Window{}, Holidays: rapid.SampledFrom([]string{"", "ru"}).Draw(t, "holidays")}
	for day := range 7 {
		edges := rapid.SliceOfNDistinct(rapid.IntRange(0, 24*60), 0, 6, rapid.ID).Draw(t, "edges")
		cal.Hours[time.Weekday(day)] = windowsOf(edges)
	}
	// On Sundays, when summer time begins and ends, two windows touch in the hour that moves.
	cal.Hours[time.Sunday] = []desk.Window{{From: 60, To: 150}, {From: 150, To: 300}}
	return cal
}

// moments draws instants around the changes of summer time, to the second.
func moments(t *rapid.T, name string) time.Time {
	base := rapid.SampledFrom([]time.Time{
		time.Date(2027, time.March, 7, 0, 0, 0, 0, time.UTC), time.Date(2027, time.March, 13, 0, 0, 0, 0, time.UTC),
		time.Date(2027, time.March, 27, 0, 0, 0, 0, time.UTC), time.Date(2027, time.October, 2, 0, 0, 0, 0, time.UTC),
		time.Date(2027, time.October, 30, 0, 0, 0, 0, time.UTC), time.Date(2027, time.November, 3, 0, 0, 0, 0, time.UTC),
		time.Date(2027, time.November, 6, 0, 0, 0, 0, time.UTC), // nothing is decreed for that year here
	}).Draw(t, name+" near")
	return base.Add(time.Duration(rapid.IntRange(0, 4*24*3600).Draw(t, name+" plus")) * time.Second)
}

func seconds(t *rapid.T, name string) time.Duration {
	return time.Duration(rapid.IntRange(0, 60*3600).Draw(t, name)) * time.Second
}

func TestTwoStretchesAreOneLongOne(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		cal, from := calendars(t), moments(t, "from")
		a, b := seconds(t, "a"), seconds(t, "b")
		if got, want := sla.Add(cal, sla.Add(cal, from, a), b), sla.Add(cal, from, a+b); !got.Equal(want) {
			t.Fatalf("%s and then %s after %s is %s, together %s", a, b, from, got, want)
		}
	})
}

func TestWhatWasAddedLiesBetween(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		cal, from, d := calendars(t), moments(t, "from"), seconds(t, "d")
		if got := sla.Between(cal, from, sla.Add(cal, from, d)); got != d {
			t.Fatalf("between %s and %s after it lie %s", from, d, got)
		}
	})
}

func TestTimeIsCountedAsOneWhoLooksAtTheClockEachMinute(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		cal := calendars(t)
		from := moments(t, "from").Truncate(time.Minute)
		to := from.Add(time.Duration(rapid.IntRange(0, 3*24*60).Draw(t, "minutes")) * time.Minute)
		if got, want := sla.Between(cal, from, to), watched(cal, from, to); got != want {
			t.Fatalf("between %s and %s: %s, want %s", from, to, got, want)
		}
	})
}
