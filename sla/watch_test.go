package sla_test

import (
	"slices"
	"time"

	"vakhta/desk"
)

// windowsOf returns windows between edges: every second interval, and sometimes
// one that touches the window before it.
func windowsOf(edges []int) []desk.Window {
	slices.Sort(edges)
	var windows []desk.Window
	for i := 0; i+1 < len(edges); i++ {
		if i%3 != 2 {
			windows = append(windows, desk.Window{From: edges[i], To: edges[i+1]})
		}
	}
	return windows
}

// watched counts working time like a person who looks at the wall clock each
// minute and notes the latest time of day seen so far. A skipped hour is never
// seen; a repeated one still belongs to the window in which it first ended.
func watched(cal *desk.Calendar, from, to time.Time) time.Duration {
	var sum time.Duration
	var today desk.Date
	latest := 0
	for m := from.Add(-49 * time.Hour); m.Before(to); m = m.Add(time.Minute) {
		local := m.In(cal.TimeZone)
		if d := desk.DateOf(local); d != today {
			today, latest = d, 0
		}
		latest = max(latest, local.Hour()*60+local.Minute())
		if !m.Before(from) && works(cal, today, latest) {
			sum += time.Minute
		}
	}
	return sum
}

func works(cal *desk.Calendar, day desk.Date, minute int) bool {
	if cal.Holidays == "ru" && russianHoliday(day) {
		return false
	}
	weekday := time.Date(day.Year, day.Month, day.Day, 0, 0, 0, 0, time.UTC).Weekday()
	return slices.ContainsFunc(cal.Hours[weekday], func(w desk.Window) bool { return w.From <= minute && minute < w.To })
}

// russianHoliday returns the holidays of article 112 in the months that these
// tests use.
func russianHoliday(d desk.Date) bool {
	return d.Month == time.March && d.Day == 8 || d.Month == time.November && d.Day == 4
}
