package timers_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/redis/go-redis/v9"
	"go.uber.org/goleak"

	"vakhta/desk"
	"vakhta/internal/testredis"
	"vakhta/timers"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// noon is when these tests begin. Redis is never asked for the time.
var noon = time.Date(2026, time.March, 2, 12, 0, 0, 0, time.UTC)

const lease = 30 * time.Second

func after(ms int) time.Time { return noon.Add(time.Duration(ms) * time.Millisecond) }

func reaction(ticket, step, ms int) desk.Alarm {
	return desk.Alarm{Subject: desk.OfTicket(desk.TicketID(ticket)), Firing: desk.Firing{Clock: desk.ClockReaction, Step: step}, Due: after(ms)}
}

// A place is a Redis for one test: its address and a prefix for the test's
// keys.
type place struct{ url, prefix string }

// everywhere runs a test on a real Redis and on the in-process one, with one
// shard and with several. All have to behave alike.
func everywhere(t *testing.T, test func(t *testing.T, c *timers.Queue)) {
	t.Helper()
	t.Parallel()
	for name, build := range map[string]func(t *testing.T) place{
		"real": func(t *testing.T) place {
			t.Helper()
			url, prefix := testredis.New(t)
			return place{url, prefix}
		},
		"in process": inProcess,
	} {
		for _, shards := range []int{1, 5} {
			t.Run(fmt.Sprintf("%s, %d shards", name, shards), func(t *testing.T) {
				t.Parallel()
				p := build(t)
				test(t, open(t, p, shards))
			})
		}
	}
}

func inProcess(t *testing.T) place {
	t.Helper()
	url, stop, err := timers.InProcess()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return place{url, "test"}
}

