package routines_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/files"
	"vakhta/internal/testdesk"
	"vakhta/routines"
	"vakhta/storage"
	"vakhta/tickets"
)

func TestARoutineRunsAtEachOfItsMoments(t *testing.T) {
	inHouse(t, func(h *house) {
		h.replica(h.round())
		pass(30 * time.Minute)
		h.wantRounds()
		pass(2 * time.Hour)
		h.wantRounds("13:00 at 13:00", "14:00 at 14:00")
		h.wantNext("round", "15:00")
	})
}

func TestOfSeveralReplicasOneRunsIt(t *testing.T) {
	inHouse(t, func(h *house) {
		for range 3 {
			h.replica(h.round())
		}
		pass(2*time.Hour + time.Minute)
		h.wantRounds("13:00 at 13:00", "14:00 at 14:00")
	})
}

func TestReplicasThatRunItAtOnceCommitOneRun(t *testing.T) {
	inHouse(t, func(h *house) {
		var both sync.WaitGroup
		both.Add(2)
		together := h.round(func(r *routines.Routine) {
			do := r.Do
			r.Do = func(ctx context.Context, m routines.Moment) (routines.Work, error) {
				both.Done()
				both.Wait()
				return do(ctx, m)
			}
		})
		// A keeper does not ring a subject that it is handling, so the test rings the second time itself.
		a, b := h.replica(together), h.replica(together)
		rang := desk.Alarm{Subject: desk.Of(routines.Kind, "round")}
		var fired sync.WaitGroup
		for _, r := range []*replica{a, b} {
			fired.Go(func() {
				if err := r.runner.Fire(h.t.Context(), time.Now().Add(61*time.Minute), rang); err != nil {
					h.t.Error(err)
				}
			})
		}
		fired.Wait()
		h.wantRounds("13:00 at 13:01")
	})
}

func TestAMomentThatPassedInAnOutageIsMadeUpForOnce(t *testing.T) {
	inHouse(t, func(h *house) {
		before := h.replica(h.round())
		pass(time.Hour)
		before.stop()
		pass(3*time.Hour + 30*time.Minute) // 14:00, 15:00 and 16:00 pass
		h.replica(h.round())
		pass(time.Minute)
		h.wantRounds("13:00 at 13:00", "14:00 at 16:30")
		h.wantNext("round", "17:00")
	})
}

func TestARoutineMayRunForEachMomentThatItMissed(t *testing.T) {
	inHouse(t, func(h *house) {
		each := h.round(func(r *routines.Routine) { r.EachMissed = true })
		before := h.replica(each)
		pass(time.Hour)
		before.stop()
		pass(2*time.Hour + 30*time.Minute)
		h.replica(each)
		pass(time.Minute)
		h.wantRounds("13:00 at 13:00", "14:00 at 15:30", "15:00 at 15:30")
		h.wantNext("round", "16:00")
	})
}

func TestARestartDoesNotRepeatAMoment(t *testing.T) {
	inHouse(t, func(h *house) {
		before := h.replica(h.round())
		pass(time.Hour)
		before.stop()
		after := h.replica(h.round())
		// Its clock is behind the clock of the replica that ran the round.
		must(h.t, after.runner.Start(h.t.Context(), time.Now().Add(-time.Second)))
		pass(time.Minute)
		h.wantRounds("13:00 at 13:00")
		h.wantNext("round", "14:00")
	})
}

func TestAnotherScheduleHoldsFromTheRestart(t *testing.T) {
	inHouse(t, func(h *house) {
		h.replica(h.round()).stop()
		h.wantNext("round", "13:00")
		h.every = 20 * time.Minute
		h.replica(h.round())
		h.wantNext("round", "12:20")
	})
}

func TestWhatFailedRunsAgainAfterAMinute(t *testing.T) {
	inHouse(t, func(h *house) {
		h.fail(true)
		h.replica(h.round())
		pass(time.Hour + 2*time.Minute + time.Second)
		if n := h.fail(false); n != 3 {
			h.t.Errorf("it was tried %d times in two minutes, want 3", n)
		}
		h.wantRounds()
		pass(time.Minute)
		h.wantRounds("13:00 at 13:03")
		h.wantNext("round", "14:00")
	})
}

