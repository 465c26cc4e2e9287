package deskfile

import (
	"fmt"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/deskfile/keys"
	"vakhta/sla"
)

// A calendar as written in the file.
type calendar struct {
	zone      at[zone]
	hours     at[hours]
	day       at[time.Duration]
	holidays  at[string]
	daysOff   at[[]at[desk.Date]]
	workDays  at[[]at[desk.Date]]
	shortDays at[dict[time.Duration]]
}

var calendarKind = keys.Mapping("this calendar",
	keys.Key("timezone", "The time zone of the hours.",
		zoneKind, func(c *calendar) *at[zone] { return &c.zone }).Default("the desk's"),
	keys.Key("hours", "When time counts.",
		hoursKind, func(c *calendar) *at[hours] { return &c.hours }).Needed("hours: 24x7, or hours: {mon-fri: 09:00-18:00}"),
	keys.Key("day", "What 1d means in this calendar.",
		lengthKind, func(c *calendar) *at[time.Duration] { return &c.day }).Default("days cannot be used in durations"),
	keys.Key("holidays", "The country, or the state of Germany, whose public holidays apply; "+
		"for ru also the moved days, worked Saturdays and short days, as far as they are decreed. `bot calendar de 2026` prints them. Dates below beat them.",
		holidaysKind, func(c *calendar) *at[string] { return &c.holidays }).Default("none"),
	keys.Key("days_off", "Extra non-working dates.", keys.List(dateKind), func(c *calendar) *at[[]at[desk.Date]] { return &c.daysOff }),
	keys.Key("work_days", "Dates that are working days, even if the week or a holiday says otherwise.",
		keys.List(dateKind), func(c *calendar) *at[[]at[desk.Date]] { return &c.workDays }),
	keys.Key("short_days", "Days that end earlier, and by how much.",
		keys.Dictionary("date", dateNames, lengthKind).Says("each duration under its date"), func(c *calendar) *at[dict[time.Duration]] { return &c.shortDays }),
)

func (r *reader) buildCalendars(f *file, zone *time.Location) map[string]*desk.Calendar {
	calendars := make(map[string]*desk.Calendar, len(f.calendars.V))
	for _, e := range f.calendars.V {
		c := e.V
		if c.hours.V.always || !c.hours.OK {
			// Unreadable hours count as any hours, so that they are reported
			// once.
			r.checkAlways(c)
			calendars[e.Key] = &desk.Calendar{Name: e.Key, Always: true}
			continue
		}
		if c.day.OK && (c.day.V <= 0 || c.day.V > 24*time.Hour) {
			r.Mistake(c.day.Pos, fmt.Sprintf("a day does not have %s", desk.Span{Time: c.day.V}), "write how long a working day is, like 8h")
		}
		built := &desk.Calendar{
			Name:      e.Key,
			TimeZone:  zone,
			Hours:     c.hours.V.week,
			Day:       dayOf(c),
			Holidays:  c.holidays.V,
			DaysOff:   r.dates(c.daysOff.V),
			WorkDays:  r.dates(c.workDays.V),
			ShortDays: map[desk.Date]time.Duration{},
		}
		if c.zone.OK {
			built.TimeZone = c.zone.V.Location
		}
		for _, d := range c.workDays.V {
			if d.OK && slices.Contains(built.DaysOff, d.V) {
				r.Mistake(d.Pos, iso(d.V)+" is both a day off and a work day", "keep it in one of days_off and work_days")
			}
		}
		r.buildShortDays(c, built)
		calendars[e.Key] = built
	}
	return calendars
}

// dayOf returns how long 1d is. An unreadable length counts as any length.
func dayOf(c calendar) time.Duration {
	if c.day.Given() && !c.day.OK {
		return 24 * time.Hour
	}
	return c.day.V
}

// checkAlways reports keys that have no effect in a 24x7 calendar. A time zone
// is harmless.
func (r *reader) checkAlways(c calendar) {
	if !c.hours.OK {
		return
	}
	for _, k := range []struct {
		name string
		pos  keys.Pos
	}{
		{"day", c.day.Pos}, {"holidays", c.holidays.Pos}, {"days_off", c.daysOff.Pos},
		{"work_days", c.workDays.Pos}, {"short_days", c.shortDays.Pos},
	} {
		if k.pos != (keys.Pos{}) {
			r.Mistake(k.pos, fmt.Sprintf("%q has no effect under 24x7", k.name), "remove it, or write the hours of the week")
		}
	}
}

func (r *reader) dates(written []at[desk.Date]) []desk.Date {
	var all []desk.Date
	for _, d := range written {
		switch {
		case !d.OK:
		case slices.Contains(all, d.V):
			r.Mistake(d.Pos, iso(d.V)+" is in this list twice", "keep one")
		default:
			all = append(all, d.V)
		}
	}
	return all
}

// buildShortDays reads the short days. Each must be a day with hours, and keep
// some of them.
func (r *reader) buildShortDays(c calendar, built *desk.Calendar) {
	for _, e := range c.shortDays.V {
		date, err := parseDate(e.Key)
		switch {
		case err != nil:
			r.Mistake(e.KeyPos, err.Error(), "write it like 2026-12-31")
			continue
		case !e.OK || len(built.Hours) == 0:
			continue
		}
		day := sla.Hours(built, date)
		switch {
		case slices.Contains(built.DaysOff, date) && !slices.Contains(built.WorkDays, date):
			r.Mistake(e.KeyPos, e.Key+" is a day off and cannot be short", "keep it in one of days_off and short_days")
		case len(day) == 0:
			r.Mistake(e.KeyPos, e.Key+" has no working hours to shorten", "name a working day, or add it to work_days")
		case e.V <= 0 || e.V >= length(day):
			r.Mistake(e.Pos, fmt.Sprintf("%s has %s and cannot be %s shorter", e.Key, desk.Span{Time: length(day)}, desk.Span{Time: e.V}),
				"write how much is cut off its end, or put the date under days_off")
		}
		built.ShortDays[date] = e.V
	}
}

func length(day []desk.Window) time.Duration {
	var sum time.Duration
	for _, w := range day {
		sum += time.Duration(w.To-w.From) * time.Minute
	}
	return sum
}

func iso(d desk.Date) string {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}
