package courier

import (
	"context"
	"fmt"
	"sync"
	"time"

	"vakhta/desk"
	"vakhta/storage"
	"vakhta/tickets"
)

// A rank is a part of the outbox that is delivered by hands of its own: the
// escalations, or all the rest. A messenger that hangs over a card that is
// redrawn, and a thousand of them, hold up nobody who is to be woken.
type rank struct {
	name   string // names its claims, together with their number
	urgent bool
	wake   chan struct{}
	freed  chan time.Time     // a hand is free; its notice is to be tried again then, if ever
	busy   int                // hands; the run's own
	looked time.Time          // when the store was last asked for notices; the run's own
	again  time.Time          // the earliest retry of a notice that came back, zero for none; the run's own
	lost   *storage.ClaimOpts // a claim that was not answered, nil for none; the run's own
	claims int                // made so far; the run's own
}

// newRank makes the rank of all that is not urgent.
func newRank(name string, queued *tickets.Bell) *rank {
	return &rank{name: name, wake: queued.Listen(), freed: make(chan time.Time, Hands)}
}

// look has the rank looked at.
func (r *rank) look() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

// free takes a hand back.
func (r *rank) free(again time.Time) {
	r.busy--
	if r.again.IsZero() || !again.IsZero() && again.Before(r.again) {
		r.again = again
	}
}

// run delivers a rank until ctx ends, and returns when nothing is under way.
func (c *Courier) run(ctx context.Context, r *rank) {
	var under sync.WaitGroup
	defer under.Wait()
	for ctx.Err() == nil {
		if claimed := c.claim(ctx, r); len(claimed) > 0 {
			r.busy += len(claimed)
			if r.urgent {
				c.calls.Add(int64(len(claimed)))
			}
			parcels := c.pack(ctx, claimed) // meanwhile more comes together for the next claim
			under.Go(func() { c.deliverAll(ctx, r, parcels) })
		}
		timer := c.Clock.Timer(c.next(ctx, r))
		select {
		case <-ctx.Done():
		case <-r.wake:
		case <-timer.C():
		case again := <-r.freed:
			r.free(again)
		}
		timer.Stop()
		for len(r.freed) > 0 {
			r.free(<-r.freed)
		}
	}
}

// yields reports whether a rank leaves the store and the messengers to a burst of
// calls, which it does for a moment at a time.
func (c *Courier) yields(r *rank, now time.Time) bool {
	return !r.urgent && c.calls.Load() >= burst && now.Before(r.looked.Add(moment))
}

// claim takes what is ready for the hands that are free, or nothing when the
// store is away. It is not broken off by a stop, for what it takes would be held
// for nobody: deliver gives it back. Nor may it be held for nobody when the
// answer is lost.
func (c *Courier) claim(ctx context.Context, r *rank) []desk.Notice {
	now := c.Clock.Now()
	if r.busy == Hands || c.yields(r, now) {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), answerWithin)
	defer cancel()
	if r.lost != nil {
		if err := c.Store.GiveBack(ctx, *r.lost); err != nil {
			c.Log.Error("claim notices", "error", err)
			return nil
		}
		r.lost = nil
	}
	r.looked = now
	if !r.again.After(now) {
		r.again = time.Time{}
	}
	r.claims++
	opts := storage.ClaimOpts{
		Name:   fmt.Sprintf("%s/%d", r.name, r.claims),
		Urgent: r.urgent, Now: now, Lease: lease, Limit: Hands - r.busy,
	}
	claimed, err := c.Store.Claim(ctx, opts)
	if err != nil {
		r.lost = &opts
		c.Log.Error("claim notices", "error", err)
	}
	return claimed
}

// deliverAll delivers what was claimed together, each notice by a hand.
func (c *Courier) deliverAll(ctx context.Context, r *rank, parcels []parcel) {
	var all sync.WaitGroup
	for _, p := range parcels {
		all.Go(func() {
			r.freed <- c.deliver(ctx, p)
			if r.urgent && c.calls.Add(-1) == 0 {
				c.rest.look() // what else their lanes have may go now
			}
		})
	}
	all.Wait()
}

// next is when the courier looks again by itself. With all hands full it does
// so when one is freed, and when it was woken at once. Asking the store when
// something will be due is a walk through all lanes, so it is done at rest only.
func (c *Courier) next(ctx context.Context, r *rank) time.Time {
	now := c.Clock.Now()
	switch {
	case r.lost != nil:
		return now.Add(storeAway)
	case r.busy == Hands:
		return now.Add(sweep)
	case c.yields(r, now):
		return r.looked.Add(moment)
	case len(r.wake) > 0:
		return now
	case r.busy > 0:
		if soon := now.Add(laneBusy); r.again.IsZero() || r.again.After(soon) {
			return soon
		}
		return r.again
	}
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	due, ok, err := c.Store.NextDue(ctx, now, r.urgent)
	switch {
	case err != nil:
		return now.Add(storeAway)
	case !ok || due.After(now.Add(sweep)):
		return now.Add(sweep)
	case due.Before(now.Add(laneBusy)): // its lane has something under way
		return now.Add(laneBusy)
	default:
		return due
	}
}
