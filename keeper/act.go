package keeper

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"vakhta/desk"
	"vakhta/timers"
)

// act acts on alarms that rang. Those that were acted on are removed; the others
// ring again, sooner than their lease ends.
func (k *Keeper) act(ctx context.Context, rang []timers.Ringing) {
	var due []desk.Alarm
	var tickets, done, undone []timers.Ringing
	for _, r := range rang {
		if r.Ticket == 0 {
			k.aside(ctx, r.Alarm, r)
			continue
		}
		due, tickets = append(due, r.Alarm), append(tickets, r)
	}
	failed := k.fireAll(ctx, due)
	for _, r := range tickets {
		if slices.Contains(failed, r.Alarm) {
			undone = append(undone, r)
		} else {
			done = append(done, r)
		}
	}
	k.settle(ctx, k.Clock.Now().Add(again), done, undone)
}

// settle removes what was done and makes the rest ring again at a time.
func (k *Keeper) settle(ctx context.Context, at time.Time, done, undone []timers.Ringing) {
	ctx = context.WithoutCancel(ctx) // what was acted on is removed even if ctx has ended
	err := errors.Join(
		k.Alarms.Done(ctx, done...),
		k.Alarms.Again(ctx, at, undone...),
	)
	if err != nil {
		k.Log.WarnContext(ctx, "settle alarms that rang", "error", err)
	}
}

// ringFromStore acts on what is due according to the database, and returns when to ask it again.
func (k *Keeper) ringFromStore(ctx context.Context) time.Time {
	now := k.Clock.Now()
	var last desk.Alarm
	for {
		armed, err := k.armed(ctx, last, batch*hands)
		if err != nil {
			if ctx.Err() == nil {
				k.Log.ErrorContext(ctx, "read the armed alarms", "error", err)
			}
			return now.Add(away)
		}
		due := overdue(armed, now)
		k.fireAll(ctx, k.ofTickets(ctx, armed[:due]))
		switch {
		case due < len(armed):
			return earlier(armed[due].Due, now.Add(away))
		case len(armed) == 0 && last == desk.Alarm{} && !k.gone:
			return now.Add(k.Sweep) // nothing is armed
		case len(armed) < batch*hands:
			return now.Add(away)
		}
		last = armed[len(armed)-1]
	}
}

// ofTickets returns the alarms of tickets. It starts those of other subjects.
func (k *Keeper) ofTickets(ctx context.Context, due []desk.Alarm) (tickets []desk.Alarm) {
	for _, a := range due {
		if a.Ticket == 0 {
			k.aside(ctx, a)
			continue
		}
		tickets = append(tickets, a)
	}
	return tickets
}

// fireAll acts on alarms of tickets in batches and returns those that it could not act on. A batch that was started
// is finished, even if ctx ends.
func (k *Keeper) fireAll(ctx context.Context, due []desk.Alarm) (failed []desk.Alarm) {
	begun, cancel := context.WithTimeout(context.WithoutCancel(ctx), actWithin)
	defer cancel()
	var mu sync.Mutex
	var group errgroup.Group
	group.SetLimit(hands)
	for some := range slices.Chunk(due, handful(len(due))) {
		group.Go(func() error {
			left := some
			if ctx.Err() == nil {
				left = k.fire(begun, some)
			}
			mu.Lock()
			defer mu.Unlock()
			failed = append(failed, left...)
			return nil
		})
	}
	_ = group.Wait() // a batch logs its own errors
	return failed
}

// handful returns how many of n alarms one transaction acts on: the free transactions share them, but none gets only
// one or two.
func handful(n int) int { return min(batch, max(few, (n+hands-1)/hands)) }

// fire acts on a batch. If the batch fails it tries each alarm by itself, so that one failing ticket delays no other.
func (k *Keeper) fire(ctx context.Context, due []desk.Alarm) (failed []desk.Alarm) {
	err := desk.Shelter(k.Log, "acting on alarms panics", func() error { return k.Fire(ctx, k.Clock.Now(), due) }, "alarms", len(due))
	switch {
	case err == nil:
		k.late(due)
		return nil
	case len(due) == 1:
		k.Log.ErrorContext(ctx, "act on an alarm", "ticket", due[0].Ticket, "clock", due[0].Clock, "error", err)
		return due
	case k.Store.Ping(ctx) != nil:
		k.Log.ErrorContext(ctx, "act on alarms", "alarms", len(due), "error", err)
		return due // none of them can succeed alone
	}
	for one := range slices.Chunk(due, 1) {
		failed = append(failed, k.fire(ctx, one)...)
	}
	return failed
}

func (k *Keeper) late(fired []desk.Alarm) {
	if k.Lateness == nil {
		return
	}
	now := k.Clock.Now()
	for _, a := range fired {
		k.Lateness(max(now.Sub(a.Due), 0))
	}
}

// overdue returns how many alarms of a list, earliest first, are due by now.
func overdue(armed []desk.Alarm, now time.Time) int {
	n := slices.IndexFunc(armed, func(a desk.Alarm) bool { return a.Due.After(now) })
	if n < 0 {
		return len(armed)
	}
	return n
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
