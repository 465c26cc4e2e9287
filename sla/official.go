package sla

import (
	_ "embed"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"vakhta/desk"
)

// A DayKind is what an official calendar says of a day, beside the week.
type DayKind int

// The kinds of days.
const (
	DayAsTheWeek DayKind = iota
	DayOff
	DayWorked // although it is at a weekend
	DayShort  // it ends an hour earlier
	DayWorkedShort
)

// shorter is how much earlier a day before a holiday ends (article 95 of the
// Labour Code).
const shorter = time.Hour

// An official calendar is what a country decreed, year by year, beside the
// holidays that are on the same date each year.
type official struct {
	holiday func(desk.Date) bool
	days    func() map[desk.Date]DayKind
}

// officialOf returns a country's calendar, false if it is not known. The country
// is an ISO 3166 code in lower case, of a state "de-by".
func officialOf(country string) (official, bool) {
	if country == "ru" {
		return official{holiday: russianHoliday, days: russianDays}, true
	}
	_, known := abroad[country]
	return official{
		holiday: func(d desk.Date) bool { return holidayAbroad(country, d) },
		days:    func() map[desk.Date]DayKind { return nil },
	}, known
}

// KnownHolidays reports whether the public holidays of a country are known.
func KnownHolidays(country string) bool {
	_, known := officialOf(country)
	return known
}

// OfficialYears returns the years whose moved, worked and short days are known,
// earliest first. Of other years only the holidays on fixed dates are. There are none
// of a country whose holidays all follow from rules.
func OfficialYears(country string) []int {
	o, known := officialOf(country)
	if !known {
		return nil
	}
	years := map[int]bool{}
	for d := range o.days() {
		years[d.Year] = true
	}
	return slices.Sorted(maps.Keys(years))
}

// OfficialDay returns what a country's calendar says of a day.
func OfficialDay(country string, d desk.Date) DayKind {
	o, known := officialOf(country)
	if !known {
		return DayAsTheWeek
	}
	if kind, decreed := o.days()[d]; decreed {
		return kind
	}
	if o.holiday(d) {
		return DayOff
	}
	return DayAsTheWeek
}

// Undecreed returns the calendars of a desk that follow a country whose decrees
// are not known for the year of now, or, from December on, for the next one,
// sorted by name, and that year.
func Undecreed(d *desk.Desk, now time.Time) (names []string, year int) {
	year = now.AddDate(0, 1, 0).Year()
	for name, c := range d.Calendars {
		if known := OfficialYears(c.Holidays); len(known) > 0 && !slices.Contains(known, year) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, year
}

//go:embed russia.txt
var russianText string

var russianDays = sync.OnceValue(func() map[desk.Date]DayKind {
	days := map[desk.Date]DayKind{}
	for line := range strings.Lines(russianText) {
		words := strings.Fields(line)
		if len(words) < 3 || words[0] == "#" {
			continue
		}
		year, _ := strconv.Atoi(words[0])
		for _, day := range words[2:] {
			t, err := time.Parse("01-02", day)
			if err != nil {
				panic("sla: russia.txt: " + err.Error()) // a test reads it
			}
			d := desk.Date{Year: year, Month: t.Month(), Day: t.Day()}
			days[d] = merged(days[d], words[1])
		}
	}
	return days
})

// merged returns the kind of a day about which another line says something.
func merged(before DayKind, word string) DayKind {
	switch {
	case word == "off":
		return DayOff
	case word == "work":
		return DayWorked
	case before == DayWorked:
		return DayWorkedShort
	default:
		return DayShort
	}
}

// russianHoliday follows article 112 of the Labour Code.
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
