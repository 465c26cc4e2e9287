package storage_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/storage"
)

func TestAPersonHasOneTimerAndIsAskedAboutItOnce(t *testing.T) {
	t.Parallel()
	db := open(t)
	who := boris(t, db)
	one, two := ticket(t, db, who), ticket(t, db, who)
	var other desk.Key
	start := func(on *desk.Ticket, at time.Time) {
		update(t, db, func(ctx context.Context, tx *storage.Tx) (err error) {
			other, _, err = tx.StartTimer(ctx, who.ID, on.ID, at)
			return err
		})
	}
	timers := func() []desk.WorkTimer {
		got := view(t, db, func(ctx context.Context, tx *storage.Tx) (*desk.Ticket, error) { return tx.TicketByID(ctx, one.ID) })
		return got.Timers
	}
	ask := func(at time.Time) (asked []storage.AskedTimer) {
		update(t, db, func(ctx context.Context, tx *storage.Tx) (err error) {
			asked, err = tx.AskTimers(ctx, at.Add(-time.Hour), at)
			return err
		})
		return asked
	}
	start(one, noon)
	if other != (desk.Key{}) {
		t.Errorf("the first timer did not start: %s has one", other)
	}
	if start(two, noon.Add(time.Minute)); other != one.Key {
		t.Errorf("a second timer beside that of %s: told of %q", one.Key, other)
	}
	if asked := ask(noon.Add(59 * time.Minute)); len(asked) > 0 {
		t.Errorf("asked early: %+v", asked)
	}
	if asked := ask(noon.Add(time.Hour)); len(asked) != 1 || asked[0].Key != one.Key || !asked[0].Since.Equal(noon) || asked[0].Person.ID != who.ID {
		t.Errorf("asked about %+v", asked)
	}
	if asked := ask(noon.Add(2 * time.Hour)); len(asked) > 0 {
		t.Errorf("asked twice: %+v", asked)
	}
	update(t, db, func(_ context.Context, tx *storage.Tx) error { tx.KeepTimer(who.ID); return nil })
	want := []desk.WorkTimer{{Person: who.ID, Handle: who.Handle, Name: who.Name, Since: noon, AskedAt: noon.Add(time.Hour), Kept: true}}
	if diff := cmp.Diff(want, timers()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	update(t, db, func(_ context.Context, tx *storage.Tx) error { tx.EndTimer(who.ID); return nil })
	if left := timers(); left != nil {
		t.Errorf("left are %+v", left)
	}
}
