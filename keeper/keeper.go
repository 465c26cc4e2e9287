// Package keeper wakes when time is up: it sleeps until the earliest alarm,
// rings what is due and has it acted on.
//
// Redis tells it what is due, the database what is true: whoever acts on an
// alarm looks there whether it is still armed, so a ring too many does nothing.
// An alarm that rang is on a lease; what could not be acted on rings again, and
// so does what a keeper died over. The sweep walks the armed alarms of the
// database at the start and each minute, and sets them again. While Redis is
// away, or empty, the keeper rings from the database itself.
package keeper

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"vakhta/desk"
	"vakhta/storage"
	"vakhta/timers"
)

const (
	// lease is how long an alarm that rang is left to whoever rang it.
	lease = 30 * time.Second
	// few and batch are how many alarms one transaction acts on at least, when
	// there are so many, and at most; hands is how many transactions there are at once.
	few   = 4
	batch = 32
	hands = 2
	// sweepEvery is how often the database is walked.
	sweepEvery = time.Minute
	// page is how many alarms the sweep reads at once.
	page = 1000
	// away is how long the keeper waits before it asks again what did not answer.
	away = time.Second
	// early is how long before an alarm the keeper gets up for the first time. Linux
	// lets a process that waits oversleep by a thousandth of the wait, by 100 ms at
	// most (the slack of epoll_wait): what is waited for after that is exact.
	early = 200 * time.Millisecond
	// again is after how long an alarm rings again that could not be acted on, and
	// againOther one of what is no ticket.
	again      = 5 * time.Second
	againOther = time.Minute
)

// Config is what a Keeper is made of.
type Config struct {
	Store  *storage.DB
	Alarms *timers.Watch
	Clock  desk.Clock
	Log    *slog.Logger
	// Fire acts on alarms of tickets that are due, in one transaction, and tells the
	// watch of what follows. One that is not armed any more it leaves alone.
	Fire func(ctx context.Context, now time.Time, due []desk.Alarm) error
	// Others do the same for what is no ticket, by the kind of the subject.
	Others map[string]FireOther
	// Lateness hears how late each alarm was acted on, for the metrics; nil: nobody.
	Lateness func(time.Duration)
}

// A FireOther acts on an alarm of something that is no ticket, or leaves it alone if
// it is not armed any more.
type FireOther = func(ctx context.Context, now time.Time, due desk.Alarm) error

// A Keeper rings the desk's alarms. Several may keep one desk.
type Keeper struct {
	Config
	gone   bool // Redis did not answer the last time; Run's own
	others others
}

// New makes a keeper.
func New(c Config) *Keeper {
	return &Keeper{Config: c, others: others{until: map[desk.Subject]time.Time{}}}
}

// Run keeps the alarms until ctx ends, and returns when none is being acted on.
func (k *Keeper) Run(ctx context.Context) error {
	var both sync.WaitGroup
	both.Go(func() { k.sweeps(ctx) })
	for ctx.Err() == nil {
		k.wait(ctx, k.ring(ctx))
	}
	both.Wait()
	k.others.Wait()
	return nil
}

// ring acts on all that is due and returns when the next alarm is.
func (k *Keeper) ring(ctx context.Context) time.Time {
	k.Alarms.Up()
	if k.gone { // to ask it may take as long as its patience, and alarms are due now
		k.ringFromStore(ctx)
	}
	for ctx.Err() == nil {
		due, err := k.Alarms.Ring(ctx, k.Clock.Now(), lease, batch*hands)
		if err == nil && len(due) == 0 {
			var next time.Time
			var some bool
			if next, some, err = k.Alarms.Next(ctx); some {
				k.answers(ctx, nil)
				return next
			}
		}
		k.answers(ctx, err)
		if len(due) == 0 { // it is away, or has nothing: perhaps it was emptied
			return k.ringFromStore(ctx)
		}
		k.act(ctx, due)
	}
	return k.Clock.Now()
}

// answers notes whether Redis does, and says so when that changes.
func (k *Keeper) answers(ctx context.Context, err error) {
	switch gone := err != nil && ctx.Err() == nil; {
	case gone && !k.gone:
		k.Log.WarnContext(ctx, "Redis does not answer, ringing from the database", "error", err)
		k.gone = true
	case err == nil && k.gone:
		k.Log.InfoContext(ctx, "Redis answers again")
		k.gone = false
	}
}

// wait sleeps until a moment or shortly before, a wake or the end.
func (k *Keeper) wait(ctx context.Context, until time.Time) {
	if up := until.Add(-early); up.After(k.Clock.Now().Add(early)) {
		until = up
	}
	earlier := k.Alarms.Sleep(until)
	timer := k.Clock.Timer(until)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C():
	case <-earlier:
	}
}
