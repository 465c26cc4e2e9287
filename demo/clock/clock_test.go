package clock_test

import (
	"testing"
	"testing/synctest"
	"time"

	"vakhta/demo/clock"
)

// noon returns a time far from the bubble's own, so that the two cannot be
// mixed up.
func noon() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) }

// fired waits for a timer and returns the real time that passed.
func fired(t *testing.T, c <-chan time.Time) time.Duration {
	t.Helper()
	before := time.Now()
	select {
	case <-c:
		return time.Since(before).Round(time.Microsecond)
	case <-time.After(24 * time.Hour):
		t.Fatal("the timer never fires")
		return 0
	}
}

func TestAFasterClockWakesEarlier(t *testing.T) {
	for _, c := range []struct{ speed, seconds float64 }{{1, 60}, {10, 6}, {60, 1}} {
		synctest.Test(t, func(t *testing.T) {
			k := clock.New(noon())
			k.SetSpeed(c.speed)
			if got, want := fired(t, k.After(time.Minute)), time.Duration(c.seconds*float64(time.Second)); got != want {
				t.Errorf("at speed %v a minute takes %v, want %v", c.speed, got, want)
			}
			if got := k.Now().Sub(noon()).Round(time.Millisecond); got != time.Minute {
				t.Errorf("the clock shows %v later, want a minute", got)
			}
		})
	}
}

func TestThoseWhoWaitAreSetAnewWhenTheSpeedChanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := clock.New(noon())
		timer := k.Timer(noon().Add(10 * time.Minute))
		time.Sleep(4 * time.Minute)
		k.SetSpeed(60)
		if got := fired(t, timer.C()); got != 6*time.Second {
			t.Errorf("the last 6 minutes took %v at 60 times the speed, want 6s", got)
		}
		slow := k.Timer(k.Now().Add(time.Hour))
		k.SetSpeed(1)
		if got := fired(t, slow.C()); got != time.Hour {
			t.Errorf("an hour took %v after the clock was slowed, want 1h", got)
		}
	})
}

func TestAJumpWakesAllWhoseTimeCameInBetween(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := clock.New(noon())
		first, second := k.Timer(noon().Add(time.Minute)), k.Timer(noon().Add(time.Hour))
		later := k.Timer(noon().Add(2 * time.Hour))
		k.JumpTo(noon().Add(time.Hour))
		if got := fired(t, first.C()) + fired(t, second.C()); got > time.Millisecond {
			t.Errorf("timers of the past hour fired %v after the jump, want at once", got)
		}
		if got := fired(t, later.C()); got != time.Hour {
			t.Errorf("the timer after the jump fired after %v, want 1h", got)
		}
	})
}

func TestTheClockNeverGoesBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := clock.New(noon())
		k.JumpTo(noon().Add(-time.Hour))
		k.SetSpeed(0)
		k.SetSpeed(-3)
		time.Sleep(time.Second)
		if got := k.Now(); !got.Equal(noon().Add(time.Second)) || k.Speed() != 1 {
			t.Errorf("the clock shows %v at speed %v, want a second past noon at speed 1", got, k.Speed())
		}
	})
}

func TestAStoppedTimerStaysSilent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := clock.New(noon())
		timer := k.Timer(noon().Add(time.Minute))
		timer.Stop()
		k.JumpTo(noon().Add(time.Hour))
		synctest.Wait()
		select {
		case <-timer.C():
			t.Error("a stopped timer fired")
		default:
		}
	})
}

func TestATimerOfThePastFiresAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := clock.New(noon())
		if got := fired(t, k.Timer(noon().Add(-time.Hour)).C()); got > time.Millisecond {
			t.Errorf("fired after %v, want at once", got)
		}
	})
}

func TestWhoWatchesHearsOfEveryChange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := clock.New(noon())
		for name, change := range map[string]func(){
			"speed": func() { k.SetSpeed(10) },
			"jump":  func() { k.JumpTo(k.Now().Add(time.Minute)) },
		} {
			changed := k.Watch()
			change()
			select {
			case <-changed:
			default:
				t.Errorf("nobody heard of the new %s", name)
			}
		}
	})
}

func TestTheMachinesOwnTimersWakeItToo(t *testing.T) {
	k := clock.New(noon())
	k.SetSpeed(60)
	before := time.Now()
	select {
	case at := <-k.After(3 * time.Second):
		if at.Before(noon().Add(3 * time.Second)) {
			t.Errorf("woke at %v, before its time", at)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("the timer did not fire in real time")
	}
	if took := time.Since(before); took < 50*time.Millisecond {
		t.Errorf("3 seconds at 60 times the speed took %v, want 50ms at least", took)
	}
}
