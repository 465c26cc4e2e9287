package desk

import (
	"strings"
	"time"
)

// ParseWhen reads a moment after now from the beginning of a text, and returns
// what follows it: a span such as 2h, 18:00, tomorrow with or without a time, or
// a date with or without one. A day without a time means nine in the morning.
// It is false if the text begins with none, or with one that has passed.
func ParseWhen(text string, now time.Time) (at time.Time, rest string, ok bool) {
	first, rest, _ := strings.Cut(strings.TrimSpace(text), " ")
	rest = strings.TrimSpace(rest)
	if s, err := ParseSpan(first); err == nil {
		return now.Add(s.Clock()), rest, true
	}
	day, dated := now, true
	switch strings.ToLower(first) {
	case "tomorrow", "завтра":
		day = now.AddDate(0, 0, 1)
	default:
		d, err := time.ParseInLocation(time.DateOnly, first, now.Location())
		if dated = err == nil; dated {
			day = d
		}
	}
	clock := first
	if dated {
		clock, _, _ = strings.Cut(rest, " ")
	}
	hour, minute := 9, 0
	if c, err := time.Parse("15:04", clock); err == nil {
		hour, minute = c.Hour(), c.Minute()
		if dated {
			rest = strings.TrimSpace(strings.TrimPrefix(rest, clock))
		}
	} else if !dated {
		return time.Time{}, text, false
	}
	at = time.Date(day.Year(), day.Month(), day.Day(), hour, minute, 0, 0, now.Location())
	return at, rest, at.After(now)
}
