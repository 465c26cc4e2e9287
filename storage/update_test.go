package storage_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/internal/testpg"
	"vakhta/storage"
	"vakhta/storage/schema"
)

func TestManyMayMigrateAtOnceAndAgain(t *testing.T) {
	t.Parallel()
	url := testpg.New(t, "empty", func(context.Context, string) error { return nil })
	db := openAt(t, url)
	if have, want, err := db.Version(t.Context()); err != nil || have != 0 || want != schema.Latest() {
		t.Errorf("before: version %d of %d, %v; want 0 of %d", have, want, err, schema.Latest())
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if err := storage.Migrate(t.Context(), url); err != nil {
				t.Errorf("migrate: %v", err)
			}
		})
	}
	all.Wait()
	if err := storage.Migrate(t.Context(), url); err != nil {
		t.Errorf("migrate again: %v", err)
	}
	if have, want, err := db.Version(t.Context()); err != nil || have != want {
		t.Errorf("after: version %d of %d, %v; want the latest", have, want, err)
	}
}

func TestWhatFailsLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	db := open(t)
	mine := errors.New("mine")
	err := db.Update(t.Context(), func(tx *storage.Tx) error {
		return errors.Join(tx.SetMark(t.Context(), "queued", "1"), mine)
	})
	if !errors.Is(err, mine) {
		t.Errorf("got error %v, want mine", err)
	}
	_ = db.Update(t.Context(), func(tx *storage.Tx) error {
		if err := tx.SetMark(t.Context(), "sent", "1"); err != nil {
			return err
		}
		if got, err := tx.Mark(t.Context(), "sent"); err != nil || got != "1" {
			t.Errorf("a transaction reads %q, %v of what it wrote; want 1", got, err)
		}
		return mine
	})
	func() {
		defer func() { _ = recover() }()
		_ = db.Update(t.Context(), func(tx *storage.Tx) error {
			_ = tx.SetMark(t.Context(), "panicked", "1")
			_, _ = tx.Mark(t.Context(), "panicked")
			panic("boom")
		})
	}()
	for _, name := range []string{"queued", "sent", "panicked"} {
		got := view(t, db, func(ctx context.Context, tx *storage.Tx) (string, error) { return tx.Mark(ctx, name) })
		if got != "" {
			t.Errorf("mark %s is %q, want none", name, got)
		}
	}
}

func TestAWriteThatFailsIsToldAtTheCommitByName(t *testing.T) {
	t.Parallel()
	db := open(t)
	err := db.Update(t.Context(), func(tx *storage.Tx) error {
		if err := tx.SetMark(t.Context(), "kept", "no"); err != nil {
			return err
		}
		return tx.Log(t.Context(), storage.TimelineRow{Ticket: 404, Entry: history.Entry{At: noon, Event: history.Opened{}}})
	})
	if err == nil || !strings.HasPrefix(err.Error(), "log opened: ") {
		t.Errorf("got error %v, want one that begins with the write's name", err)
	}
	if got := view(t, db, func(ctx context.Context, tx *storage.Tx) (string, error) { return tx.Mark(ctx, "kept") }); got != "" {
		t.Errorf("the other write of the transaction was kept: %q", got)
	}
}

func TestAViewDoesNotWrite(t *testing.T) {
	t.Parallel()
	db := open(t)
	err := db.View(t.Context(), func(tx *storage.Tx) error { return tx.SetMark(t.Context(), "a", "1") })
	if err == nil {
		t.Error("a write in a view did not fail")
	}
}

