// Package sla counts time as contracts do: calendars, targets, deadlines, the
// steps of a ladder and whose turn on duty it is.
//
// It is pure: instants come in, instants go out, nothing is stored and no clock
// is asked. A deadline is an instant, and "at the deadline" is met. A target is
// a length of time that a calendar counts; a ladder is a list of firings, each at
// a share of the target or a fixed time after the clock began.
package sla

import (
	"slices"
	"time"

	"vakhta/desk"
)

// horizon bounds a search for working time: a calendar that offers none within
// it has none.
const horizon = 20 * 366

// Length is how long a span is under calendar c. A day is as long as the
// calendar says, a week as many days as have hours; around the clock they are
// 24 hours and seven days.
func Length(c *desk.Calendar, s desk.Span) time.Duration {
	if c.Always {
		return s.Clock()
	}
	return time.Duration(s.Weeks*len(c.Hours)+s.Days)*c.Day + s.Time
}

// Add is the instant at which d of the calendar's time has passed since t. It
// holds that Add(t, a+b) == Add(Add(t, a), b).
func Add(c *desk.Calendar, t time.Time, d time.Duration) time.Time {
	if c.Always || d <= 0 {
		return t.Add(max(d, 0))
	}
	for w := range windows(c, t) {
		from := later(w.from, t)
		if room := w.to.Sub(from); d > room {
			d -= room
			continue
		}
		return from.Add(d)
	}
	return t.Add(d)
}

// Between is how much of the calendar's time lies between a and b; it is zero
// when b is not after a.
func Between(c *desk.Calendar, a, b time.Time) time.Duration {
	if !b.After(a) {
		return 0
	}
	if c.Always {
		return b.Sub(a)
	}
	var sum time.Duration
	for w := range windows(c, a) {
		if !w.from.Before(b) {
			break
		}
		from, to := later(w.from, a), w.to
		if to.After(b) {
			to = b
		}
		sum += to.Sub(from)
	}
	return sum
}

// span is a stretch of working time as instants.
type span struct{ from, to time.Time }

// windows yields the calendar's working time from the day of t on, leaving out
// what is over by t. A day's hours are wall-clock hours of the calendar's zone,
// so a change of summer time makes a window shorter or longer as it does for
// the people in it.
func windows(c *desk.Calendar, t time.Time) func(yield func(span) bool) {
	return func(yield func(span) bool) {
		day := desk.DateOf(t.In(c.TimeZone))
		for range horizon {
			for _, w := range Hours(c, day) {
				s := span{at(c, day, w.From), at(c, day, w.To)}
				if s.to.After(t) && s.to.After(s.from) && !yield(s) {
					return
				}
			}
			day = desk.DateOf(time.Date(day.Year, day.Month, day.Day+1, 12, 0, 0, 0, time.UTC))
		}
	}
}

func at(c *desk.Calendar, d desk.Date, minute int) time.Time {
	return shows(c.TimeZone, time.Date(d.Year, d.Month, d.Day, 0, minute, 0, 0, time.UTC))
}

// Hours are the windows of one day: a declared work day beats everything, a
// declared day off beats the week, and a short day ends earlier.
func Hours(c *desk.Calendar, d desk.Date) []desk.Window {
	weekday := time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC).Weekday()
	day := c.Hours[weekday]
	switch {
	case slices.Contains(c.WorkDays, d):
		if len(day) == 0 {
			day = ordinaryDay(c)
		}
	case slices.Contains(c.DaysOff, d), isHoliday(c.Holidays, d):
		return nil
	}
	if cut := c.ShortDays[d]; cut > 0 {
		return shorten(day, int(cut/time.Minute))
	}
	return day
}

// ordinaryDay is what a Saturday made a work day looks like: the first day of
// the week, from Monday, that has hours.
func ordinaryDay(c *desk.Calendar) []desk.Window {
	for i := range 7 {
		if day := c.Hours[time.Weekday((i+1)%7)]; len(day) > 0 {
			return day
		}
	}
	return nil
}

// shorten takes minutes off the end of a day.
func shorten(day []desk.Window, minutes int) []desk.Window {
	short := slices.Clone(day)
	for len(short) > 0 && minutes > 0 {
		last := &short[len(short)-1]
		cut := min(minutes, last.To-last.From)
		last.To -= cut
		minutes -= cut
		if last.To == last.From {
			short = short[:len(short)-1]
		}
	}
	return short
}

func isHoliday(country string, d desk.Date) bool {
	is := holidaysOf(country)
	return is != nil && is(d)
}

// KnownHolidays reports whether the public holidays of a country are known here,
// named by its ISO 3166 code in lower case.
func KnownHolidays(country string) bool { return holidaysOf(country) != nil }

// holidaysOf reports for a country whether a day is a public holiday that falls on
// the same date each year; nil: they are not known. What a government moves in a
// given year is said in desk.yaml.
func holidaysOf(country string) func(desk.Date) bool {
	switch country {
	case "ru":
		return russianHoliday
	default:
		return nil
	}
}

// russianHoliday is after the Labour Code, article 112.
func russianHoliday(d desk.Date) bool {
	switch d.Month {
	case time.January:
		return d.Day <= 8
	case time.February:
		return d.Day == 23
	case time.March:
		return d.Day == 8
	case time.May:
		return d.Day == 1 || d.Day == 9
	case time.June:
		return d.Day == 12
	case time.November:
		return d.Day == 4
	default:
		return false
	}
}

// shows is the first instant at which the clocks of a zone show a reading, or
// have skipped it; the reading is given as if in UTC. [time.Date] picks one of
// two instants for an hour that comes twice, and one on either side of an hour
// that is left out, so that windows which only touch would overlap.
func shows(zone *time.Location, reading time.Time) time.Time {
	t := onClocks(reading, zone)
	from, to := t.ZoneBounds()
	switch shown := onClocks(t, time.UTC); {
	case shown.Before(reading):
		return to
	case shown.After(reading):
		return from
	case from.IsZero():
		return t
	}
	_, is := t.Zone()
	_, was := from.Add(-1).Zone()
	if first := t.Add(time.Duration(is-was) * time.Second); first.Before(from) {
		return first
	}
	return t
}

// onClocks is when the clocks of a zone show what t shows.
func onClocks(t time.Time, zone *time.Location) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), zone)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
