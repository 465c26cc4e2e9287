package courier

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"vakhta/storage"
)

const (
	// beat is how often a courier that holds something checks its lead, and how
	// often the others check it.
	beat = time.Second
	// beatWithin is how long the store may take to answer that.
	beatWithin = 2 * time.Second
	// silent is how long others must have seen a courier without its lead
	// before they take over its notices: longer than a living one needs to get
	// it back.
	silent = 4 * time.Second
)

// A life is a courier's proof that it is alive: a lead in its own name, held by
// a connection, which ends with the process.
type life struct {
	name    string
	lead    *storage.Lead // used by pulse only
	proven  atomic.Bool   // the lead is held, as far as is known
	holding atomic.Int64  // notices being sent
	asked   chan struct{} // something is being sent from now on
}

func newLife(name string) life { return life{name: "courier-" + name, asked: make(chan struct{}, 1)} }

// holder returns the name to claim notices under, "" without proof.
func (l *life) holder() string {
	if l.proven.Load() {
		return l.name
	}
	return ""
}

// hold counts notices that are being sent from now on.
func (l *life) hold(n int) {
	l.holding.Add(int64(n))
	select {
	case l.asked <- struct{}{}:
	default:
	}
}

// pulse keeps the proof, which was checked just now, until ctx ends. If nothing
// is being sent it checks as rarely as the courier looks for notices, because
// nobody needs the proof then.
func (c *Courier) pulse(ctx context.Context) {
	l := &c.life
	for last := c.Clock.Now(); ctx.Err() == nil; {
		if again := l.next(last, c.Sweep); c.Clock.Now().Before(again) {
			timer := c.Clock.Timer(again)
			select {
			case <-ctx.Done():
			case <-timer.C():
			case <-l.asked:
			}
			timer.Stop()
			continue
		}
		last = c.Clock.Now()
		l.beat(ctx, c.Store, c.Log)
	}
	l.end(ctx)
}

func (l *life) next(last time.Time, rarely time.Duration) time.Time {
	if l.holding.Load() > 0 || !l.proven.Load() {
		return last.Add(beat)
	}
	return last.Add(rarely)
}

// beat checks that the lead is held, and takes it again if it was lost.
func (l *life) beat(ctx context.Context, store *storage.DB, log *slog.Logger) {
	within, cancel := context.WithTimeout(ctx, beatWithin)
	defer cancel()
	if l.lead != nil {
		if l.lead.Alive(within) == nil {
			return
		}
		l.end(ctx)
	}
	lead, ok, err := store.TryLead(within, l.name)
	if err != nil && ctx.Err() == nil {
		log.Warn("prove that the courier lives", "error", err)
	}
	l.lead = lead
	l.proven.Store(ok)
}

// end gives up the proof.
func (l *life) end(ctx context.Context) {
	l.proven.Store(false)
	if l.lead != nil {
		_ = l.lead.Release(ctx) // a broken connection is given up all the same
	}
	l.lead = nil
}

// inherit frees the notices of dead couriers, and reports whether another one
// holds any. A courier counts as dead when it has been seen without its lead
// for a while. A living one may need time to reconnect, and what it is sending
// would be sent twice.
func (c *Courier) inherit(ctx context.Context, r *rank) (held bool) {
	now := c.Clock.Now()
	if now.Before(r.watched.Add(beat)) {
		return r.shared
	}
	r.watched = now
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	holders, err := c.Store.Holders(ctx, now, r.urgent, c.life.name)
	if err != nil {
		clear(r.silent) // the others may have lost the store as well
		return r.shared
	}
	r.shared = len(holders) > 0
	since := map[string]time.Time{}
	var dead []string
	for _, h := range holders {
		first, before := r.silent[h.Name]
		switch {
		case h.Live:
		case !before:
			since[h.Name] = now
		case now.Sub(first) < silent:
			since[h.Name] = first
		default:
			dead = append(dead, h.Name)
		}
	}
	r.silent = since
	if len(dead) > 0 {
		c.Log.Warn("a courier died, what it held is taken over", "couriers", len(dead))
		if err := c.Store.FreeOf(ctx, now, r.urgent, dead...); err != nil {
			c.Log.Error("claim notices", "error", err)
		}
		r.look()
	}
	return r.shared
}
