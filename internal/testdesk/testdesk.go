// Package testdesk gives a test the desk of desk.example.yaml on a real store, with a clock that the test moves.
//
// A World has no messengers and no goroutines. [World.Pass] advances the clock and fires what is due, like the
// keeper; [World.Post] empties the outbox and puts it into words, like the courier.
package testdesk

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"vakhta/adapters/slack"
	"vakhta/adapters/telegram"
	"vakhta/desk"
	"vakhta/deskfile"
	"vakhta/internal/testpg"
	"vakhta/storage"
	"vakhta/storage/schema"
	"vakhta/tickets"
)

// Noon is when worlds begin by default: a Monday in Moscow, with anna on call.
var Noon = time.Date(2026, time.November, 16, 12, 0, 0, 0, Moscow())

// Moscow returns the zone of the desk.
func Moscow() *time.Location {
	zone, err := time.LoadLocation("Europe/Moscow")
	if err != nil {
		panic(err) // every machine that runs the tests has the zones
	}
	return zone
}

// Example returns the desk of desk.example.yaml with texts of the file replaced, given as pairs of old and new.
func Example(t testing.TB, oldnew ...string) *desk.Desk {
	t.Helper()
	d, _, err := deskfile.Read("desk.yaml", []byte(ExampleText(t, oldnew...)))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// WithNotes is Example with the notes of internal/testdesk/notes for ROM, and its text. In it MAPS is the folder
// internal/testdesk/maps.
func WithNotes(t testing.TB, oldnew ...string) (*desk.Desk, string) {
	t.Helper()
	notes := filepath.Join(root(t), "internal", "testdesk", "notes")
	text := ExampleText(t, append(slices.Clone(oldnew), "# knowledge: notes ", "knowledge: "+notes+" ")...)
	text = strings.ReplaceAll(text, "MAPS/", filepath.Join(root(t), "internal", "testdesk", "maps")+"/")
	d, warnings, err := deskfile.Parse("desk.yaml", []byte(text))
	if err != nil || slices.ContainsFunc(warnings, func(w deskfile.Warning) bool { return strings.Contains(w.String(), "note") }) {
		t.Fatal(warnings, err)
	}
	return d, text
}

// ExampleText returns the text of that desk.
func ExampleText(t testing.TB, oldnew ...string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root(t), "desk.example.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	for i := 0; i+1 < len(oldnew); i += 2 {
		if !strings.Contains(text, oldnew[i]) {
			t.Fatalf("desk.example.yaml says no %q", oldnew[i])
		}
		text = strings.Replace(text, oldnew[i], oldnew[i+1], 1)
	}
	return text
}

// root returns the folder of go.mod; a test runs in its package's folder.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	for ; err == nil && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	t.Fatalf("no go.mod above the test's folder: %v", err)
	return ""
}

// A World is a desk with its own store, at a time.
type World struct {
	Store   *storage.DB
	Desk    *desk.Desk
	Tickets *tickets.Service
	// Fire acts on due alarms; by default it is that of Tickets.
	Fire func(ctx context.Context, now time.Time, due []desk.Alarm) error
	// Sent is called for each letter; it may be nil.
	Sent func(Letter)
	// Refuses has the errors of chats that accept nothing.
	Refuses map[desk.Address]error
	// Loses makes the answers to what is sent get lost.
	Loses bool

	t    T
	url  string
	now  time.Time
	said int // number of messages so far
}

// T is where failures are reported: a test, or one check of a property.
type T interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// Platforms returns the messengers of the tests' desk.
func Platforms() map[desk.Platform]desk.Traits {
	return map[desk.Platform]desk.Traits{desk.Telegram: telegram.Traits(), desk.Slack: slack.Traits()}
}

// New opens a world at noon, with texts of desk.example.yaml replaced.
func New(t testing.TB, oldnew ...string) *World {
	t.Helper()
	return On(t, testpg.New(t, schema.SQL(), storage.Migrate), Noon, oldnew...)
}

// On opens a world on an existing database, at a time.
func On(t testing.TB, database string, now time.Time, oldnew ...string) *World {
	t.Helper()
	store, err := storage.Open(t.Context(), database)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Close)
	w := &World{Store: store, t: t, url: database, now: now, Refuses: map[desk.Address]error{}, Desk: Example(t, oldnew...).With(Platforms())}
	w.Tickets = tickets.NewService(tickets.Config{Store: store, Desk: w.Desk, Clock: w, Log: slog.New(slog.DiscardHandler)})
	w.Fire = w.Tickets.Fire
	return w
}

// Database returns the address of the store, for another world on it.
func (w *World) Database() string { return w.url }

// For reports failures to t from now on: each property check has its own t.
func (w *World) For(t T) *World {
	w.t = t
	return w
}

// Now returns the world's time.
func (w *World) Now() time.Time { return w.now }

// Timer makes a World a desk.Clock. Nothing in it waits.
func (w *World) Timer(time.Time) desk.Timer { panic("nothing waits in a world that the test moves") }

// Update runs fn in a transaction that must succeed.
func (w *World) Update(fn func(ctx context.Context, tx *storage.Tx) error) {
	w.t.Helper()
	ctx := context.Background() // a property check has no context
	if err := w.Store.Update(ctx, func(tx *storage.Tx) error { return fn(ctx, tx) }); err != nil {
		w.t.Fatalf("at %s: %v", w.now.Format(time.TimeOnly), err)
	}
}

// Pass advances the clock and fires every alarm at its time.
func (w *World) Pass(d time.Duration) {
	w.t.Helper()
	until := w.now.Add(d)
	a, ok := w.next()
	for ok && !a.Due.After(until) {
		if a.Due.After(w.now) {
			w.now = a.Due
		}
		if err := w.Fire(context.Background(), w.now, []desk.Alarm{a}); err != nil {
			w.t.Fatalf("ring %s of ticket %d at %s: %v", a.Clock, a.Ticket, w.now.Format(time.TimeOnly), err)
		}
		rang := a
		if a, ok = w.next(); ok && a == rang {
			w.t.Fatalf("%+v rang and is armed as it was", a)
		}
	}
	w.now = until
}

// next returns the earliest armed alarm.
func (w *World) next() (a desk.Alarm, ok bool) {
	w.t.Helper()
	w.Update(func(ctx context.Context, tx *storage.Tx) error {
		all, err := tx.AlarmsAfter(ctx, desk.Alarm{}, 1)
		if len(all) > 0 {
			a, ok = all[0], true
		}
		return err
	})
	return a, ok
}

// Message returns a new message at a place.
func (w *World) Message(at desk.Address) desk.MessageRef {
	w.said++
	return desk.MessageRef{Address: at, Message: fmt.Sprintf("%d.%06d", w.now.Unix(), w.said)}
}

// NextResponses counts the next responses of a ticket's project that were decided within
// a period.
func (w *World) NextResponses(within desk.Period, k *desk.Ticket) (f desk.TargetFigures) {
	w.t.Helper()
	err := w.Store.View(context.Background(), func(tx *storage.Tx) (err error) {
		f, err = tx.NextResponses(context.Background(), []string{k.Key.Project}, within)
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return f
}
