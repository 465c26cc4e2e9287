package timers_test

import (
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"vakhta/desk"
	"vakhta/internal/testredis"
	"vakhta/timers"
)

// thousands returns n alarms like those of a busy desk: tickets with long
// numbers, each due at another time.
func thousands(n int) []desk.Alarm {
	all := make([]desk.Alarm, n)
	for i := range all {
		all[i] = desk.Alarm{
			Subject: desk.OfTicket(desk.TicketID(1_000_000 + i)), Firing: desk.Firing{Clock: desk.ClockReaction, Step: i % 5, Rep: i % 3},
			Due: noon.Add(time.Duration(i) * 137 * time.Millisecond),
		}
	}
	return all
}

func setAll(t testing.TB, c *timers.Queue, all []desk.Alarm) {
	t.Helper()
	for len(all) > 0 {
		some := all[:min(1000, len(all))]
		must(t, c.Set(t.Context(), some...))
		all = all[len(some):]
	}
}

// perAlarm returns the bytes that Redis uses for each of n alarms, including
// the set's own overhead.
func perAlarm(t testing.TB, n int) float64 {
	t.Helper()
	url, prefix := testredis.New(t)
	setAll(t, open(t, place{url, prefix}, 1), thousands(n))
	at, err := redis.ParseURL(url)
	must(t, err)
	direct := redis.NewClient(at)
	defer func() { _ = direct.Close() }()
	bytes, err := direct.MemoryUsage(t.Context(), prefix+":{alarms-0}", 0).Result()
	must(t, err)
	return float64(bytes) / float64(n)
}

func TestAnAlarmTakesAtMost130Bytes(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1000, 10_000} {
		if got := perAlarm(t, n); got > 130 {
			t.Errorf("an alarm of %d takes %.0f bytes, want 130 at most", n, got)
		}
	}
}

func BenchmarkSet(b *testing.B) {
	url, prefix := testredis.New(b)
	c := open(b, place{url, prefix}, 1)
	all := thousands(10_000)
	setAll(b, c, all)
	for i := 0; b.Loop(); i++ {
		must(b, c.Set(b.Context(), all[i%len(all)]))
	}
	b.ReportMetric(perAlarm(b, len(all)), "B/alarm")
}

// BenchmarkRingAndDone rings and removes 16 alarms, with 10 000 armed.
func BenchmarkRingAndDone(b *testing.B) {
	url, prefix := testredis.New(b)
	c := open(b, place{url, prefix}, 1)
	setAll(b, c, thousands(10_000))
	now := noon.Add(-time.Hour)
	for b.Loop() {
		b.StopTimer()
		due := thousands(16)
		for i := range due {
			due[i].Ticket, due[i].Due = desk.TicketID(i), now
		}
		must(b, c.Set(b.Context(), due...))
		b.StartTimer()
		rang, err := c.Ring(b.Context(), now, lease, 64)
		must(b, err)
		if len(rang) != len(due) {
			b.Fatalf("%d ring, want %d", len(rang), len(due))
		}
		must(b, c.Done(b.Context(), rang...))
	}
}
