package sla_test

import (
	"slices"
	"time"

	"vakhta/desk"
)

// windowsOf makes windows of edges: every second stretch between two of them,
// and sometimes one that touches the one before.
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

// watched counts working time as a person would who looks at the wall clock
// each minute and notes the latest time of day seen so far. An hour that is
// skipped is never seen; one that comes again still belongs to the window in
// which it first ended.
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

// russianHoliday returns the list of article 112 for the months that the moments of
// these tests lie in.
func russianHoliday(d desk.Date) bool {
	return d.Month == time.March && d.Day == 8 || d.Month == time.November && d.Day == 4
}
