package storage_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/storage"
)

func alarm(t *desk.Ticket, clock desk.ClockName, step, minute int) desk.Alarm {
	return desk.Alarm{Subject: desk.OfTicket(t.ID), Firing: desk.Firing{Clock: clock, Step: step}, Due: noon.Add(time.Duration(minute) * time.Minute)}
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
	if diff := cmp.Diff([]desk.Alarm{ending, later}, locked(t, db, k).Armed); diff != "" {
		t.Errorf("the ticket's alarms (-want +got):\n%s", diff)
	}
}

func TestDisarmingLeavesTheOtherClocks(t *testing.T) {
	t.Parallel()
	db := open(t)
	who := boris(t, db)
	k, other := ticket(t, db, who), ticket(t, db, who)
	remind, others := alarm(k, desk.ClockRemind, 0, 2), alarm(other, desk.ClockReaction, 0, 1)
	arm(t, db, alarm(k, desk.ClockReaction, 0, 1), remind, others)
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		return tx.Disarm(ctx, desk.OfTicket(k.ID), desk.ClockReaction, desk.ClockResolution)
	})
	for of, want := range map[*desk.Ticket]desk.Alarm{k: remind, other: others} {
		if diff := cmp.Diff([]desk.Alarm{want}, locked(t, db, of).Armed); diff != "" {
			t.Errorf("armed for %s (-want +got):\n%s", of.Key, diff)
		}
	}
}

// locked returns a ticket with its clocks, as a transaction gets it when it
// locks it.
func locked(t *testing.T, db *storage.DB, k *desk.Ticket) storage.Locked {
	t.Helper()
	var byID []storage.Locked
	var byKey storage.Locked
	update(t, db, func(ctx context.Context, tx *storage.Tx) (err error) {
		if byID, err = tx.LockTickets(ctx, k.ID); err != nil {
			return err
		}
		byKey, err = tx.LockKey(ctx, k.Key)
		return err
	})
	if diff := cmp.Diff([]storage.Locked{byKey}, byID); diff != "" {
		t.Fatalf("locked by its number unlike by its key (-key +number):\n%s", diff)
	}
	return byKey
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
	for _, name := range []string{"digest", "prune"} {
		want = append(want, desk.Alarm{Subject: desk.Of("routine", name), Due: noon.Add(4 * time.Minute)})
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
	fire := func(r desk.Firing) error {
		return db.Update(t.Context(), func(tx *storage.Tx) error {
			return tx.MarkFired(t.Context(), storage.Fired{Ticket: k.ID, Firing: r, Planned: noon, At: noon})
		})
	}
	second, first := desk.Firing{Clock: desk.ClockReaction, Step: 1, Rep: 2}, desk.Firing{Clock: desk.ClockReaction}
	if err := errors.Join(fire(second), fire(first)); err != nil {
		t.Fatal(err)
	}
	if fire(second) == nil {
		t.Error("a step fired twice")
	}
	if diff := cmp.Diff([]desk.Firing{first, second}, locked(t, db, k).Fired); diff != "" {
		t.Errorf("fired (-want +got):\n%s", diff)
	}
	update(t, db, func(ctx context.Context, tx *storage.Tx) error { return tx.ForgetFired(ctx, k.ID, desk.ClockReaction) })
	if got := locked(t, db, k).Fired; len(got) > 0 {
		t.Errorf("after forgetting: fired %v, want none", got)
	}
	if err := fire(first); err != nil {
		t.Errorf("a forgotten firing is not kept once more: %v", err)
	}
}

func TestWhatIsNoTicketHasAnAlarmOfEachClock(t *testing.T) {
	t.Parallel()
	db := open(t)
	line1, line2 := desk.Of("schedule", "line1"), desk.Of("schedule", "line2")
	at := func(s desk.Subject, clock desk.ClockName, step, minute int) desk.Alarm {
		return desk.Alarm{Subject: s, Firing: desk.Firing{Clock: clock, Step: step}, Due: noon.Add(time.Duration(minute) * time.Minute)}
	}
	handover, check, other := at(line1, "handover", 1, 2), at(line1, "check", 0, 1), at(line2, "handover", 0, 1)
	arm(t, db, at(line1, "handover", 0, 5), handover, check, other)
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		got, err := tx.AlarmsOf(ctx, line1, line2)
		if diff := cmp.Diff([]desk.Alarm{check, handover, other}, got); diff != "" {
			t.Errorf("armed (-want +got):\n%s", diff)
		}
		if err != nil {
			return err
		}
		if err := tx.Disarm(ctx, line1, "check"); err != nil {
			return err
		}
		if got, err := tx.LockAlarm(ctx, line1, "handover"); got != handover || err != nil {
			t.Errorf("locked %+v, %v; want %+v", got, err, handover)
		}
		_, err = tx.LockAlarm(ctx, line1, "check")
		wantMissing(t, err)
		return nil
	})
}
