package storage_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/storage"
)

func alarm(t *desk.Ticket, clock desk.ClockName, step, minute int) desk.Alarm {
	return desk.Alarm{Ticket: t.ID, Rung: desk.Rung{Clock: clock, Step: step}, Due: noon.Add(time.Duration(minute) * time.Minute)}
}

func arm(t testing.TB, db *storage.DB, alarms ...desk.Alarm) {
	t.Helper()
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		for _, a := range alarms {
			if err := tx.Arm(ctx, a); err != nil {
				return err
			}
		}
		return nil
	})
}

func TestAClockHasOneAlarm(t *testing.T) {
	t.Parallel()
	db := open(t)
	k := ticket(t, db, boris(t, db))
	later, ending := alarm(k, desk.ClockReaction, 1, 10), alarm(k, desk.ClockClose, 0, 5)
	arm(t, db, alarm(k, desk.ClockReaction, 0, 1), later, ending)
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		got, err := tx.Armed(ctx, k.ID, desk.ClockReaction)
		if got != later {
			t.Errorf("armed %+v, want %+v", got, later)
		}
		if err != nil {
			return err
		}
		all, err := tx.ArmedOf(ctx, k.ID)
		if diff := cmp.Diff([]desk.Alarm{ending, later}, all); diff != "" {
			t.Errorf("the ticket's alarms (-want +got):\n%s", diff)
		}
		return err
	})
}

func TestDisarmingTellsWhatWasArmed(t *testing.T) {
	t.Parallel()
	db := open(t)
	k := ticket(t, db, boris(t, db))
	reaction, remind := alarm(k, desk.ClockReaction, 0, 1), alarm(k, desk.ClockRemind, 0, 2)
	arm(t, db, reaction, remind)
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		got, err := tx.Disarm(ctx, k.ID, desk.ClockReaction, desk.ClockResolution)
		if diff := cmp.Diff([]desk.Alarm{reaction}, got); diff != "" {
			t.Errorf("disarmed (-want +got):\n%s", diff)
		}
		if err != nil {
			return err
		}
		left, err := tx.ArmedCount(ctx)
		if left != 1 {
			t.Errorf("%d armed, want the reminder alone", left)
		}
		return err
	})
	wantMissing(t, db.View(t.Context(), func(tx *storage.Tx) error {
		_, err := tx.Armed(t.Context(), k.ID, desk.ClockReaction)
		return err
	}))
}

func TestASweepMeetsEveryAlarmOnceInTheOrderOfTime(t *testing.T) {
	t.Parallel()
	db := open(t)
	who := boris(t, db)
	a, b := ticket(t, db, who), ticket(t, db, who)
	want := []desk.Alarm{
		alarm(b, desk.ClockReaction, 0, 1), alarm(a, desk.ClockReaction, 0, 2),
		alarm(a, desk.ClockRemind, 0, 2), alarm(b, desk.ClockRemind, 0, 2), alarm(a, desk.ClockClose, 0, 3),
	}
	arm(t, db, want...)
	var got []desk.Alarm
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		var last desk.Alarm
		for {
			some, err := tx.AlarmsAfter(ctx, last, 2)
			if err != nil || len(some) == 0 {
				return err
			}
			got, last = append(got, some...), some[len(some)-1]
		}
	})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("swept (-want +got):\n%s", diff)
	}
}

func TestARungIsClimbedOnceUntilItIsForgotten(t *testing.T) {
	t.Parallel()
	db := open(t)
	k := ticket(t, db, boris(t, db))
	climb := func(r desk.Rung) (first bool) {
		update(t, db, func(ctx context.Context, tx *storage.Tx) (err error) {
			first, err = tx.Climb(ctx, k.ID, r, noon, noon)
			return err
		})
		return first
	}
	second, first := desk.Rung{Clock: desk.ClockReaction, Step: 1, Rep: 2}, desk.Rung{Clock: desk.ClockReaction}
	if !climb(second) || climb(second) || !climb(first) {
		t.Error("a rung was not taken once, and once only")
	}
	climbed := func() []desk.Rung {
		return view(t, db, func(ctx context.Context, tx *storage.Tx) ([]desk.Rung, error) {
			return tx.Climbed(ctx, k.ID, desk.ClockReaction)
		})
	}
	if diff := cmp.Diff([]desk.Rung{first, second}, climbed()); diff != "" {
		t.Errorf("climbed (-want +got):\n%s", diff)
	}
	update(t, db, func(ctx context.Context, tx *storage.Tx) error { return tx.ForgetClimbs(ctx, k.ID, desk.ClockReaction) })
	if got := climbed(); len(got) > 0 || !climb(first) {
		t.Errorf("after forgetting: climbed %v, want none, and the first rung to be new", got)
	}
}
