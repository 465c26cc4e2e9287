// Package keeper wakes when time is up: it sleeps until the earliest alarm,
// rings what is due and has it acted on.
//
// Redis tells it what is due, the database what is true: whoever acts on an
// alarm looks there whether it is still armed, so a ring too many does nothing.
// The sweep walks the armed alarms of the database at the start and each minute,
// sets them again and finds what was missed. While Redis is away the keeper
// waits on the database itself.
package keeper

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"vakhta/desk"
	"vakhta/sla/alarms"
	"vakhta/storage"
)

const (
	// lease is how long an alarm that rang is left to whoever rang it.
	lease = 30 * time.Second
	// batch is how many alarms one transaction acts on, hands how many
	// transactions there are at once.
	batch = 16
	hands = 4
	// sweepEvery is how often the database is walked.
	sweepEvery = time.Minute
	// page is how many alarms the sweep reads at once.
	page = 1000
	// away is how long the keeper waits before it asks again what did not answer.
	away = time.Second
)

// Config is what a Keeper is made of.
type Config struct {
	Store  *storage.DB
	Alarms *alarms.Clock
	Clock  desk.Clock
	Log    *slog.Logger
	// Fire acts on alarms that are due, in one transaction, and tells Changed of
	// what follows. One that is not armed any more it leaves alone.
	Fire func(ctx context.Context, now time.Time, due []desk.Alarm) error
	// Lateness hears how late each alarm was acted on, for the metrics; nil: nobody.
	Lateness func(time.Duration)
}

// A Keeper rings the desk's alarms. Several may keep one desk.
type Keeper struct {
	Config
	wake  chan struct{}
	sleep atomic.Int64 // until when it sleeps, in Unix microseconds
}

// New makes a keeper.
func New(c Config) *Keeper { return &Keeper{Config: c, wake: make(chan struct{}, 1)} }

// Run keeps the alarms until ctx ends, and returns when none is being acted on.
func (k *Keeper) Run(ctx context.Context) error {
	var both sync.WaitGroup
	both.Go(func() { k.sweeps(ctx) })
	for ctx.Err() == nil {
		k.wait(ctx, k.ring(ctx))
	}
	both.Wait()
	return nil
}

// ring acts on all that is due and returns when the next alarm is.
func (k *Keeper) ring(ctx context.Context) time.Time {
	for {
		k.sleep.Store(0)
		now := k.Clock.Now()
		due, err := k.Alarms.Ring(ctx, now, lease, batch*hands)
		if err == nil && len(due) == 0 {
			var next time.Time
			var any bool
			if next, any, err = k.Alarms.Next(ctx); err == nil {
				if !any {
					return now.Add(sweepEvery)
				}
				return next
			}
		}
		if err != nil {
			if ctx.Err() != nil {
				return now
			}
			k.Log.Warn("Redis does not answer, ringing from the database", "error", err)
			return k.ringFromStore(ctx, now)
		}
		k.fireAll(ctx, plain(due))
		if err := k.Alarms.Done(ctx, due...); err != nil && ctx.Err() == nil {
			k.Log.Warn("hush alarms that were acted on", "error", err)
		}
	}
}

func plain(rung []alarms.Ringing) []desk.Alarm {
	all := make([]desk.Alarm, len(rung))
	for i, r := range rung {
		all[i] = r.Alarm
	}
	return all
}

// ringFromStore acts on what the database says is due, and returns when it is
// to be asked again.
func (k *Keeper) ringFromStore(ctx context.Context, now time.Time) time.Time {
	armed, err := k.armed(ctx, desk.Alarm{}, batch*hands)
	if err != nil {
		if ctx.Err() == nil {
			k.Log.Error("the database does not answer either", "error", err)
		}
		return now.Add(away)
	}
	var due []desk.Alarm
	for _, a := range armed {
		if a.Due.After(now) {
			k.fireAll(ctx, due)
			return earlier(a.Due, now.Add(away))
		}
		due = append(due, a)
	}
	k.fireAll(ctx, due)
	if len(due) == batch*hands {
		return now
	}
	return now.Add(away)
}

// fireAll acts on alarms in batches. A batch that fails is tried alarm by alarm,
// so that one ticket in trouble holds up no other.
func (k *Keeper) fireAll(ctx context.Context, due []desk.Alarm) {
	var group errgroup.Group
	group.SetLimit(hands)
	for len(due) > 0 {
		some := due[:min(batch, len(due))]
		due = due[len(some):]
		group.Go(func() error {
			now := k.Clock.Now()
			if err := k.Fire(ctx, now, some); err == nil {
				k.late(now, some)
				return nil
			}
			for i := range some {
				if err := k.Fire(ctx, now, some[i:i+1]); err != nil {
					if ctx.Err() == nil {
						k.Log.Error("act on an alarm", "ticket", some[i].Ticket, "clock", some[i].Clock, "error", err)
					}
					continue
				}
				k.late(now, some[i:i+1])
			}
			return nil
		})
	}
	group.Wait() //nolint:errcheck // each batch logs its own errors
}

func (k *Keeper) late(now time.Time, fired []desk.Alarm) {
	if k.Lateness == nil {
		return
	}
	for _, a := range fired {
		k.Lateness(max(now.Sub(a.Due), 0))
	}
}

// wait sleeps until a moment, a wake or the end.
func (k *Keeper) wait(ctx context.Context, until time.Time) {
	k.sleep.Store(until.UnixMicro())
	timer := k.Clock.Timer(until)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C():
	case <-k.wake:
	}
}

// Changed lets the clock know of alarms that were armed or disarmed, after the
// commit. Failures are only logged: the sweep makes good for them.
func (k *Keeper) Changed(ctx context.Context, set, hush []desk.Alarm) {
	ctx = context.WithoutCancel(ctx)
	err := k.Alarms.Hush(ctx, hush...)
	if err == nil {
		err = k.Alarms.Set(ctx, set...)
	}
	if err != nil {
		k.Log.Warn("tell Redis of changed alarms", "error", err)
	}
	for _, a := range set {
		if err != nil || a.Due.UnixMicro() < k.sleep.Load() {
			k.Wake()
			return
		}
	}
}

// Wake has the keeper look at once.
func (k *Keeper) Wake() {
	select {
	case k.wake <- struct{}{}:
	default:
	}
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
