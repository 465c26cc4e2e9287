package keeper_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"vakhta/desk"
	"vakhta/internal/gate"
	"vakhta/internal/testpg"
	"vakhta/internal/testredis"
	"vakhta/keeper"
	"vakhta/storage"
	"vakhta/storage/schema"
	"vakhta/timers"
)

// An outside is the servers that a world uses, with a gate before each.
type outside struct {
	redis, prefix      string // not through the gate
	redisGate, pgGate  *gate.Gate
	throughRedis, toPG string
}

func servers(t testing.TB) outside {
	t.Helper()
	var o outside
	o.redis, o.prefix = testredis.New(t)
	through, err := url.Parse(o.redis)
	if err != nil {
		t.Fatal(err)
	}
	o.redisGate = gate.New(t, "tcp", through.Host)
	through.Host = o.redisGate.Address
	o.throughRedis = through.String()
	o.pgGate, o.toPG = gate.Database(t, testpg.New(t, schema.SQL(), storage.Migrate), "")
	return o
}

// A world is a store, an alarm clock and a record of what was done about
// alarms. Its keepers are real; the desk's ladder is replaced by one step.
type world struct {
	outside
	t      testing.TB
	store  *storage.DB
	alarms *timers.Queue
	clock  desk.Clock

	mu     sync.Mutex
	fired  map[desk.TicketID][]time.Time // what was committed
	poison map[desk.TicketID]bool        // tickets whose alarms always fail
	panics bool                          // they panic
	follow func(desk.Alarm, time.Time) (desk.Alarm, bool)
	begun  func() // is called within each transaction
}

func build(t testing.TB, o outside) *world {
	t.Helper()
	w := &world{
		outside: o, t: t, clock: desk.WallClock{},
		fired: map[desk.TicketID][]time.Time{}, poison: map[desk.TicketID]bool{},
		follow: func(desk.Alarm, time.Time) (desk.Alarm, bool) { return desk.Alarm{}, false },
		begun:  func() {},
	}
	var err error
	if w.store, err = storage.Open(t.Context(), o.toPG); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.store.Close)
	w.alarms = w.openAlarms()
	return w
}

func (w *world) openAlarms() *timers.Queue {
	w.t.Helper()
	c, err := timers.Open(w.throughRedis, timers.Options{Prefix: w.prefix})
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { _ = c.Close() })
	return c
}

// inFakeTime runs a test in a bubble, where waiting takes no real time.
func inFakeTime(t *testing.T, test func(t *testing.T, w *world)) {
	t.Helper()
	t.Parallel()
	o := servers(t)
	synctest.Test(t, func(t *testing.T) { test(t, build(t, o)) })
}

// keep runs a keeper until the test ends or stop is called.
func (w *world) keep() (watch *timers.Watch, stop func()) {
	w.t.Helper()
	watch = w.watch()
	k := keeper.New(keeper.Config{
		Store: w.store, Alarms: watch, Clock: w.clock, Log: slog.New(slog.DiscardHandler),
		Fire: func(ctx context.Context, now time.Time, due []desk.Alarm) error { return w.fire(ctx, watch, now, due) },
	})
	ctx, cancel := context.WithCancel(w.t.Context())
	var run sync.WaitGroup
	run.Go(func() {
		if err := k.Run(ctx); err != nil {
			w.t.Errorf("run the keeper: %v", err)
		}
	})
	stop = func() {
		cancel()
		run.Wait()
	}
	w.t.Cleanup(stop)
	return watch, stop
}

// watch returns the alarm clock of one keeper.
func (w *world) watch() *timers.Watch {
	return timers.NewWatch(w.alarms, slog.New(slog.DiscardHandler))
}

// fire does what the engine does: it locks the ticket, checks that the alarm is
// armed and due, marks it as fired, arms what follows, commits, and tells the
// watch.
func (w *world) fire(ctx context.Context, watch *timers.Watch, now time.Time, due []desk.Alarm) error {
	due = slices.Clone(due)
	slices.SortFunc(due, func(a, b desk.Alarm) int { return int(a.Ticket - b.Ticket) })
	var done, set []desk.Alarm
	err := w.store.Update(ctx, func(tx *storage.Tx) error {
		done, set = nil, nil
		w.begun()
		for _, a := range due {
			marked, next, err := w.mark(ctx, tx, a, now)
			if err != nil {
				return fmt.Errorf("ticket %d: %w", a.Ticket, err)
			}
			if marked {
				done = append(done, a)
			}
			set = append(set, next...)
		}
		return nil
	})
	if err != nil {
		return err
	}
	w.mu.Lock()
	for _, a := range done {
		w.fired[a.Ticket] = append(w.fired[a.Ticket], now)
	}
	w.mu.Unlock()
	watch.Changed(ctx, set, nil)
	return nil
}

