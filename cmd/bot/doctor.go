package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/deskfile"
	"vakhta/storage"
	"vakhta/storage/private"
)

// doctorCommand tries what run needs.
type doctorCommand struct {
	deskFlags
	storeFlags
	messengerFlags
}

// A finding is one thing that was tried, and how to mend it.
type finding struct {
	OK        bool
	What, Fix string
}

// Run prints a line for each thing that was tried.
func (c doctorCommand) Run(ctx context.Context, std streams) error {
	d, found := c.examineDesk()
	found = append(found, c.examineDatabase(ctx), c.examineRedis(ctx), examineClock(time.Now()))
	if d != nil {
		found = append(found, c.examineMessengers(ctx, d)...)
	}
	wrong := 0
	for _, f := range found {
		what := strings.Join(strings.Fields(f.What), " ") // a driver's error may take several lines
		if f.OK {
			fmt.Fprintln(std.out, "ok    ", what)
			continue
		}
		wrong++
		fmt.Fprintln(std.out, "WRONG ", what)
		if f.Fix != "" {
			fmt.Fprintln(std.out, "       mend:", f.Fix)
		}
	}
	if wrong > 0 {
		return errSaid
	}
	return nil
}

func (c doctorCommand) examineDesk() (*desk.Desk, []finding) {
	d, err := c.load()
	if mistakes, ok := errors.AsType[deskfile.Mistakes](err); ok {
		return nil, []finding{{What: fmt.Sprintf("%s has %d mistakes", c.Config, len(mistakes)), Fix: "bot check names each of them"}}
	}
	if err != nil {
		return nil, []finding{{What: c.Config + " cannot be read", Fix: beginDesk}}
	}
	return d, []finding{{OK: true, What: c.Config + " has no mistakes"}}
}

func (c doctorCommand) examineDatabase(ctx context.Context) finding {
	if c.DatabaseURL == "" {
		if err := private.Available(ctx, c.DataDir); err != nil {
			return finding{What: "private PostgreSQL: " + err.Error(), Fix: private.InstallLine("postgresql")}
		}
		return finding{OK: true, What: "a private PostgreSQL can run under " + c.DataDir}
	}
	db, err := storage.Open(ctx, c.DatabaseURL)
	if err != nil {
		return finding{What: "database: " + err.Error(), Fix: "check DATABASE_URL and that PostgreSQL 14 or later answers there"}
	}
	defer db.Close()
	have, want, err := db.Version(ctx)
	switch {
	case err != nil:
		return finding{What: "database: " + err.Error(), Fix: "let the role of DATABASE_URL read and create tables"}
	case have < want:
		return finding{OK: true, What: fmt.Sprintf("the database answers; its schema is at version %d and run brings it to %d", have, want)}
	default:
		return finding{OK: true, What: fmt.Sprintf("the database answers; its schema is at version %d", have)}
	}
}

func (c doctorCommand) examineRedis(ctx context.Context) finding {
	if c.RedisURL == "" {
		return finding{OK: true, What: "Redis runs inside the bot"}
	}
	s := &services{}
	defer s.close()
	clock, err := c.redis(s, slog.New(slog.DiscardHandler))
	if err == nil {
		err = clock.Ping(ctx)
	}
	if err != nil {
		return finding{What: err.Error(), Fix: "check REDIS_URL and that Redis 6.2 or later answers there; without it escalation works seconds late"}
	}
	return finding{OK: true, What: "Redis answers"}
}

// examineClock refuses a clock that was never set: every promise is made by it.
func examineClock(now time.Time) finding {
	if now.Year() < 2025 {
		return finding{What: "the machine's clock says " + now.Format(time.DateOnly), Fix: "set the clock, best by NTP"}
	}
	return finding{OK: true, What: "the machine's clock says " + now.UTC().Format(time.RFC3339)}
}

func (c doctorCommand) examineMessengers(ctx context.Context, d *desk.Desk) []finding {
	a := &app{wiring: wiring{messengers: c.messengerFlags, services: &services{}, clock: desk.WallClock{}, log: slog.New(slog.DiscardHandler)}}
	a.metrics = newMetrics(a.services)
	if err := a.openMessengers(); err != nil {
		return []finding{{What: err.Error(), Fix: "README says where each token comes from"}}
	}
	var found []finding
	if a.telegram != nil {
		for _, f := range a.telegram.Check(ctx, d) {
			found = append(found, finding(f))
		}
	}
	if a.slack != nil {
		for _, f := range a.slack.Check(ctx, d) {
			found = append(found, finding(f))
		}
	}
	return found
}