func open(t testing.TB, p place, shards int) *timers.Queue {
	t.Helper()
	c, err := timers.Open(p.url, timers.Options{Prefix: p.prefix, Shards: shards})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

// must fails the test on an error.
func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// ring returns what rings at a moment, sorted by ticket, because shards are not
// ordered.
func ring(t testing.TB, c *timers.Queue, now time.Time) []timers.Ringing {
	t.Helper()
	rang, err := c.Ring(t.Context(), now, lease, 100)
	must(t, err)
	slices.SortFunc(rang, func(a, b timers.Ringing) int { return int(a.Ticket - b.Ticket) })
	return rang
}

// wantRing fails unless exactly these ring at a moment.
func wantRing(t testing.TB, c *timers.Queue, now time.Time, want ...desk.Alarm) []timers.Ringing {
	t.Helper()
	rang := ring(t, c, now)
	var got []desk.Alarm
	for _, r := range rang {
		got = append(got, r.Alarm)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("at %s ring (-want +got):\n%s", now.Format(time.StampMicro), diff)
	}
	return rang
}

func wantNext(t testing.TB, c *timers.Queue, want time.Time) {
	t.Helper()
	next, ok, err := c.Next(t.Context())
	must(t, err)
	if ok == want.IsZero() || !next.Equal(want) {
		t.Errorf("next is %s, %v; want %s", next, ok, want)
	}
}

func TestAnAlarmRingsWhenItIsDueAndNotBefore(t *testing.T) {
	everywhere(t, func(t *testing.T, c *timers.Queue) {
		a, b := reaction(1, 0, 10), reaction(2, 3, 20)
		must(t, c.Set(t.Context(), a, b))
		wantRing(t, c, after(9))
		wantRing(t, c, after(10), a)
		wantRing(t, c, after(20), b)
	})
}

func TestNothingRingsAFractionOfAMillisecondEarly(t *testing.T) {
	everywhere(t, func(t *testing.T, c *timers.Queue) {
		a := reaction(1, 0, 10)
		a.Due = a.Due.Add(123 * time.Microsecond)
		must(t, c.Set(t.Context(), a))
		wantRing(t, c, a.Due)
		wantNext(t, c, after(11))
		wantRing(t, c, after(11), reaction(1, 0, 11))
	})
}

func TestEveryClockOfATicketHasAnAlarmOfItsOwn(t *testing.T) {
	everywhere(t, func(t *testing.T, c *timers.Queue) {
		var all []desk.Alarm
		for i, clock := range desk.TicketClocks() {
			all = append(all, desk.Alarm{Subject: desk.OfTicket(desk.TicketID(i + 1)), Firing: desk.Firing{Clock: clock.Name, Step: 12, Rep: 40}, Due: noon})
		}
		must(t, c.Set(t.Context(), all...))
		wantRing(t, c, noon, all...)
	})
}

func TestWhatIsNoTicketHasAnAlarmToo(t *testing.T) {
	everywhere(t, func(t *testing.T, c *timers.Queue) {
		prune := desk.Alarm{Subject: desk.Of("routine", "prune"), Due: after(10)}
		shift := desk.Alarm{Subject: desk.Of("schedule", "line 1: nights/days"), Firing: desk.Firing{Clock: "handover", Step: 3}, Due: after(20)}
		must(t, c.Set(t.Context(), prune, shift, reaction(1, 0, 30)))
		wantRing(t, c, after(10), prune)
		must(t, c.Cancel(t.Context(), shift))
		wantRing(t, c, after(30), reaction(1, 0, 30))
	})
}

func TestSettingAgainPutsAnAlarmOff(t *testing.T) {
	everywhere(t, func(t *testing.T, c *timers.Queue) {
		must(t, c.Set(t.Context(), reaction(1, 0, 10)))
		must(t, c.Set(t.Context(), reaction(1, 0, 20)))
		wantRing(t, c, after(10))
		wantRing(t, c, after(20), reaction(1, 0, 20))
	})
}

func TestTheSweepMakesNothingLater(t *testing.T) {
	everywhere(t, func(t *testing.T, c *timers.Queue) {
		must(t, c.Set(t.Context(), reaction(1, 0, 10), reaction(2, 0, 20)))
		must(t, c.SetEarlier(t.Context(), reaction(1, 0, 15), reaction(2, 0, 15), reaction(3, 0, 15)))
		wantRing(t, c, after(10), reaction(1, 0, 10))
		wantRing(t, c, after(15), reaction(2, 0, 15), reaction(3, 0, 15))
	})
}

func TestTheSweepLeavesAloneWhatRings(t *testing.T) {
	everywhere(t, func(t *testing.T, c *timers.Queue) {
		must(t, c.Set(t.Context(), reaction(1, 0, 10)))
		wantRing(t, c, after(10), reaction(1, 0, 10))
		must(t, c.SetMissing(t.Context(), reaction(1, 0, 10), reaction(2, 0, 10)))
		wantRing(t, c, after(10), reaction(2, 0, 10))
	})
}

func TestWhatRangRingsAgainWhenItsLeaseIsOver(t *testing.T) {
	everywhere(t, func(t *testing.T, c *timers.Queue) {
		must(t, c.Set(t.Context(), reaction(1, 0, 0)))
		wantRing(t, c, noon, reaction(1, 0, 0))
		end := noon.Add(lease + time.Millisecond) // the lease itself ends half a millisecond earlier
		wantNext(t, c, end)
		wantRing(t, c, noon.Add(lease))
		again := reaction(1, 0, 0)
		again.Due = end
		wantRing(t, c, end, again)
	})
}

func TestWhatWasActedOnIsSilent(t *testing.T) {
	everywhere(t, func(t *testing.T, c *timers.Queue) {
		must(t, c.Set(t.Context(), reaction(1, 0, 0), reaction(2, 0, 0)))
		must(t, c.Done(t.Context(), ring(t, c, noon)...))
		wantNext(t, c, time.Time{})
		wantRing(t, c, noon.Add(time.Hour))
	})
}

func TestAnAlarmSetAnewWhileItRangIsKept(t *testing.T) {
	everywhere(t, func(t *testing.T, c *timers.Queue) {
		must(t, c.Set(t.Context(), reaction(1, 0, 0)))
		rang := ring(t, c, noon)
		anew := reaction(1, 0, int(lease/time.Millisecond)) // the moment the lease ends
		must(t, c.Set(t.Context(), anew))
		must(t, c.Done(t.Context(), rang...))
		wantRing(t, c, anew.Due, anew)
	})
}

func TestWhoComesLateDoesNotSilenceWhoRangSince(t *testing.T) {
	everywhere(t, func(t *testing.T, c *timers.Queue) {
		must(t, c.Set(t.Context(), reaction(1, 0, 0)))
		slow := ring(t, c, noon)
		over := noon.Add(2 * lease)
		if quick := ring(t, c, over); len(quick) != 1 {
			t.Fatalf("%d ring after the lease, want 1", len(quick))
		}
		must(t, c.Done(t.Context(), slow...))
		must(t, c.Again(t.Context(), noon, slow...))
		wantNext(t, c, over.Add(lease+time.Millisecond))
	})
}

func TestWhatCouldNotBeDoneRingsAgainWhenAskedTo(t *testing.T) {
	everywhere(t, func(t *testing.T, c *timers.Queue) {
		must(t, c.Set(t.Context(), reaction(1, 0, 0)))
		must(t, c.Again(t.Context(), after(500), ring(t, c, noon)...))
		wantRing(t, c, after(499))
		wantRing(t, c, after(500), reaction(1, 0, 500))
	})
}

func TestAHushIsForTheSettingItKnows(t *testing.T) {
	everywhere(t, func(t *testing.T, c *timers.Queue) {
		must(t, c.Set(t.Context(), reaction(1, 0, 10), reaction(2, 0, 20)))
		must(t, c.Cancel(t.Context(), reaction(1, 0, 10), reaction(2, 0, 10), reaction(3, 0, 10)))
		wantRing(t, c, after(20), reaction(2, 0, 20))
	})
}

func TestNextAndCountLookAtEveryShard(t *testing.T) {
	everywhere(t, func(t *testing.T, c *timers.Queue) {
		wantNext(t, c, time.Time{})
		for i := range 20 {
			must(t, c.Set(t.Context(), reaction(i+1, 0, 100-i)))
			wantNext(t, c, after(100-i))
		}
		n, err := c.Count(t.Context())
		must(t, err)
		if n != 20 {
			t.Errorf("%d alarms are set, want 20", n)
		}
	})
}

func TestARingTakesNoMoreOfAShardThanAsked(t *testing.T) {
	everywhere(t, func(t *testing.T, c *timers.Queue) {
		for i := range 10 {
			must(t, c.Set(t.Context(), reaction(5+i*5, 0, i))) // all in one shard
		}
		for i := 0; i < 10; i += 4 {
			rang, err := c.Ring(t.Context(), after(100), lease, 4)
			must(t, err)
			if want := min(4, 10-i); len(rang) != want || !rang[0].Due.Equal(after(i)) {
				t.Errorf("%d ring, want %d from the one due %s on: %v", len(rang), want, after(i), rang)
			}
		}
	})
}

func TestTwoWhoRingAtOnceShareTheAlarms(t *testing.T) {
	everywhere(t, func(t *testing.T, c *timers.Queue) {
		for i := range 100 {
			must(t, c.Set(t.Context(), reaction(i+1, 0, 0)))
		}
		var mu sync.Mutex
		times := map[desk.TicketID]int{}
		var both sync.WaitGroup
		for range 2 {
			both.Go(func() {
				for {
					rang, err := c.Ring(context.WithoutCancel(t.Context()), noon, lease, 7)
					if err != nil || len(rang) == 0 {
						return
					}
					mu.Lock()
					for _, r := range rang {
						times[r.Ticket]++
					}
					mu.Unlock()
				}
			})
		}
		both.Wait()
		for i := range 100 {
			if n := times[desk.TicketID(i+1)]; n != 1 {
				t.Errorf("alarm %d rang %d times, want once", i, n)
			}
		}
	})
}

func TestWhatNobodyCanReadIsThrownOut(t *testing.T) {
	t.Parallel()
	url, prefix := testredis.New(t)
	c := open(t, place{url, prefix}, 1)
	at, err := redis.ParseURL(url)
	must(t, err)
	direct := redis.NewClient(at)
	defer func() { _ = direct.Close() }()
	for i, name := range []string{"", "1", "1:", "1:a.0", "1:?0.0", "!:a0.0", "1:a0.!", "1:ax.0", "-1:a0.0", "0:a0.0", "~", "~:0.0", "~:0.0:", "~:x.0:routine/prune"} {
		must(t, direct.ZAdd(t.Context(), prefix+":{alarms-0}", redis.Z{Score: float64(i), Member: name}).Err())
	}
	must(t, c.Set(t.Context(), reaction(1, 0, 0)))
	wantRing(t, c, noon, reaction(1, 0, 0))
	if n, err := c.Count(t.Context()); n != 1 || err != nil {
		t.Errorf("%d are left, %v; want the one that rings", n, err)
	}
}

func TestAScriptThatRedisForgotIsSentAgain(t *testing.T) {
	t.Parallel()
	p := inProcess(t)
	c := open(t, p, 1)
	must(t, c.Set(t.Context(), reaction(1, 0, 0)))
	ring(t, c, noon)
	at, err := redis.ParseURL(p.url)
	must(t, err)
	direct := redis.NewClient(at)
	defer func() { _ = direct.Close() }()
	must(t, direct.ScriptFlush(t.Context()).Err())
	wantRing(t, c, noon)
}

func TestAnAddressThatIsNoneIsRefusedWithoutItsPassword(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"", "localhost:6379", "http://u:sesame@host", "redis://u:sesame@host:6379,u:sesame@other", "redis://u:sesame@ho st"} {
		c, err := timers.Open(url, timers.Options{})
		if err == nil {
			_ = c.Close()
			t.Errorf("%q is taken for a Redis", url)
			continue
		}
		if strings.Contains(err.Error(), "sesame") {
			t.Errorf("%q: the error tells the password: %s", url, err)
		}
	}
}

func TestARedisThatIsAwayIsNoticedAtOnce(t *testing.T) {
	t.Parallel()
	url, stop, err := timers.InProcess()
	must(t, err)
	c := open(t, place{url, "test"}, 3)
	must(t, c.Ping(t.Context()))
	stop()
	_, errRing := c.Ring(t.Context(), noon, lease, 1)
	_, _, errNext := c.Next(t.Context())
	_, errCount := c.Count(t.Context())
	for call, err := range map[string]error{
		"ping": c.Ping(t.Context()), "set": c.Set(t.Context(), reaction(1, 0, 0)), "hush": c.Cancel(t.Context(), reaction(1, 0, 0)),
		"ring": errRing, "next": errNext, "count": errCount,
	} {
		if err == nil {
			t.Errorf("%s finds nothing wrong", call)
		}
	}
}