func TestADeadlockIsSortedOutByRunningOneAgain(t *testing.T) {
	t.Parallel()
	db := open(t)
	who := boris(t, db)
	a, b := ticket(t, db, who), ticket(t, db, who)
	var runs atomic.Int32
	var met sync.WaitGroup // both hold their first ticket
	met.Add(2)
	cross := func(first, second desk.TicketID) error {
		var once sync.Once
		return db.Update(t.Context(), func(tx *storage.Tx) error {
			runs.Add(1)
			k, err := tx.LockTickets(t.Context(), first)
			if err != nil {
				return err
			}
			once.Do(func() {
				met.Done()
				met.Wait()
			})
			if _, err := tx.LockTickets(t.Context(), second); err != nil {
				return err
			}
			k[0].Reopened++
			return tx.SaveTickets(t.Context(), k[0].Ticket)
		})
	}
	var all sync.WaitGroup
	for _, pair := range [][2]desk.TicketID{{a.ID, b.ID}, {b.ID, a.ID}} {
		all.Go(func() {
			if err := cross(pair[0], pair[1]); err != nil {
				t.Errorf("lock %v: %v", pair, err)
			}
		})
	}
	all.Wait()
	// One of the two runs again. On a busy machine they may conflict once more.
	if got := runs.Load(); got < 3 {
		t.Errorf("ran %d times, want 3 at least: one of the two again", got)
	}
	for _, k := range []*desk.Ticket{a, b} {
		got := view(t, db, func(ctx context.Context, tx *storage.Tx) (*desk.Ticket, error) { return tx.TicketByID(ctx, k.ID) })
		if got.Reopened != 1 || got.Revision != 2 {
			t.Errorf("%s was changed %d times and has revision %d, want 1 and 2", k.Key, got.Reopened, got.Revision)
		}
	}
}

func TestAnEventIsAdmittedOnce(t *testing.T) {
	t.Parallel()
	db := open(t)
	var fresh atomic.Int32
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			update(t, db, func(ctx context.Context, tx *storage.Tx) error {
				// This holds even if two replicas disagree on the lane.
				ok, err := tx.Admit(ctx, "telegram:81234", fmt.Sprint("lane ", i%2), noon)
				if ok {
					fresh.Add(1)
				}
				return err
			})
		})
	}
	all.Wait()
	if got := fresh.Load(); got != 1 {
		t.Errorf("admitted %d times, want once", got)
	}
}

func TestAnEventWhoseHandlingFailedIsAdmittedAgain(t *testing.T) {
	t.Parallel()
	db := open(t)
	admit := func(then error) (fresh bool) {
		_ = db.Update(t.Context(), func(tx *storage.Tx) (err error) {
			if fresh, err = tx.Admit(t.Context(), "slack:Ev01", "slack:C1", noon); err != nil {
				t.Error(err)
			}
			return then
		})
		return fresh
	}
	for i, step := range []struct {
		then error
		want bool
	}{{errors.New("handling failed"), true}, {nil, true}, {nil, false}} {
		if got := admit(step.then); got != step.want {
			t.Errorf("delivery %d: fresh is %v, want %v", i+1, got, step.want)
		}
	}
}

func TestEventsOfOneLaneWaitForEachOther(t *testing.T) {
	t.Parallel()
	db := open(t)
	var inside atomic.Int32
	var all sync.WaitGroup
	for i := range 6 {
		all.Go(func() {
			update(t, db, func(ctx context.Context, tx *storage.Tx) error {
				if _, err := tx.Admit(ctx, desk.EventID(fmt.Sprint("telegram:", i)), "telegram:5", noon); err != nil {
					return err
				}
				if n := inside.Add(1); n != 1 {
					t.Errorf("%d events of the lane are handled at once", n)
				}
				_, err := tx.Mark(ctx, "time for another to come in")
				inside.Add(-1)
				return err
			})
		})
	}
	all.Wait()
}

func TestAnUpdateIsParkedOnce(t *testing.T) {
	t.Parallel()
	db := open(t)
	for _, payload := range [][]byte{[]byte("\x00{broken"), nil, []byte("again")} {
		if err := db.Park(t.Context(), "telegram:9", payload, "not JSON", noon); err != nil {
			t.Errorf("park %q: %v", payload, err)
		}
	}
	if n, err := db.Parked(t.Context()); n != 1 || err != nil {
		t.Errorf("parked %d, %v; want 1", n, err)
	}
}
