package desk

import "time"

// A Calendar says when time counts.
type Calendar struct {
	Name      string
	Always    bool // 24x7; the fields below are empty
	TimeZone  *time.Location
	Hours     map[time.Weekday][]Window
	Day       time.Duration // what 1d means in this calendar; 0: days cannot be used
	Holidays  string        // a country code, or ""
	DaysOff   []Date
	WorkDays  []Date
	ShortDays map[Date]time.Duration // by how much
}

// A Window is a span of a day that counts, in minutes from midnight, the end excluded.
type Window struct{ From, To int }

// A Date is a day of the civil calendar.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day that t falls on in t's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}
