// Package keeper sleeps until the earliest alarm, takes what is due and has it acted on.
//
// Redis says what is due; the database decides: the code that acts on an alarm checks there that it is still armed,
// so an alarm that rings twice does no harm. An alarm that rang is on a lease. It rings again if it could not be
// acted on, or if the keeper died. At the start and each minute, the sweep sets all armed alarms of the database
// again. While Redis is empty or away, the keeper takes what is due from the database.
package keeper

import (
	"cmp"
	"context"
	"log/slog"
	"sync"
	"time"

	"vakhta/desk"
	"vakhta/storage"
	"vakhta/timers"
)

const (
	// lease is how long an alarm that rang is left to the keeper that took it; if that one is killed, the alarm is
	// late by as much. Two keepers acting on one alarm do no harm, because the second sees under the ticket's lock
	// that it is not armed any more.
	lease = 5 * time.Second
	// actWithin is how long acting on alarms may take. leaveOther is how long an alarm without a ticket is left to
	// the keeper that acts on it, which may take long.
	actWithin  = 25 * time.Second
	leaveOther = 30 * time.Second
	// few and batch are how many alarms one transaction acts on, at least (if there are so many) and at most; hands
	// is the number of transactions at once.
	few   = 4
	batch = 32
	hands = 2
	// page is how many alarms the sweep reads at once.
	page = 1000
	// away is how long the keeper waits after a failure before it asks again.
	away = time.Second
	// early is how long before an alarm the keeper wakes for the first time. Linux lets a waiting process oversleep
	// by a thousandth of the wait, up to 100 ms (the slack of epoll_wait); the short wait that remains is exact.
	early = 200 * time.Millisecond
	// again is after how long a ticket's alarm that could not be acted on rings again, and againOther the same for
	// other subjects.
	again      = 5 * time.Second
	againOther = time.Minute
)

// Config is what a Keeper needs.
type Config struct {
	Store  *storage.DB
	Alarms *timers.Watch
	Clock  desk.Clock
	Log    *slog.Logger
	// Fire acts on due alarms of tickets in one transaction, and reports the alarms it set to the watch. It ignores
	// an alarm that is not armed any more.
	Fire func(ctx context.Context, now time.Time, due []desk.Alarm) error
	// Others do the same for other subjects, by the kind of the subject.
	Others map[string]FireOther
	// Sweep is how often the sweep reads the database; 0: each minute.
	Sweep time.Duration
	// Lateness is given how late each alarm was acted on, for the metrics; it may be nil.
	Lateness func(time.Duration)
}

// A FireOther acts on an alarm that belongs to no ticket, or ignores it if it is not armed any more.
type FireOther = func(ctx context.Context, now time.Time, due desk.Alarm) error

// A Keeper acts on the desk's alarms. Several may do so at the same time.
type Keeper struct {
	Config
	gone   bool // Redis did not answer the last time; used by Run only
	others others
}

// New makes a keeper.
func New(c Config) *Keeper {
	c.Sweep = cmp.Or(c.Sweep, time.Minute)
	return &Keeper{Config: c, others: others{until: map[desk.Subject]time.Time{}}}
}

// Run acts on alarms until ctx ends, and returns when no alarm is being acted on.
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

// ring acts on everything that is due and returns when the next alarm is.
func (k *Keeper) ring(ctx context.Context) time.Time {
	k.Alarms.Up()
	if k.gone { // asking Redis may take as long as its timeout, and alarms are due now
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
		if len(due) == 0 { // it is away, or has nothing: it may have been emptied
			return k.ringFromStore(ctx)
		}
		k.act(ctx, due)
	}
	return k.Clock.Now()
}

// answers records whether Redis answers, and logs a change.
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

// wait sleeps until a time or shortly before it, a wake or the end.
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
