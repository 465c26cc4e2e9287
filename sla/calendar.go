// Package sla counts time the way contracts do: calendars, targets, deadlines,
// the steps of a ladder and on-call turns.
//
// It is pure: it takes and returns instants, stores nothing and asks no clock.
// A deadline is an instant, and a reaction exactly at the deadline meets it. A
// target is a length of time that a calendar counts. A ladder is a list of
// firings, each at a share of the target or at a fixed time after the clock
// began.
package sla

import (
	"slices"
	"time"

	"vakhta/desk"
)

// horizon, in days, bounds a search for working time. A calendar without any
// within it is taken to have none.
const horizon = 20 * 366

// Length returns how long a span is under calendar c. A day is as long as the
// calendar says, a week is as many days as have hours. Around the clock they
// are 24 hours and seven days.
func Length(c *desk.Calendar, s desk.Span) time.Duration {
	if c.Always {
		return s.Clock()
	}
	return time.Duration(s.Weeks*len(c.Hours)+s.Days)*c.Day + s.Time
}

// Add returns the instant at which d of the calendar's time has passed since t.
// Add(t, a+b) equals Add(Add(t, a), b).
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

// Between returns how much of the calendar's time lies between a and b, zero
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

// span is a stretch of working time between two instants.
type span struct{ from, to time.Time }

// windows yields the calendar's working time from the day of t on, without what
// is over by t. Hours are wall-clock hours of the calendar's zone, so a window
// is shorter or longer on the day when summer time begins or ends.
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

// Hours returns the windows of one day. What desk.yaml says of a date comes first:
// a work day, then a day off; after that what the country decreed, and last the
// week. A short day ends earlier.
func Hours(c *desk.Calendar, d desk.Date) []desk.Window {
	weekday := time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC).Weekday()
	day, cut := c.Hours[weekday], time.Duration(0)
	official := OfficialDay(c.Holidays, d)
	if official == DayShort || official == DayWorkedShort {
		cut = shorter
	}
	if own, set := c.ShortDays[d]; set {
		cut = own
	}
	worked := slices.Contains(c.WorkDays, d)
	switch {
	case worked, official == DayWorked || official == DayWorkedShort:
		if !worked && slices.Contains(c.DaysOff, d) {
			return nil
		}
		if len(day) == 0 {
			day = ordinaryDay(c)
		}
	case slices.Contains(c.DaysOff, d), official == DayOff:
		return nil
	}
	if cut > 0 {
		return shorten(day, int(cut/time.Minute))
	}
	return day
}

// ordinaryDay is used for a day off that is declared a work day: the hours of
// the first day of the week, from Monday, that has any.
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

// shows returns the first instant at which the clocks of a zone show a reading,
// or have skipped it. The reading is given as if in UTC. [time.Date] picks one
// of two instants for an hour that comes twice, and one on either side of an
// hour that is skipped, so windows that only touch would overlap.
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

// onClocks returns the instant at which the clocks of a zone show what t shows.
func onClocks(t time.Time, zone *time.Location) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), zone)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
