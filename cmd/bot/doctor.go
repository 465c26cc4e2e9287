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

func (c doctorCommand) examineDesk() (*desk.Desk, []desk.Finding) {
	d, err := c.load()
	if mistakes, ok := errors.AsType[deskfile.Mistakes](err); ok {
		return nil, []desk.Finding{{What: fmt.Sprintf("%s has %d mistakes", c.Config, len(mistakes)), Fix: "bot check names each of them"}}
	}
	if err != nil {
		return nil, []desk.Finding{{What: c.Config + " cannot be read", Fix: beginDesk}}
	}
	return d, []desk.Finding{{OK: true, What: c.Config + " has no mistakes"}}
}

func (c doctorCommand) examineDatabase(ctx context.Context) desk.Finding {
	if c.DatabaseURL == "" {
		if err := private.Available(ctx, c.DataDir); err != nil {
			return desk.Finding{What: "private PostgreSQL: " + err.Error(), Fix: private.InstallLine("postgresql")}
		}
		return desk.Finding{OK: true, What: "a private PostgreSQL can run under " + c.DataDir}
	}
	db, err := storage.Open(ctx, c.DatabaseURL)
	if err != nil {
		return desk.Finding{What: "database: " + err.Error(), Fix: "check DATABASE_URL and that PostgreSQL 14 or later answers there"}
	}
	defer db.Close()
	have, want, err := db.Version(ctx)
	switch {
	case err != nil:
		return desk.Finding{What: "database: " + err.Error(), Fix: "let the role of DATABASE_URL read and create tables"}
	case have < want:
		return desk.Finding{OK: true, What: fmt.Sprintf("the database answers; its schema is at version %d and run brings it to %d", have, want)}
	default:
		return desk.Finding{OK: true, What: fmt.Sprintf("the database answers; its schema is at version %d", have)}
	}
}

func (c doctorCommand) examineRedis(ctx context.Context) desk.Finding {
	if c.RedisURL == "" {
		return desk.Finding{OK: true, What: "Redis runs inside the bot"}
	}
	s := &services{}
	defer s.close()
	clock, err := c.redis(s, slog.New(slog.DiscardHandler))
	if err == nil {
		err = clock.Ping(ctx)
	}
	if err != nil {
		return desk.Finding{What: err.Error(), Fix: "check REDIS_URL and that Redis 6.2 or later answers there; without it escalation works seconds late"}
	}
	return desk.Finding{OK: true, What: "Redis answers"}
}

// examineClock refuses a clock that was never set: every promise is made by it.
func examineClock(now time.Time) desk.Finding {
	if now.Year() < 2025 {
		return desk.Finding{What: "the machine's clock says " + now.Format(time.DateOnly), Fix: "set the clock, best by NTP"}
	}
	return desk.Finding{OK: true, What: "the machine's clock says " + now.UTC().Format(time.RFC3339)}
}

func (c doctorCommand) examineMessengers(ctx context.Context, d *desk.Desk) []desk.Finding {
	a := &app{wiring: wiring{messengers: c.messengerFlags, services: &services{}, clock: desk.WallClock{}, log: slog.New(slog.DiscardHandler)}}
	a.metrics = newMetrics(a.services)
	if err := a.openMessengers(); err != nil {
		return []desk.Finding{{What: err.Error(), Fix: "README says where each token comes from"}}
	}
	var found []desk.Finding
	if a.telegram != nil {
		found = append(found, a.telegram.Check(ctx, d)...)
	}
	if a.slack != nil {
		found = append(found, a.slack.Check(ctx, d)...)
	}
	return found
}