func TestWithoutRedisItRunsToo(t *testing.T) {
	inHouse(t, func(h *house) {
		h.redis, h.every = "redis://127.0.0.1:1", time.Minute
		h.replica(h.round())
		pass(2*time.Minute + time.Second)
		h.wantRounds("12:01 at 12:01", "12:02 at 12:02")
	})
}

func TestALongRunHoldsUpNoOther(t *testing.T) {
	inHouse(t, func(h *house) {
		slow := h.round(func(r *routines.Routine) {
			r.Name = "slow"
			r.Do = func(ctx context.Context, _ routines.Moment) (routines.Work, error) {
				select {
				case <-time.After(20 * time.Second):
				case <-ctx.Done():
				}
				return nil, ctx.Err()
			}
		})
		h.replica(slow, h.round())
		pass(time.Hour + time.Second)
		h.wantRounds("13:00 at 13:00")
		h.wantNext("slow", "13:00")
		pass(time.Minute)
		h.wantNext("slow", "14:00")
	})
}

func TestAStopBreaksALongRunOffAndAnotherReplicaRunsIt(t *testing.T) {
	inHouse(t, func(h *house) {
		slow := h.round(func(r *routines.Routine) {
			do := r.Do
			r.Do = func(ctx context.Context, m routines.Moment) (routines.Work, error) {
				select {
				case <-time.After(20 * time.Second):
				case <-ctx.Done():
					return nil, ctx.Err()
				}
				return do(ctx, m)
			}
		})
		first := h.replica(slow)
		pass(time.Hour + time.Second)
		stopped := time.Now()
		first.stop()
		if took := time.Since(stopped); took > time.Second {
			h.t.Errorf("the stop took %s", took)
		}
		h.wantRounds()
		h.replica(slow)
		pass(30 * time.Second)
		h.wantRounds("13:00 at 13:00")
	})
}

func TestARoutineThatNobodyKnowsIsForgottenAfterADay(t *testing.T) {
	inHouse(t, func(h *house) {
		gone := h.round(func(r *routines.Routine) { r.Name = "gone" })
		h.replica(gone).stop()
		pass(24 * time.Hour)
		h.replica(h.round())
		pass(time.Minute)
		h.wantNext("gone", "13:00") // a replica of its version may still come
		pass(time.Hour)
		h.wantNext("gone", "")
	})
}

func TestARoutineMayHaveItsLastMoment(t *testing.T) {
	inHouse(t, func(h *house) {
		h.replica(h.round(func(r *routines.Routine) {
			r.Next = func(after time.Time) time.Time {
				if once := time.Date(2026, time.November, 16, 10, 0, 0, 0, time.UTC); after.Before(once) {
					return once
				}
				return time.Time{}
			}
		}))
		pass(5 * time.Hour)
		h.wantRounds("13:00 at 13:00")
		h.wantNext("round", "")
	})
}

func TestTwoRoutinesOfOneNameAreRefused(t *testing.T) {
	t.Parallel()
	if _, err := routines.New(routines.Config{All: []routines.Routine{{Name: "round"}, {Name: "round"}}}); err == nil {
		t.Error("they are taken")
	}
}

func TestThePruneDeletesOldEvents(t *testing.T) {
	inHouse(t, func(h *house) {
		day := 24 * time.Hour
		admit := func() (fresh bool) {
			h.t.Helper()
			store, err := storage.Open(h.t.Context(), h.pg)
			must(h.t, err)
			defer store.Close()
			must(h.t, store.Update(h.t.Context(), func(tx *storage.Tx) (err error) {
				fresh, err = tx.Admit(h.t.Context(), "telegram:1", "lane", time.Now())
				return err
			}))
			return fresh
		}
		admit()
		for _, after := range []time.Duration{29 * day, 2 * day} {
			pass(after)
			prunes := h.replica(routines.All(tickets.NewService(tickets.Config{Desk: testdesk.Example(h.t), Clock: desk.WallClock{}}), nil, files.Limit{}, routines.Outside{Rights: noRights})...)
			pass(time.Hour)
			prunes.stop()
			if fresh, want := admit(), after != 29*day; fresh != want {
				h.t.Errorf("%s later the event is forgotten: %t, want %t", after, fresh, want)
			}
		}
	})
}
