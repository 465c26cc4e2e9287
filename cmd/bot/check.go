package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"vakhta/app"
	"vakhta/desk"
	"vakhta/deskfile"
	"vakhta/sla"
)

// checkCommand validates desk.yaml.
type checkCommand struct{ app.DeskOptions }

// Run prints every warning and mistake, or that there is no mistake.
func (c checkCommand) Run(std streams) error {
	d, warnings, err := c.Load()
	for _, w := range warnings {
		fmt.Fprintln(std.out, w)
	}
	if mistakes, ok := errors.AsType[deskfile.Mistakes](err); ok {
		for _, m := range mistakes {
			fmt.Fprintln(std.out, m.Error())
		}
		return errSaid
	}
	if err != nil {
		return err
	}
	if w := undecreed(d, time.Now()); w != "" {
		fmt.Fprintln(std.out, w)
	}
	fmt.Fprintf(std.out, "%s is valid. Projects: %d, teams: %d, people: %d, contracts: %d.\n",
		c.Config, len(d.Projects), len(d.Teams), len(d.People), len(d.Contracts))
	return nil
}

// undecreed returns a warning about calendars whose country has decreed days of
// this year that the program does not know, "" if there are none.
func undecreed(d *desk.Desk, now time.Time) string {
	names, year := sla.Undecreed(d, now)
	if len(names) == 0 {
		return ""
	}
	return fmt.Sprintf("warning: moved and short days of %d are not known for the calendars %s; write them under days_off, work_days and short_days",
		year, strings.Join(names, ", "))
}
