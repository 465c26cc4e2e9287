package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"vakhta/app"
	"vakhta/desk"
	"vakhta/deskfile"
	"vakhta/reload"
	"vakhta/sla"
	"vakhta/storage"
	"vakhta/tickets"
)

// checkCommand validates desk.yaml.
type checkCommand struct {
	app.DeskOptions
	app.StoreOptions
	Against bool `help:"Say what the file would change for running tickets: compare it with the desk.yaml that is in force in the database."`
}

// Run prints every warning and mistake, or that there is no mistake.
func (c checkCommand) Run(ctx context.Context, std streams) error {
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
	if c.Against {
		return c.compare(ctx, std)
	}
	return nil
}

// errForeseen ends a transaction that must not write.
var errForeseen = errors.New("foreseen")

// compare prints what the file would change, as /reload does before it asks.
func (c checkCommand) compare(ctx context.Context, std streams) error {
	log := slog.New(slog.DiscardHandler)
	s, err := c.OpenStore(ctx, log)
	if err != nil {
		return err
	}
	defer s.Close()
	is, err := reload.Stored(ctx, s.Store, c.Config)
	if errors.Is(err, desk.ErrNotFound) {
		return errors.New("no desk.yaml is in force in this database yet: it is stored when the bot starts")
	}
	if err != nil {
		return err
	}
	service := tickets.NewService(tickets.Config{Store: s.Store, Desk: is.Desk.With(app.EveryMessenger()), Clock: desk.WallClock{}, Log: log})
	if err := service.Reload(ctx); err != nil {
		return err
	}
	will, err := reload.New(reload.Config{Tickets: service, Path: c.Config}).Read()
	if err != nil {
		return err
	}
	err = s.Store.Update(ctx, func(tx *storage.Tx) error {
		e, err := reload.Foresee(ctx, tx, service, will)
		if err != nil {
			return err
		}
		tellEffects(std.out, e, service.Current())
		return errForeseen
	})
	if errors.Is(err, errForeseen) {
		return nil
	}
	return err
}

// tellEffects prints what a desk.yaml would change.
func tellEffects(out io.Writer, e reload.Effects, d *desk.Desk) {
	if len(e.Differences) == 0 {
		fmt.Fprintln(out, "It says what is in force.")
	}
	for _, one := range e.Differences {
		fmt.Fprintln(out, strings.TrimSpace("differs: "+one.Path+" "+string(one.Is)))
	}
	fmt.Fprintf(out, "Open tickets that would be recalculated: %d\n", len(e.Tickets))
	for _, m := range e.Tickets {
		k, who := m.Ticket, ""
		if k.Assignee != "" {
			who = ", " + d.EngineerOf(k, k.Assignee).Name
		}
		fmt.Fprintf(out, "  %s%s: reaction %s, resolution %s\n", k.Key, who,
			movedTo(m.Reaction, k.ReactionDue, d.TimeZone), movedTo(m.Resolution, k.ResolutionDue, d.TimeZone))
	}
	if e.Kept > 0 {
		fmt.Fprintf(out, "Open tickets that would keep the contract they have: %d\n", e.Kept)
	}
	if e.Lost > 0 {
		fmt.Fprintf(out, "Open tickets whose project would be gone: %d\n", e.Lost)
	}
}

// movedTo says from when to when a deadline moves.
func movedTo(was, will time.Time, zone *time.Location) string {
	say := func(t time.Time) string {
		if t.IsZero() {
			return "none"
		}
		return t.In(zone).Format("2006-01-02 15:04")
	}
	if was.Equal(will) {
		return say(will)
	}
	return say(was) + " -> " + say(will)
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
