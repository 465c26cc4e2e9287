package storage_test

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
	"go.uber.org/goleak"

	"vakhta/desk"
	"vakhta/internal/testpg"
	"vakhta/storage"
	"vakhta/storage/schema"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// noon is when these tests begin. The store has no clock of its own.
var noon = time.Date(2026, time.March, 2, 12, 0, 0, 123456000, time.UTC)

// The places of these tests.
var (
	group   = desk.Address{Platform: desk.Telegram, Chat: "-100300"}
	channel = desk.Address{Platform: desk.Slack, Chat: "C0L1"}
	contact = desk.Address{Platform: desk.Telegram, Chat: "5003"}
)

// database returns the address of a new migrated database.
func database(t testing.TB) string {
	t.Helper()
	return testpg.New(t, schema.SQL(), storage.Migrate)
}

// open returns a store on a new database.
func open(t testing.TB) *storage.DB {
	t.Helper()
	return openAt(t, database(t))
}

func openAt(t testing.TB, url string, options ...storage.OpenOption) *storage.DB {
	t.Helper()
	db, err := storage.Open(t.Context(), url, options...)
	if err != nil {
		t.Fatalf("open the database: %v", err)
	}
	t.Cleanup(db.Close)
	return db
}

// update runs fn in a transaction that must succeed.
func update(t testing.TB, db *storage.DB, fn func(context.Context, *storage.Tx) error) {
	t.Helper()
	if err := db.Update(t.Context(), func(tx *storage.Tx) error { return fn(t.Context(), tx) }); err != nil {
		t.Fatalf("update: %v", err)
	}
}

// view returns what fn reads in a transaction that must succeed.
func view[T any](t testing.TB, db *storage.DB, fn func(context.Context, *storage.Tx) (T, error)) T {
	t.Helper()
	var got T
	err := db.View(t.Context(), func(tx *storage.Tx) (err error) {
		got, err = fn(t.Context(), tx)
		return err
	})
	if err != nil {
		t.Fatalf("view: %v", err)
	}
	return got
}

// wantMissing fails unless err is the desk's error for "not found".
func wantMissing(t testing.TB, err error) {
	t.Helper()
	if !errors.Is(err, desk.ErrNotFound) {
		t.Errorf("got error %v, want desk.ErrNotFound", err)
	}
}

// boris returns a shop's employee whom the store knows.
func boris(t testing.TB, db *storage.DB) desk.Person {
	t.Helper()
	p := desk.Person{Name: "Boris", Account: desk.Account{Platform: desk.Telegram, ID: "7001"}, Locale: desk.Russian}
	update(t, db, func(ctx context.Context, tx *storage.Tx) (err error) {
		p, err = tx.PersonOf(ctx, p, noon)
		return err
	})
	return p
}

// ticket returns an incident of the project ROM, opened in the group at noon by
// who, after changes.
func ticket(t testing.TB, db *storage.DB, who desk.Person, change ...func(*desk.Ticket)) *desk.Ticket {
	t.Helper()
	k := &desk.Ticket{
		Key: desk.Key{Project: "ROM"}, State: desk.New, Type: desk.Incident, Priority: desk.P2,
		Text: "Nobody can pay", Requester: who, Place: group, Shared: true,
		Origin: desk.MessageRef{Address: group, Message: "10"}, Line: 1, OpenedAt: noon,
	}
	for _, c := range change {
		c(k)
	}
	update(t, db, func(ctx context.Context, tx *storage.Tx) error { return tx.OpenTicket(ctx, k) })
	return k
}

func TestFakeTimePassesWhileThePoolIsOpen(t *testing.T) {
	t.Parallel()
	url := database(t)
	synctest.Test(t, func(t *testing.T) {
		db, err := storage.Open(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		lead, ok, err := db.TryLead(t.Context(), "poll")
		if !ok || err != nil {
			t.Fatalf("TryLead: %v, %v", ok, err)
		}
		defer func() { _ = lead.Release(t.Context()) }()
		for range 5 { // long enough for connections to be checked, closed and replaced
			time.Sleep(time.Hour)
			if _, err := db.Parked(t.Context()); err != nil {
				t.Fatalf("at %s: %v", time.Now(), err)
			}
			if err := lead.Alive(t.Context()); err != nil {
				t.Fatalf("at %s: %v", time.Now(), err)
			}
		}
	})
}

// dialled counts connections.
type dialled struct {
	n atomic.Int32
}

func (d *dialled) TraceConnectStart(ctx context.Context, _ pgx.TraceConnectStartData) context.Context {
	d.n.Add(1)
	return ctx
}

func (d *dialled) TraceConnectEnd(context.Context, pgx.TraceConnectEndData) {}

func (d *dialled) TraceQueryStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceQueryStartData) context.Context {
	return ctx
}

func (d *dialled) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

func TestOneLeadsAtATime(t *testing.T) {
	t.Parallel()
	url := database(t)
	dials := &dialled{}
	one, two := openAt(t, url), openAt(t, url, storage.WithTracer(dials))
	first, ok, err := one.TryLead(t.Context(), "poll")
	if !ok || err != nil {
		t.Fatalf("the first: got %v, %v; want the lead", ok, err)
	}
	before := dials.n.Load()
	for range 3 {
		if _, ok, err := two.TryLead(t.Context(), "poll"); ok || err != nil {
			t.Errorf("the second: got %v, %v; want no lead and no error", ok, err)
		}
	}
	if n := dials.n.Load() - before; n != 0 {
		t.Errorf("three tries in vain made %d connections, want none", n)
	}
	other, ok, err := two.TryLead(t.Context(), "sweep")
	if !ok || err != nil {
		t.Fatalf("another lead: got %v, %v; want it", ok, err)
	}
	if err := other.Release(t.Context()); err != nil {
		t.Error(err)
	}
	if err := first.Release(t.Context()); err != nil {
		t.Error(err)
	}
	if err := first.Alive(t.Context()); err == nil {
		t.Error("a lead that was released says that it is alive")
	}
	again, ok, err := two.TryLead(t.Context(), "poll")
	if !ok || err != nil {
		t.Fatalf("after the release: got %v, %v; want the lead", ok, err)
	}
	if err := again.Release(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestAnAddressThatLeadsNowhereIsAnError(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"postgres://%zz", "postgres://nobody@127.0.0.1:1/none?connect_timeout=1"} {
		if db, err := storage.Open(t.Context(), url); err == nil {
			db.Close()
			t.Errorf("Open(%q) did not fail", url)
		}
		if err := storage.Migrate(t.Context(), url); err == nil {
			t.Errorf("Migrate(%q) did not fail", url)
		}
	}
}

// zeroFields returns the names of a struct's zero fields, except those in may.
func zeroFields(of any, may ...string) []string {
	var zero []string
	v := reflect.ValueOf(of)
	for i := range v.NumField() {
		if name := v.Type().Field(i).Name; v.Field(i).IsZero() && !slices.Contains(may, name) {
			zero = append(zero, name)
		}
	}
	return zero
}
