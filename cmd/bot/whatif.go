package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/deskfile"
	"vakhta/reports"
	"vakhta/storage"
)

// whatifCommand says what another contract would have meant on history.
type whatifCommand struct {
	keptOptions
	Contract string `required:"" type:"existingfile" help:"A desk.yaml with the changed contract or calendar."`
	Project  string `help:"The project's code. Default: all."`
	Period   string `default:"month" help:"today, week, month, 2026-10, 2026-Q3, 2026 or 2026-10-01..2026-10-15."`
	Most     int    `default:"20" help:"How many changed outcomes to list."`
}

// Help says how it is counted.
func (whatifCommand) Help() string {
	return "Tickets opened in the period are counted under both files from what happened to them: their opening, last type and priority, " +
		"pauses, first response and resolution. What people would have done if they had been paged earlier cannot be known."
}

// Run prints the comparison.
func (c whatifCommand) Run(ctx context.Context, std streams) error {
	other, _, err := deskfile.Load(c.Contract)
	if err != nil {
		return err
	}
	service, end, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer end()
	d := service.Current()
	projects := slices.Sorted(maps.Keys(d.Projects))
	if c.Project != "" {
		if d.Projects[c.Project] == nil || other.Projects[c.Project] == nil {
			return fmt.Errorf("--project %s: both files need to have it", c.Project)
		}
		projects = []string{c.Project}
	}
	now := desk.WallClock{}.Now().In(d.TimeZone)
	period, err := desk.ParsePeriod(c.Period, now)
	if err != nil {
		return err
	}
	var opened []*desk.Ticket
	err = service.Store.View(ctx, func(tx *storage.Tx) (err error) {
		opened, err = tx.TicketsOpened(ctx, projects, period.From, period.To)
		return err
	})
	if err != nil {
		return err
	}
	c.print(std, reports.WhatIf(d, other, opened, now), d.TimeZone)
	return nil
}

func (c whatifCommand) print(std streams, r reports.Comparison, zone *time.Location) {
	fmt.Fprintf(std.out, "Tickets: %d\n", r.Tickets)
	for i, name := range []string{"First response", "Resolution"} {
		t := r.Targets[i]
		fmt.Fprintf(std.out, "%s: met %d of %d; would have been %d of %d\n", name, t.Met, t.Promised, t.WouldBeMet, t.WouldBePromised)
	}
	for _, who := range slices.Sorted(maps.Keys(r.Calls)) {
		if n := r.Calls[who]; n != 0 {
			fmt.Fprintf(std.out, "Paged: %s %+d times\n", who, n)
		}
	}
	outcome := map[desk.Outcome]string{desk.Unpromised: "not promised", desk.Pending: "pending", desk.Kept: "met", desk.Broken: "missed"}
	for i, ch := range r.Changed {
		if i == c.Most {
			fmt.Fprintf(std.out, "And %d more.\n", len(r.Changed)-i)
			break
		}
		due := ""
		if !ch.Will.Due.IsZero() {
			due = ", due " + ch.Will.Due.In(zone).Format("2006-01-02 15:04")
		}
		fmt.Fprintf(std.out, "%s %s: %s, would have been %s%s\n", ch.Key, ch.Target, outcome[ch.Was.Outcome], outcome[ch.Will.Outcome], due)
	}
}
