package routines_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/internal/testpg"
	"vakhta/internal/testredis"
	"vakhta/keeper"
	"vakhta/routines"
	"vakhta/storage"
	"vakhta/storage/schema"
	"vakhta/tickets"
	"vakhta/timers"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A house is a database and a Redis in fake time, on which replicas run the
// routine "round". A round is due at each full hour.
type house struct {
	t           *testing.T
	pg          string
	redis, keys string

	every time.Duration // between rounds

	mu    sync.Mutex
	fails bool // makes a round's preparation fail
	begun int  // rounds
}

// inHouse runs a test at noon.
func inHouse(t *testing.T, test func(h *house)) {
	t.Helper()
	t.Parallel()
	h := &house{t: t, pg: testpg.New(t, schema.SQL(), storage.Migrate), every: time.Hour}
	h.redis, h.keys = testredis.New(t)
	synctest.Test(t, func(t *testing.T) {
		h.t = t
		time.Sleep(time.Until(testdesk.Noon))
		// A client that cannot reach Redis tries once a second, and notices
		// only then that it was closed.
		t.Cleanup(func() { pass(2 * time.Second) })
		test(h)
	})
}

// round returns the routine. It commits in the database which rounds there
// were.
func (h *house) round(change ...func(*routines.Routine)) routines.Routine {
	r := routines.Routine{
		Name: "round",
		Next: func(after time.Time) time.Time { return after.Truncate(h.every).Add(h.every) },
		Do: func(_ context.Context, m routines.Moment) (routines.Work, error) {
			h.mu.Lock()
			defer h.mu.Unlock()
			h.begun++
			if h.fails {
				return nil, errors.New("nothing goes")
			}
			return func(ctx context.Context, tx *storage.Tx) error {
				told, err := tx.Mark(ctx, "rounds")
				if err != nil {
					return err
				}
				one := m.Due.In(testdesk.Moscow()).Format("15:04") + " at " + m.Now.In(testdesk.Moscow()).Format("15:04")
				return tx.SetMark(ctx, "rounds", strings.TrimSpace(told+"\n"+one))
			}, nil
		},
	}
	for _, c := range change {
		c(&r)
	}
	return r
}

// fail sets whether rounds fail from now on, and returns how many were begun.
func (h *house) fail(fails bool) (begun int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.fails = fails
	return h.begun
}

// A replica runs routines until it is stopped.
type replica struct {
	runner *routines.Runner
	watch  *timers.Watch
	stop   func()
}

func (h *house) replica(all ...routines.Routine) *replica {
	h.t.Helper()
	log := slog.New(slog.DiscardHandler)
	store, err := storage.Open(h.t.Context(), h.pg)
	must(h.t, err)
	queue, err := timers.Open(h.redis, timers.Options{Prefix: h.keys})
	must(h.t, err)
	watch := timers.NewWatch(queue, log)
	service := tickets.NewService(tickets.Config{
		Store: store, Desk: testdesk.Example(h.t).With(testdesk.Platforms()), Clock: desk.WallClock{}, Log: log, Alarms: watch,
	})
	runner, err := routines.New(routines.Config{Tickets: service, All: all})
	must(h.t, err)
	k := keeper.New(keeper.Config{
		Store: store, Alarms: watch, Clock: desk.WallClock{}, Log: log, Fire: service.Fire,
		Others: map[string]keeper.FireOther{routines.Kind: runner.Fire},
	})
	must(h.t, runner.Start(h.t.Context(), time.Now()))
	ctx, cancel := context.WithCancel(h.t.Context())
	var run sync.WaitGroup
	run.Go(func() {
		if err := k.Run(ctx); err != nil {
			h.t.Error(err)
		}
	})
	stop := sync.OnceFunc(func() {
		cancel()
		run.Wait()
		must(h.t, queue.Close())
		store.Close()
	})
	h.t.Cleanup(stop)
	return &replica{runner, watch, stop}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// pass moves the fake time forward and waits for what follows.
func pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// view reads the database without a replica.
func (h *house) view(fn func(ctx context.Context, tx *storage.Tx) error) {
	h.t.Helper()
	store, err := storage.Open(h.t.Context(), h.pg)
	must(h.t, err)
	defer store.Close()
	must(h.t, store.View(h.t.Context(), func(tx *storage.Tx) error { return fn(h.t.Context(), tx) }))
}

// wantRounds fails unless exactly these rounds were committed, such as "13:00
// at 13:00": when each was due, and when it ran.
func (h *house) wantRounds(want ...string) {
	h.t.Helper()
	h.view(func(ctx context.Context, tx *storage.Tx) error {
		told, err := tx.Mark(ctx, "rounds")
		if got := strings.Split(told, "\n"); !slices.Equal(got, want) && (told != "" || len(want) > 0) {
			h.t.Errorf("rounds %q, want %q", got, want)
		}
		return err
	})
}

// wantNext fails unless a routine's next moment is this one; "" is none.
func (h *house) wantNext(name, want string) {
	h.t.Helper()
	h.view(func(ctx context.Context, tx *storage.Tx) error {
		armed, err := tx.AlarmsOf(ctx, desk.Of(routines.Kind, name))
		got := ""
		for _, a := range armed {
			got += a.Due.In(testdesk.Moscow()).Format("15:04")
		}
		if got != want {
			h.t.Errorf("%s is due next at %q, want %q", name, got, want)
		}
		return err
	})
}
