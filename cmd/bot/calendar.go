package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/sla"
)

// calendarCommand prints what a country decreed for a year.
type calendarCommand struct {
	Country string `arg:"" help:"The country, by its ISO 3166 code: ru, de, or a state of Germany: de-by."`
	Year    int    `arg:"" help:"The year."`
}

// Run prints each day that differs from the week: free weekdays, worked weekends
// and short days, and how many days a five-day week has.
func (c calendarCommand) Run(std streams) error {
	if !sla.KnownHolidays(c.Country) {
		return fmt.Errorf("the public holidays of %q are not known; known: %s", c.Country, strings.Join(sla.Countries(), ", "))
	}
	worked := 0
	for d := time.Date(c.Year, time.January, 1, 12, 0, 0, 0, time.UTC); d.Year() == c.Year; d = d.AddDate(0, 0, 1) {
		weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
		says := ""
		switch sla.OfficialDay(c.Country, desk.DateOf(d)) {
		case sla.DayAsTheWeek:
			if weekend {
				continue
			}
		case sla.DayOff:
			if !weekend {
				fmt.Fprintf(std.out, "%s %s off\n", d.Format(time.DateOnly), d.Format("Mon"))
			}
			continue
		case sla.DayWorked:
			says = "worked"
		case sla.DayShort:
			says = "an hour shorter"
		case sla.DayWorkedShort:
			says = "worked, an hour shorter"
		}
		worked++
		if says != "" {
			fmt.Fprintf(std.out, "%s %s %s\n", d.Format(time.DateOnly), d.Format("Mon"), says)
		}
	}
	fmt.Fprintf(std.out, "%d working days in a five-day week.\n", worked)
	if known := sla.OfficialYears(c.Country); len(known) == 0 {
		fmt.Fprintln(std.out, "Days that the government moves for one year are not known: write them under days_off and work_days.")
	} else if !slices.Contains(known, c.Year) {
		fmt.Fprintf(std.out, "Moved and short days of %d are not known, only of %d to %d: write them under days_off, work_days and short_days.\n",
			c.Year, known[0], known[len(known)-1])
	}
	return nil
}
