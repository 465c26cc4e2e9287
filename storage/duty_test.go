package storage_test

import (
	"context"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/storage"
)

func TestWhatPeopleArrangeIsKeptInItsOrder(t *testing.T) {
	t.Parallel()
	s := open(t)
	now := time.Date(2026, time.November, 24, 14, 0, 0, 0, time.UTC)
	span := func(who string, from, until time.Duration) desk.Override {
		return desk.Override{Who: who, From: now.Add(from), Until: now.Add(until), By: "boris"}
	}
	var swap int64
	update(t, s, func(ctx context.Context, tx *storage.Tx) (err error) {
		tx.Arrange(now, desk.DutyChange{Team: "first", Override: span("anna", 2*time.Hour, 3*time.Hour)},
			desk.DutyChange{Override: span("boris", -time.Hour, time.Hour)}, desk.DutyChange{Override: span("boris", 5*time.Hour, 6*time.Hour)},
			desk.DutyChange{Team: "first", Override: span("vera", -9*time.Hour, -8*time.Hour)})
		swap, err = tx.AskSwap(ctx, storage.Swap{Team: "first", Who: "anna", From: now, Until: now.Add(time.Hour)}, now)
		return err
	})
	changes := func(since time.Time) (all []desk.DutyChange) {
		update(t, s, func(ctx context.Context, tx *storage.Tx) (err error) {
			all, err = tx.DutyChanges(ctx, since)
			return err
		})
		return all
	}
	if got := changes(now); len(got) != 3 || got[0].Who != "anna" || got[0].Team != "first" || got[1].Team != "" || !got[1].Until.Equal(now.Add(time.Hour)) || got[2].By != "boris" {
		t.Errorf("arranged is %+v", got)
	}
	update(t, s, func(ctx context.Context, tx *storage.Tx) error {
		if n, err := tx.EndAway(ctx, "boris", now); n != 2 || err != nil {
			t.Errorf("%d absences ended, %v; want 2", n, err)
		}
		locked, err := tx.LockSwap(ctx, swap)
		if locked.Who != "anna" || locked.TakenBy != "" {
			t.Errorf("the swap is %+v", locked)
		}
		tx.TakeSwap(swap, "vera")
		return err
	})
	if got := changes(now); len(got) != 1 {
		t.Errorf("after boris is back there is %+v", got)
	}
	update(t, s, func(ctx context.Context, tx *storage.Tx) error {
		locked, err := tx.LockSwap(ctx, swap)
		if locked.TakenBy != "vera" {
			t.Errorf("the swap is %+v", locked)
		}
		tx.PruneDuty(now.Add(-7 * time.Hour))
		return err
	})
	if got := changes(now.Add(-30 * 24 * time.Hour)); len(got) != 2 {
		t.Errorf("after pruning there is %+v", got)
	}
}
