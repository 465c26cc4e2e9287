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

// Back returns the period that lies n periods of the same kind before p: months
// for whole months, otherwise days. It is named as ParsePeriod reads it.
func (p Period) Back(n int) Period {
	months := (p.To.Year()-p.From.Year())*12 + int(p.To.Month()-p.From.Month())
	if !firstOfMonth(p.From) || !firstOfMonth(p.To) {
		days := int(p.To.Sub(p.From).Round(24*time.Hour) / (24 * time.Hour))
		return named(p.From.AddDate(0, 0, -n*days), p.To.AddDate(0, 0, -n*days))
	}
	return named(p.From.AddDate(0, -n*months, 0), p.To.AddDate(0, -n*months, 0))
}

// WeekBefore returns the last week that is over, which began on a Monday.
func WeekBefore(now time.Time) Period {
	y, m, d := now.Date()
	monday := time.Date(y, m, d-(int(now.Weekday())+6)%7, 0, 0, 0, 0, now.Location())
	return named(monday.AddDate(0, 0, -7), monday)
}

// named returns a period with the name that stands for the same days at any time.
func named(from, to time.Time) Period {
	p := Period{From: from, To: to}
	months := (to.Year()-from.Year())*12 + int(to.Month()-from.Month())
	switch whole := firstOfMonth(from) && firstOfMonth(to); {
	case whole && months == 1:
		p.Name = from.Format("2006-01")
	case whole && months == 3 && from.Month()%3 == 1:
		p.Name = fmt.Sprintf("%d-Q%d", from.Year(), (from.Month()+2)/3)
	case whole && months == 12 && from.Month() == time.January:
		p.Name = from.Format("2006")
	default:
		p.Name = from.Format(time.DateOnly) + ".." + to.AddDate(0, 0, -1).Format(time.DateOnly)
	}
	return p
}

// Fixed returns p with the name that stands for the same days at any time: "2026-10"
// for "month".
func (p Period) Fixed() Period { return named(p.From, p.To) }

func firstOfMonth(t time.Time) bool { return t.Day() == 1 && t.Equal(MonthStart(t)) }

// MonthStart returns the beginning of the month that t lies in, in t's own zone.
func MonthStart(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, t.Location())
}
