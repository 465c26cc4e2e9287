package keeper_test

import (
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"vakhta/desk"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// pass moves the fake time forward and waits until all is quiet.
func pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func TestEachAlarmFiresInItsMillisecond(t *testing.T) {
	inFakeTime(t, func(_ *testing.T, w *world) {
		ids := w.tickets(3)
		var all []desk.Alarm
		for i, in := range []time.Duration{7 * time.Millisecond, 90*time.Second + time.Millisecond, 5*time.Hour + 123*time.Millisecond} {
			all = append(all, w.reaction(ids[i], in))
		}
		w.arm(all...)
		w.keep()
		pass(6 * time.Hour)
		for _, a := range all {
			w.wantFired(a.Ticket, a.Due)
		}
	})
}

func TestAnEarlierAlarmWakesTheKeeper(t *testing.T) {
	inFakeTime(t, func(t *testing.T, w *world) {
		ids := w.tickets(2)
		late, early := w.reaction(ids[0], 40*time.Second), w.reaction(ids[1], 15*time.Second)
		w.arm(late)
		watch, _ := w.keep()
		pass(5 * time.Second)
		w.arm(early)
		watch.Changed(t.Context(), []desk.Alarm{early}, nil)
		pass(time.Minute)
		w.wantFired(ids[0], late.Due)
		w.wantFired(ids[1], early.Due)
	})
}

func TestTheNextStepFollowsHoweverSoonItIs(t *testing.T) {
	inFakeTime(t, func(_ *testing.T, w *world) {
		id := w.tickets(1)[0]
		first := w.reaction(id, time.Second)
		var want []time.Time
		for rep := range 5 {
			want = append(want, first.Due.Add(time.Duration(rep)*3*time.Millisecond))
		}
		w.follow = func(a desk.Alarm, now time.Time) (desk.Alarm, bool) {
			a.Rep++
			a.Due = now.Add(3 * time.Millisecond)
			return a, a.Rep < len(want)
		}
		w.arm(first)
		w.keep()
		pass(10 * time.Second)
		w.wantFired(id, want...)
	})
}

func TestAHushedAlarmDoesNotFire(t *testing.T) {
	inFakeTime(t, func(t *testing.T, w *world) {
		id := w.tickets(1)[0]
		a := w.reaction(id, time.Minute)
		w.arm(a)
		watch, _ := w.keep()
		pass(30 * time.Second)
		if n, err := w.alarms.Count(t.Context()); n != 1 || err != nil {
			t.Fatalf("%d alarms are set, %v; want 1", n, err)
		}
		w.disarm(a)
		watch.Changed(t.Context(), nil, []desk.Alarm{a})
		if n, err := w.alarms.Count(t.Context()); n != 0 || err != nil {
			t.Errorf("%d alarms are set, %v; want none", n, err)
		}
		pass(time.Hour)
		w.wantFired(id)
	})
}

func TestAnAlarmThatOnlyTheDatabaseKnowsIsFoundByTheSweep(t *testing.T) {
	inFakeTime(t, func(_ *testing.T, w *world) {
		ids := w.tickets(2)
		w.arm(w.reaction(ids[0], time.Hour)) // so that Redis is not empty
		w.keep()
		pass(time.Second)
		a := w.reaction(ids[1], 10*time.Second)
		w.arm(a)
		pass(10 * time.Minute)
		w.wantFiredWithin(ids[1], a.Due, time.Minute)
	})
}

func TestManyAtOnceAllFireOnce(t *testing.T) {
	inFakeTime(t, func(_ *testing.T, w *world) {
		ids := w.tickets(300)
		var all []desk.Alarm
		for _, id := range ids {
			all = append(all, w.reaction(id, time.Second))
		}
		w.arm(all...)
		w.keep()
		pass(2 * time.Minute)
		for _, a := range all {
			w.wantFired(a.Ticket, a.Due)
		}
	})
}

func TestATicketInTroubleHoldsUpNoOther(t *testing.T) {
	inFakeTime(t, troubled)
}

func TestAPanicHoldsUpNoOtherTicket(t *testing.T) {
	inFakeTime(t, func(t *testing.T, w *world) {
		w.panics = true
		troubled(t, w)
	})
}

// troubled fails unless the alarms of all tickets but one fire in time, and its own once it is well.
func troubled(_ *testing.T, w *world) {
	ids := w.tickets(40)
	var all []desk.Alarm
	for _, id := range ids {
		all = append(all, w.reaction(id, time.Second))
	}
	w.arm(all...)
	w.setPoison(ids[7], true)
	w.keep()
	pass(time.Minute)
	healed := time.Now()
	w.setPoison(ids[7], false)
	pass(time.Minute)
	for i, a := range all {
		if i != 7 {
			w.wantFired(a.Ticket, a.Due)
		}
	}
	w.wantFiredWithin(ids[7], healed, 5*time.Second)
}

// A fastClock runs sixty times as fast as the machine's clock.
type fastClock struct{ since time.Time }

const fast = 60

func (c fastClock) Now() time.Time { return c.since.Add(fast * time.Since(c.since)) }

func (c fastClock) Timer(t time.Time) desk.Timer {
	return desk.WallClock{}.Timer(time.Now().Add(t.Sub(c.Now()) / fast))
}

func TestAFastClockLosesNothing(t *testing.T) {
	inFakeTime(t, func(_ *testing.T, w *world) {
		w.clock = fastClock{since: time.Now()}
		ids := w.tickets(20)
		var all []desk.Alarm
		for i, id := range ids {
			all = append(all, w.reaction(id, time.Duration(i)*time.Minute))
		}
		w.arm(all...)
		w.keep()
		pass(time.Minute)
		for _, a := range all {
			w.wantFiredWithin(a.Ticket, a.Due, fast*time.Millisecond)
		}
	})
}
