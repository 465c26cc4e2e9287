package keeper_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"vakhta/desk"
	"vakhta/internal/testredis"
	"vakhta/storage"
)

const lease = 5 * time.Second

func (w *world) disarm(a desk.Alarm) {
	w.t.Helper()
	w.update(func(ctx context.Context, tx *storage.Tx) error {
		return tx.Disarm(ctx, a.Subject, a.Clock)
	})
}

// takeAndDie rings what is due, like a keeper that is killed just after.
func (w *world) takeAndDie() {
	w.t.Helper()
	rang, err := w.alarms.Ring(w.t.Context(), w.clock.Now(), lease, 100)
	if err != nil || len(rang) == 0 {
		w.t.Fatalf("%d alarms ring, %v; want some", len(rang), err)
	}
}

func TestKilledBetweenRingAndFireItRingsAgainAfterTheLease(t *testing.T) {
	inFakeTime(t, func(t *testing.T, w *world) {
		ids := w.tickets(2)
		a := w.reaction(ids[0], 0)
		w.arm(a, w.reaction(ids[1], time.Hour))
		must(t, w.alarms.Set(t.Context(), a))
		w.takeAndDie()
		w.keep()
		pass(lease - time.Second)
		w.wantFired(ids[0])
		pass(2 * time.Second)
		w.wantFiredWithin(ids[0], a.Due.Add(lease), time.Millisecond)
	})
}

func TestWhatAKeeperThatHangsHadRungIsActedOnByAnotherWithinSeconds(t *testing.T) {
	inFakeTime(t, func(_ *testing.T, w *world) {
		id := w.tickets(1)[0]
		a := w.reaction(id, time.Second)
		w.arm(a)
		var begun atomic.Int32
		dies := make(chan struct{})
		w.begun = func() {
			if begun.Add(1) == 1 {
				<-dies
			}
		}
		w.keep()
		w.keep()
		pass(7 * time.Second)
		w.wantFiredWithin(id, a.Due.Add(lease), time.Second)
		close(dies) // it comes back to life, and finds that nothing is armed
		pass(time.Minute)
		w.wantFiredWithin(id, a.Due.Add(lease), time.Second)
	})
}

func TestKilledBetweenFireAndHushItsEffectIsNotDoubled(t *testing.T) {
	inFakeTime(t, func(t *testing.T, w *world) {
		id := w.tickets(1)[0]
		a := w.reaction(id, 0)
		w.arm(a)
		must(t, w.alarms.Set(t.Context(), a))
		w.takeAndDie()
		w.update(func(ctx context.Context, tx *storage.Tx) error {
			return errors.Join(
				tx.MarkFired(ctx, storage.Fired{Ticket: a.Ticket, Firing: a.Firing, Planned: a.Due, At: a.Due}),
				tx.Disarm(ctx, a.Subject, a.Clock),
			)
		})
		w.keep()
		pass(time.Hour)
		w.wantFired(id)
		if n, err := w.alarms.Count(t.Context()); n != 0 || err != nil {
			t.Errorf("%d alarms are set, %v; want none", n, err)
		}
	})
}

func TestKilledBetweenCommitAndSetTheNextKeeperFindsIt(t *testing.T) {
	inFakeTime(t, func(_ *testing.T, w *world) {
		ids := w.tickets(2)
		overdue, ahead := w.reaction(ids[0], -time.Hour), w.reaction(ids[1], time.Second)
		w.arm(overdue, ahead)
		started := time.Now()
		w.keep()
		pass(time.Minute)
		w.wantFired(ids[0], started)
		w.wantFired(ids[1], ahead.Due)
	})
}

func TestARedisThatWasEmptiedMakesNothingLate(t *testing.T) {
	inFakeTime(t, func(t *testing.T, w *world) {
		ids := w.tickets(3)
		all := []desk.Alarm{w.reaction(ids[0], 10*time.Second), w.reaction(ids[1], 10500*time.Millisecond), w.reaction(ids[2], time.Hour)}
		w.arm(all...)
		w.keep()
		pass(5 * time.Second)
		testredis.Empty(t, w.redis, w.prefix)
		pass(90 * time.Second)
		w.wantFired(ids[0], all[0].Due)
		w.wantFired(ids[1], all[1].Due)
		if n, err := w.alarms.Count(t.Context()); n != 1 || err != nil {
			t.Errorf("%d alarms are set after the sweep, %v; want 1", n, err)
		}
		pass(time.Hour)
		w.wantFired(ids[2], all[2].Due)
	})
}

