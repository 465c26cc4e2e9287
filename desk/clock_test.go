package desk_test

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"vakhta/desk"
)

// Many couriers ask at once for a timer that is due. Under the race detector this
// ended the process when the runtime fired such timers.
func TestTimersThatAreDueFireAtOnceForAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var clock desk.WallClock
		var askers sync.WaitGroup
		for range 8 {
			askers.Go(func() {
				for range 2000 {
					select {
					case <-clock.Timer(clock.Now()).C():
					case <-clock.Timer(clock.Now().Add(time.Hour)).C():
						t.Error("a timer that was due did not fire")
					}
				}
			})
		}
		askers.Wait()
	})
}

func TestATimerFiresWhenItsTimeHasCome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var clock desk.WallClock
		at := clock.Now().Add(15 * time.Minute)
		if fired := <-clock.Timer(at).C(); !fired.Equal(at) {
			t.Errorf("fired at %v, want %v", fired, at)
		}
	})
}
