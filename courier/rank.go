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

// A rank is a part of the outbox with its own workers: the escalations, or all
// other classes. So neither a slow messenger nor a thousand cards to redraw
// delay a call.
type rank struct {
	name   string // names its claims, with their number
	urgent bool
	wake   chan struct{}
	freed  chan time.Time     // a worker is free; when to try its notice again, zero: never
	busy   int                // workers; used by run only
	looked time.Time          // when the store was last asked for notices; used by run only
	again  time.Time          // earliest retry of a returned notice, zero: none; used by run only
	lost   *storage.ClaimOpts // a claim without an answer, nil: none; used by run only
	claims int                // made so far; used by run only
	// watched is when the rank last looked for other holders of notices, shared
	// whether there were any, and silent which of them had no proof of life,
	// and since when; used by run only.
	watched time.Time
	shared  bool
	silent  map[string]time.Time
}

// newRank makes the rank of all classes but escalations.
func newRank(name string, queued *tickets.Bell) *rank {
	return &rank{name: name, wake: queued.Listen(), freed: make(chan time.Time, Hands)}
}

// look asks the rank to look for notices.
func (r *rank) look() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

// free returns a worker.
func (r *rank) free(again time.Time) {
	r.busy--
	if r.again.IsZero() || !again.IsZero() && again.Before(r.again) {
		r.again = again
	}
}

// run delivers a rank until ctx ends, and returns when nothing is being sent.
func (c *Courier) run(ctx context.Context, r *rank) {
	var under sync.WaitGroup
	defer under.Wait()
	for ctx.Err() == nil {
		if claimed := c.claim(ctx, r); len(claimed) > 0 {
			r.busy += len(claimed)
			c.life.hold(len(claimed))
			if r.urgent {
				c.calls.Add(int64(len(claimed)))
			}
			parcels := c.pack(ctx, claimed) // meanwhile more notices collect for the next claim
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

// yields reports whether a rank waits for a burst of calls, which it does for a
// moment at a time.
func (c *Courier) yields(r *rank, now time.Time) bool {
	return !r.urgent && c.calls.Load() >= burst && now.Before(r.looked.Add(moment))
}

// claim claims notices for the free workers, none if the store is away. It is
// not broken off when ctx ends, and a claim whose answer was lost is given
// back, because otherwise its notices would wait for the lease to end.
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
		Name: fmt.Sprintf("%s/%d", r.name, r.claims), Holder: c.life.holder(),
		Urgent: r.urgent, Now: now, Lease: lease, Limit: Hands - r.busy,
	}
	claimed, err := c.Store.Claim(ctx, opts)
	if err != nil {
		r.lost = &opts
		c.Log.Error("claim notices", "error", err)
	}
	return claimed
}

// deliverAll delivers what was claimed together, each notice by one worker.
func (c *Courier) deliverAll(ctx context.Context, r *rank, parcels []parcel) {
	var all sync.WaitGroup
	for _, p := range parcels {
		all.Go(func() {
			again := c.deliver(ctx, p)
			c.life.holding.Add(-1)
			r.freed <- again
			if r.urgent && c.calls.Add(-1) == 0 {
				c.rest.look() // other notices of their lanes may go now
			}
		})
	}
	all.Wait()
}

// next returns when the courier looks again. If all workers are busy it looks
// when one becomes free, or at once if it was woken. The store is asked when
// something will be due only if nothing is being sent, because that is a walk
// through all lanes.
func (c *Courier) next(ctx context.Context, r *rank) time.Time {
	now := c.Clock.Now()
	switch {
	case r.lost != nil:
		return now.Add(storeAway)
	case r.busy == Hands:
		return now.Add(c.Sweep)
	case c.yields(r, now):
		return r.looked.Add(moment)
	case len(r.wake) > 0:
		return now
	case r.busy > 0:
		c.inherit(ctx, r)
		if soon := now.Add(laneBusy); r.again.IsZero() || r.again.After(soon) {
			return soon
		}
		return r.again
	}
	return c.rests(ctx, r, now)
}

// rests returns when a courier that is sending nothing looks again.
func (c *Courier) rests(ctx context.Context, r *rank, now time.Time) time.Time {
	within, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	due, ok, err := c.Store.NextDue(within, now, r.urgent)
	switch {
	case err != nil:
		return now.Add(storeAway)
	case ok && due.After(now.Add(beat)) && c.inherit(ctx, r): // it may be due sooner, with its holder dead
		return now.Add(beat)
	case !ok || due.After(now.Add(c.Sweep)):
		return now.Add(c.Sweep)
	case due.Before(now.Add(laneBusy)): // its lane has something under way
		return now.Add(laneBusy)
	default:
		return due
	}
}
