package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/deskfile"
	"vakhta/files"
	"vakhta/storage"
	"vakhta/storage/private"
)

// Options are all options of a running desk.
type Options struct {
	DeskOptions
	StoreOptions
	MessengerOptions
	AlertOptions
}

// Examine checks what Run needs, and says how to fix what is wrong.
func (o Options) Examine(ctx context.Context, now time.Time) []desk.Finding {
	d, found := o.examineDesk()
	found = append(found, o.examineDatabase(ctx, d)...)
	found = append(found, o.examineRedis(ctx), examineClock(now))
	if d != nil {
		found = append(found, o.examineMessengers(ctx, d)...)
	}
	return found
}

func (o Options) examineDesk() (*desk.Desk, []desk.Finding) {
	d, _, err := o.Load()
	if mistakes, ok := errors.AsType[deskfile.Mistakes](err); ok {
		return nil, []desk.Finding{{What: fmt.Sprintf("%s has %d mistakes", o.Config, len(mistakes)), Fix: "bot check names each of them"}}
	}
	if err != nil {
		return nil, []desk.Finding{{What: o.Config + " cannot be read", Fix: beginDesk}}
	}
	return d, []desk.Finding{{OK: true, What: o.Config + " has no mistakes"}}
}

// examineDatabase checks the database, and what it says about the people of
// desk.yaml; nil: there is none that can be read.
func (o Options) examineDatabase(ctx context.Context, d *desk.Desk) []desk.Finding {
	if o.DatabaseURL == "" {
		if err := private.Available(ctx, o.DataDir); err != nil {
			return []desk.Finding{{What: "private PostgreSQL: " + err.Error(), Fix: private.InstallLine("postgresql")}}
		}
		return []desk.Finding{{OK: true, What: "a private PostgreSQL can run under " + o.DataDir}}
	}
	db, err := storage.Open(ctx, o.DatabaseURL)
	if err != nil {
		return []desk.Finding{{What: "database: " + err.Error(), Fix: "check DATABASE_URL and that PostgreSQL 14 or later answers there"}}
	}
	defer db.Close()
	found := []desk.Finding{examineSchema(ctx, db)}
	if d != nil && found[0].OK {
		found = append(found, examinePeople(ctx, db, d)...)
	}
	return found
}

func examineSchema(ctx context.Context, db *storage.DB) desk.Finding {
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

// examinePeople reports handles whose accounts differ from those in the
// database: run takes such a handle for a new person without the old one's
// history.
func examinePeople(ctx context.Context, db *storage.DB, d *desk.Desk) []desk.Finding {
	var known []desk.Identity
	if err := db.View(ctx, func(tx *storage.Tx) (err error) {
		known, err = tx.Identities(ctx)
		return err
	}); err != nil {
		return nil // run has to bring the schema up to date first, which was said
	}
	others, fewer := d.Identities(known)
	var found []desk.Finding
	for _, id := range others {
		found = append(found, desk.Finding{
			What: fmt.Sprintf("people.%s has none of the accounts that it had (%s): run will take it for a new person", id.Handle, accounts(id.Accounts)),
			Fix:  "if it is the same person, let run start once with an old account beside the new one; a new person is better off with a new handle",
		})
	}
	for _, id := range fewer {
		found = append(found, desk.Finding{OK: true, What: fmt.Sprintf("people.%s has lost %s: run will not know them by it any more", id.Handle, accounts(id.Accounts))})
	}
	return found
}

func accounts(all []desk.Account) string {
	var names []string
	for _, a := range all {
		names = append(names, a.String())
	}
	return strings.Join(names, ", ")
}

func (o Options) examineRedis(ctx context.Context) desk.Finding {
	if o.RedisURL == "" {
		return desk.Finding{OK: true, What: "Redis runs inside the bot"}
	}
	s := &Services{}
	defer s.Close()
	clock, err := o.redis(s, slog.New(slog.DiscardHandler))
	if err == nil {
		err = clock.Ping(ctx)
	}
	if err != nil {
		return desk.Finding{What: err.Error(), Fix: "check REDIS_URL and that Redis 6.2 or later answers there; without it escalation works seconds late"}
	}
	return desk.Finding{OK: true, What: "Redis answers"}
}

// storeWithin is how long the store of files may take to answer a doctor.
const storeWithin = 10 * time.Second

// ExamineScanner asks the scanner of attached files whether it is there.
func (o FileOptions) ExamineScanner(ctx context.Context) (f desk.Finding, has bool) {
	const fix = "check FILES_SCANNER, and that clamd runs and the bot may use its socket; files are held back meanwhile"
	scanner, err := o.Scanner()
	if err == nil && scanner == nil {
		return f, false
	}
	if err == nil {
		ctx, cancel := context.WithTimeout(ctx, storeWithin)
		defer cancel()
		err = scanner.Ping(ctx)
	}
	if err != nil {
		return desk.Finding{What: "scanner of attached files: " + err.Error(), Fix: fix}, true
	}
	return desk.Finding{OK: true, What: "attached files are scanned"}, true
}

// Examine stores, reads and removes a file where the desk stores what people
// attach. dir is the desk's folder.
func (o FileOptions) Examine(ctx context.Context, dir string) desk.Finding {
	const fix = "check FILES_URL, and that the bot may write, read and delete there; FILES_URL=none stores nothing"
	store, _, err := o.Store(dir)
	if err != nil {
		return desk.Finding{What: err.Error(), Fix: fix}
	}
	if store == nil {
		return desk.Finding{OK: true, What: "attached files are not stored"}
	}
	ctx, cancel := context.WithTimeout(ctx, storeWithin)
	defer cancel()
	if err := files.Try(ctx, store); err != nil {
		return desk.Finding{What: "store of attached files: " + err.Error(), Fix: fix}
	}
	return desk.Finding{OK: true, What: "attached files can be stored"}
}

// examineClock reports a clock that was never set, because all deadlines depend
// on it.
func examineClock(now time.Time) desk.Finding {
	if now.Year() < 2025 {
		return desk.Finding{What: "the machine's clock says " + now.Format(time.DateOnly), Fix: "set the clock, best by NTP"}
	}
	return desk.Finding{OK: true, What: "the machine's clock says " + now.UTC().Format(time.RFC3339)}
}

func (o Options) examineMessengers(ctx context.Context, d *desk.Desk) []desk.Finding {
	all, err := o.connect(surroundings{
		Clock: desk.WallClock{}, Log: slog.New(slog.DiscardHandler),
		Desk: func() *desk.Desk { return d }, Seen: func(desk.Platform) func(kind, result string) { return nil },
	})
	if err != nil {
		return []desk.Finding{{What: err.Error(), Fix: "README says where each token comes from"}}
	}
	var found []desk.Finding
	for _, c := range all {
		found = append(found, c.Check(ctx, d)...)
	}
	return found
}
