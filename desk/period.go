package desk

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A Period is the time that a report is about: from From up to but not
// including To, named as it was asked for.
type Period struct {
	Name     string
	From, To time.Time
}

// The limits of a period. Its times are stored as JSON, which ends with the
// year 9999, and all its tickets are counted in one query.
const (
	firstYear     = 2000
	lastYear      = 2200
	longestPeriod = 10 // years
)

// ParsePeriod reads today, week, month (each so far), 2026-10, 2026-Q3, 2026
// and 2026-10-01..2026-10-15, both days included. Days begin at midnight in the
// zone of now. A period that has not ended still goes up to its own end. Years
// are 2000 to 2199, and a period is ten years at most.
func ParsePeriod(text string, now time.Time) (Period, error) {
	zone := now.Location()
	y, m, d := now.Date()
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, zone) }
	span := func(from, to time.Time) (Period, error) {
		if from.Year() < firstYear || to.After(from.AddDate(longestPeriod, 0, 0)) || to.Year() > lastYear {
			return Period{}, periodError(text)
		}
		return Period{Name: text, From: from, To: to}, nil
	}
	switch text {
	case "today":
		return span(day(y, m, d), day(y, m, d+1))
	case "week":
		monday := d - (int(now.Weekday())+6)%7
		return span(day(y, m, monday), day(y, m, monday+7))
	case "month":
		return span(day(y, m, 1), day(y, m+1, 1))
	}
	if from, to, ok := strings.Cut(text, ".."); ok {
		a, errA := time.ParseInLocation(time.DateOnly, from, zone)
		b, errB := time.ParseInLocation(time.DateOnly, to, zone)
		if errA != nil || errB != nil || b.Before(a) {
			return Period{}, periodError(text)
		}
		return span(a, b.AddDate(0, 0, 1))
	}
	if year, quarter, ok := strings.Cut(text, "-Q"); ok {
		yy, errY := strconv.Atoi(year)
		q, errQ := strconv.Atoi(quarter)
		if errY != nil || errQ != nil || len(year) != 4 || q < 1 || q > 4 {
			return Period{}, periodError(text)
		}
		first := time.Month(3*q - 2)
		return span(day(yy, first, 1), day(yy, first+3, 1))
	}
	if t, err := time.ParseInLocation("2006-01", text, zone); err == nil {
		return span(t, t.AddDate(0, 1, 0))
	}
	if t, err := time.ParseInLocation("2006", text, zone); err == nil {
		return span(t, t.AddDate(1, 0, 0))
	}
	return Period{}, periodError(text)
}

func periodError(text string) error {
	return fmt.Errorf("period %q: want today, week, month, 2026-10, 2026-Q3, 2026 or 2026-10-01..2026-10-15", text)
}