func TestWithoutRedisTheDatabaseRings(t *testing.T) {
	inFakeTime(t, func(t *testing.T, w *world) {
		ids := w.tickets(100)
		var all []desk.Alarm
		for i, id := range ids {
			all = append(all, w.reaction(id, time.Duration(i)*333*time.Millisecond))
		}
		w.redisGate.Shut()
		w.arm(all[:50]...)
		watch, _ := w.keep()
		pass(time.Second)
		w.arm(all[50:]...)
		watch.Changed(t.Context(), all[50:], nil)
		pass(time.Minute)
		for _, a := range all {
			w.wantFired(a.Ticket, a.Due)
		}
	})
}

func TestRedisComesBackAndRingsAgain(t *testing.T) {
	inFakeTime(t, func(t *testing.T, w *world) {
		ids := w.tickets(3)
		during, afterwards, later := w.reaction(ids[0], 20*time.Second), w.reaction(ids[1], 40*time.Second), w.reaction(ids[2], 3*time.Hour)
		w.arm(during, afterwards, later)
		w.keep()
		pass(10 * time.Second)
		w.redisGate.Shut()
		pass(15 * time.Second)
		w.redisGate.Open()
		pass(time.Minute)
		w.wantFired(ids[0], during.Due)
		w.wantFired(ids[1], afterwards.Due)
		if n, err := w.alarms.Count(t.Context()); n != 1 || err != nil {
			t.Errorf("%d alarms are set, %v; want 1", n, err)
		}
		pass(3 * time.Hour)
		w.wantFired(ids[2], later.Due)
	})
}

func TestADatabaseThatWasAwayLosesNothing(t *testing.T) {
	inFakeTime(t, func(_ *testing.T, w *world) {
		ids := w.tickets(40)
		var all []desk.Alarm
		for _, id := range ids {
			all = append(all, w.reaction(id, 10*time.Second))
		}
		w.arm(all...)
		w.keep()
		pass(5 * time.Second)
		w.pgGate.Shut()
		pass(20 * time.Second)
		back := time.Now()
		w.pgGate.Open()
		pass(2 * time.Minute)
		for _, a := range all {
			w.wantFiredWithin(a.Ticket, back, 5*time.Second)
		}
	})
}

func TestWithNeitherNothingIsLost(t *testing.T) {
	inFakeTime(t, func(_ *testing.T, w *world) {
		id := w.tickets(1)[0]
		w.arm(w.reaction(id, 10*time.Second))
		w.keep()
		pass(5 * time.Second)
		w.pgGate.Shut()
		w.redisGate.Shut()
		pass(20 * time.Second)
		back := time.Now()
		w.pgGate.Open()
		pass(2 * time.Second)
		w.wantFiredWithin(id, back, 2*time.Second)
	})
}

func TestTwoKeepersFireEachAlarmOnce(t *testing.T) {
	inFakeTime(t, func(_ *testing.T, w *world) {
		ids := w.tickets(200)
		var all []desk.Alarm
		for i, id := range ids {
			all = append(all, w.reaction(id, time.Duration(i%4)*time.Second))
		}
		w.arm(all...)
		w.keep()
		w.alarms = w.openAlarms() // as another process has
		w.keep()
		pass(time.Hour)
		for _, a := range all {
			w.wantFired(a.Ticket, a.Due)
		}
	})
}

func TestAKeeperThatIsStoppedFinishesWhatItBegan(t *testing.T) {
	inFakeTime(t, func(t *testing.T, w *world) {
		id := w.tickets(1)[0]
		a := w.reaction(id, time.Second)
		w.arm(a)
		var once sync.Once
		inside, goOn := make(chan struct{}), make(chan struct{})
		w.begun = func() {
			once.Do(func() {
				close(inside)
				<-goOn
			})
		}
		_, stop := w.keep()
		<-inside
		stopped := make(chan struct{})
		go func() {
			stop()
			close(stopped)
		}()
		synctest.Wait() // the stop waits for the transaction
		close(goOn)
		<-stopped
		w.wantFired(id, a.Due)
		if n, err := w.alarms.Count(t.Context()); n != 0 || err != nil {
			t.Errorf("%d alarms are set, %v; want none", n, err)
		}
	})
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
