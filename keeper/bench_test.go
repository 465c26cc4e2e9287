package keeper_test

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/keeper"
)

// BenchmarkLateness arms 10 000 alarms, of which 1 000 are due within one
// second, and reports how late they are handled, including the commit.
func BenchmarkLateness(b *testing.B) {
	w := build(b, servers(b))
	ids := w.tickets(10_000)
	w.warm(ids)
	for b.Loop() {
		b.StopTimer()
		late := w.second(ids)
		b.StartTimer()
		b.ReportMetric(milli(late[len(late)/2]), "p50-ms")
		b.ReportMetric(milli(late[len(late)*99/100]), "p99-ms")
		b.ReportMetric(milli(late[len(late)-1]), "max-ms")
	}
}

// warm makes the store open its connections, as in a running bot.
func (w *world) warm(ids []desk.TicketID) {
	w.t.Helper()
	watch, stop := w.keep()
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for j := range 50 {
				nothing := w.reaction(ids[i*50+j], time.Hour)
				if err := w.fire(w.t.Context(), watch, w.clock.Now(), []desk.Alarm{nothing}); err != nil {
					w.t.Error(err)
				}
			}
		})
	}
	all.Wait()
	stop()
}

func milli(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// second arms all tickets, makes the first thousand fire within one second, and
// returns the lateness of each, sorted.
func (w *world) second(ids []desk.TicketID) []time.Duration {
	w.t.Helper()
	const due = 1000
	var all []desk.Alarm
	for _, id := range ids {
		all = append(all, w.reaction(id, time.Hour))
	}
	w.set(all)
	for i := range due {
		all[i] = w.reaction(ids[i], 4*time.Second+time.Duration(i)*time.Millisecond)
	}
	w.set(all[:due])
	ctx, cancel := context.WithCancel(w.t.Context())
	defer cancel()
	var mu sync.Mutex
	var late []time.Duration
	watch := w.watch()
	k := keeper.New(keeper.Config{
		Store: w.store, Alarms: watch, Clock: w.clock, Log: slog.New(slog.DiscardHandler),
		Fire: func(ctx context.Context, now time.Time, due []desk.Alarm) error { return w.fire(ctx, watch, now, due) },
		Lateness: func(d time.Duration) {
			mu.Lock()
			defer mu.Unlock()
			if late = append(late, d); len(late) == due {
				cancel()
			}
		},
	})
	if err := k.Run(ctx); err != nil {
		w.t.Fatal(err)
	}
	slices.Sort(late)
	return late
}

// set arms alarms in the database and in Redis.
func (w *world) set(all []desk.Alarm) {
	w.t.Helper()
	w.arm(all...)
	for some := range slices.Chunk(all, 1000) {
		must(w.t, w.alarms.Set(w.t.Context(), some...))
	}
}