func (w *world) mark(ctx context.Context, tx *storage.Tx, a desk.Alarm, now time.Time) (fired bool, next []desk.Alarm, err error) {
	w.mu.Lock()
	poisoned := w.poison[a.Ticket]
	w.mu.Unlock()
	if poisoned && w.panics {
		panic("poisoned")
	}
	if poisoned {
		return false, nil, errors.New("poisoned")
	}
	locked, err := tx.LockTickets(ctx, a.Ticket)
	if err != nil || len(locked) == 0 {
		return false, nil, errors.Join(err, fmt.Errorf("%d tickets are locked", len(locked)))
	}
	i := slices.IndexFunc(locked[0].Armed, func(o desk.Alarm) bool { return o.Firing == a.Firing })
	if i < 0 {
		return false, nil, nil
	}
	armed := locked[0].Armed[i]
	if armed.Due.After(now) {
		return false, []desk.Alarm{armed}, nil
	}
	if err := tx.MarkFired(ctx, storage.Fired{Ticket: a.Ticket, Firing: a.Firing, Planned: armed.Due, At: now}); err != nil {
		return false, nil, err
	}
	if follows, ok := w.follow(a, now); ok {
		return true, []desk.Alarm{follows}, tx.Arm(ctx, follows)
	}
	return true, nil, tx.Disarm(ctx, a.Subject, a.Clock)
}

// tickets opens n tickets.
func (w *world) tickets(n int) []desk.TicketID {
	w.t.Helper()
	ids := make([]desk.TicketID, n)
	w.update(func(ctx context.Context, tx *storage.Tx) error {
		who, err := tx.PersonOf(ctx, desk.Person{Name: "Boris", Account: desk.Account{Platform: desk.Telegram, ID: "7001"}}, w.clock.Now())
		if err != nil {
			return err
		}
		at := desk.Address{Platform: desk.Telegram, Chat: "7001"}
		for i := range ids {
			k := &desk.Ticket{
				Key: desk.Key{Project: "ROM"}, State: desk.New, Type: desk.Incident, Priority: desk.P1, Text: "Nobody can pay",
				Requester: who, Place: at, Origin: desk.MessageRef{Address: at, Message: "1"}, Line: 1, OpenedAt: w.clock.Now(),
			}
			if err := tx.OpenTicket(ctx, k); err != nil {
				return err
			}
			ids[i] = k.ID
		}
		return nil
	})
	return ids
}

// arm arms alarms in the database only.
func (w *world) arm(all ...desk.Alarm) {
	w.t.Helper()
	w.update(func(ctx context.Context, tx *storage.Tx) error {
		for _, a := range all {
			if err := tx.Arm(ctx, a); err != nil {
				return err
			}
		}
		return nil
	})
}

func (w *world) update(fn func(context.Context, *storage.Tx) error) {
	w.t.Helper()
	ctx := w.t.Context()
	if err := w.store.Update(ctx, func(tx *storage.Tx) error { return fn(ctx, tx) }); err != nil {
		w.t.Fatal(err)
	}
}

// reaction returns the first step of a ticket, due after a while.
func (w *world) reaction(ticket desk.TicketID, in time.Duration) desk.Alarm {
	return desk.Alarm{Subject: desk.OfTicket(ticket), Firing: desk.Firing{Clock: desk.ClockReaction}, Due: w.clock.Now().Add(in).Truncate(time.Millisecond)}
}

func (w *world) setPoison(ticket desk.TicketID, poisoned bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.poison[ticket] = poisoned
}

// wantFired fails unless a ticket's alarms were handled at exactly these
// moments.
func (w *world) wantFired(ticket desk.TicketID, want ...time.Time) {
	w.t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	if !slices.EqualFunc(w.fired[ticket], want, time.Time.Equal) {
		w.t.Errorf("ticket %d fired at %v, want %v", ticket, w.fired[ticket], want)
	}
}

// wantFiredWithin fails unless a ticket's alarm was handled once, between from
// and late after it.
func (w *world) wantFiredWithin(ticket desk.TicketID, from time.Time, late time.Duration) {
	w.t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	got := w.fired[ticket]
	if len(got) != 1 || got[0].Before(from) || got[0].After(from.Add(late)) {
		w.t.Errorf("ticket %d fired at %v, want once from %s within %s", ticket, got, from, late)
	}
}
