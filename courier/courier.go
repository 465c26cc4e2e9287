// Package courier delivers notices: everything the desk says is sent from here.
//
// The courier claims the heads of the lanes (a lane is one chat), puts each
// notice into words, sends it, and settles it with the platform's message id. A
// claim is a lease: if a courier dies another one continues. A notice that a
// platform refuses is repaired, sent elsewhere or reported; one that is delayed
// waits; one with an unknown outcome is looked up or sent again.
package courier

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"vakhta/desk"
	"vakhta/files"
	"vakhta/reports"
	"vakhta/storage"
	"vakhta/tickets"
)

const (
	// lease is how long a courier may hold a notice: longer than any call to a
	// platform takes. The notices of a dead courier are free sooner, see
	// [life].
	lease = time.Minute
	// burst is the number of calls under way from which everything else waits,
	// for a moment at a time.
	burst  = 4
	moment = 500 * time.Millisecond
	// laneBusy is how long it waits with a lane in which another replica is
	// sending.
	laneBusy = 200 * time.Millisecond
	// storeAway is how long it waits before it tries a failed store again.
	storeAway = time.Second
	// answerWithin is how long a store may take to answer.
	answerWithin = 10 * time.Second
	// finishWithin is how long a call under way may take after ctx has ended. A
	// call that is broken off may be done all the same.
	finishWithin = 3 * time.Second
)

// Hands is how many notices of a rank are sent at once. There are two ranks.
const Hands = 32

// Config is what a Courier needs.
type Config struct {
	Store      *storage.DB
	Clock      desk.Clock
	Log        *slog.Logger
	Messengers map[desk.Platform]desk.Messenger
	// Spool holds files on their way from one messenger to another. nil: files
	// are only named.
	Spool *files.Spool
	// Files stores what the courier brings, so that it can be read when the
	// messenger has it no longer. nil: nothing is stored.
	Files files.Store
	// Scan checks a file before it is stored or brought. Its errors are those of
	// package files. nil: nothing is checked.
	Scan func(ctx context.Context, from io.Reader) error
	// Papers makes the files of reports. nil: people are told that there are none.
	Papers *reports.Maker
	// Silencer tells monitoring systems that somebody works on their alerts. nil:
	// none is told.
	Silencer Silencer
	// Tickets handles refused notices and moved chats, and knows where chats
	// are now.
	Tickets *tickets.Service
	// Sweep is how often the courier looks for what another replica left behind;
	// 0: each minute.
	Sweep time.Duration
	// Ping is how often a messenger that takes nothing is asked whether it answers; 0:
	// never. A messenger that does not answer for [patience] is away.
	Ping time.Duration
	// Sent is called after each attempt, for the metrics; lag is the time since
	// the notice was due.
	Sent func(p desk.Platform, c desk.Class, result string, lag time.Duration)
}

// A Courier delivers notices. Several may run on one store.
type Courier struct {
	Config
	urgent, rest *rank
	calls        atomic.Int64 // escalations under way
	budgets      budgets
	pasts        pasts
	ledger       ledger
	answers      answers
	life         life
	making       chan struct{} // a place for each report that is being made
}

// New makes a courier. Its name identifies its claims in the store; no two
// couriers have the same.
func New(c Config) *Courier {
	c.Sweep = cmp.Or(c.Sweep, time.Minute)
	name, queued := rand.Text(), c.Tickets.Queued
	all := &Courier{
		Config: c, budgets: newBudgets(c.Messengers), pasts: newPasts(),
		urgent: newRank(name+"/urgent", queued), rest: newRank(name+"/rest", queued),
		life: newLife(name), making: make(chan struct{}, reportsAtOnce),
	}
	all.urgent.urgent = true
	return all
}

// Run delivers until ctx ends, and returns when nothing is being sent.
func (c *Courier) Run(ctx context.Context) error {
	lives, end := context.WithCancel(context.WithoutCancel(ctx)) // for as long as anything is under way
	c.life.beat(lives, c.Store, c.Log)
	var pulse, both sync.WaitGroup
	pulse.Go(func() { c.pulse(lives) })
	both.Go(func() { c.ping(ctx) })
	both.Go(func() { c.run(ctx, c.urgent) })
	both.Go(func() { c.run(ctx, c.rest) })
	both.Wait()
	end()
	pulse.Wait()
	return nil
}

// deliver sends one notice and settles it, and returns when to try it again, if
// at all. What was sent is settled even if ctx ends meanwhile, so that it is
// not sent twice.
func (c *Courier) deliver(ctx context.Context, p parcel) (again time.Time) {
	n := p.Notice
	p.past = c.pasts.take(n.ID)
	if p.err == nil {
		p.err = ctx.Err()
	}
	calls, cancel := begun(ctx)
	defer cancel()
	outcome, err := c.sheltered(calls, &p)
	was := p.after(outcome.Sent != nil, err)
	now := c.Clock.Now()
	result := "sent"
	if err == nil && outcome.Sent != nil {
		c.answers.take(n.To.Platform, now)
	}
	switch {
	case err != nil:
		result, outcome = c.failed(ctx, &p, err, now)
		if c.detour(ctx, &p, outcome, err) {
			return time.Time{}
		}
	case outcome.Sent == nil:
		result = "dropped"
	case p.unchanged:
		result = "unchanged"
	case !n.Firing.IsZero():
		c.Log.Info("step sent", "notice", n.Key, "to", n.To.String(), "late", now.Sub(n.Planned).Truncate(time.Millisecond))
	}
	if c.Sent != nil {
		c.Sent(n.To.Platform, n.Class, result, now.Sub(n.Planned))
	}
	if !outcome.Retry.IsZero() {
		c.pasts.keep(n.ID, was)
	}
	outcome.ID, outcome.Tries, outcome.At = n.ID, n.Tries, now
	_, finds := c.Messengers[n.To.Platform].(desk.Finder)
	outcome.Certain = finds && (outcome.Sent != nil || outcome.Gone) // earlier attempts were looked up
	c.settle(ctx, &p, outcome)
	return outcome.Retry
}

// sheltered sends a notice. One that makes the program panic is refused for good: it
// would do so at every try, and end the couriers of all replicas.
func (c *Courier) sheltered(ctx context.Context, p *parcel) (outcome storage.Settlement, err error) {
	err = desk.Shelter(c.Log, "sending a notice panics", func() (err error) {
		outcome, err = c.send(ctx, p)
		return err
	}, "notice", p.Key)
	if errors.Is(err, desk.ErrBroken) {
		return storage.Settlement{}, unsayable(err)
	}
	return outcome, err
}

// begun returns the context of a call, which does not end at once when ctx
// does.
func begun(ctx context.Context) (context.Context, context.CancelFunc) {
	calls, breakOff := context.WithCancel(context.WithoutCancel(ctx))
	forget := context.AfterFunc(ctx, func() { time.AfterFunc(finishWithin, breakOff) })
	return calls, func() { forget(); breakOff() }
}

// settle writes the outcome of a notice. If the store is away it tries again as
// long as the lease lasts, because the next owner would send the notice a
// second time.
func (c *Courier) settle(ctx context.Context, p *parcel, o storage.Settlement) {
	for ours := o.At.Add(lease); ; {
		err := c.write(context.WithoutCancel(ctx), p, o)
		if err == nil {
			return
		}
		c.Log.Error("settle notice", "notice", p.Key, "error", err)
		again := c.Clock.Now().Add(storeAway)
		if again.After(ours) {
			return
		}
		timer := c.Clock.Timer(again)
		select {
		case <-timer.C():
		case <-ctx.Done():
		}
		timer.Stop()
		if ctx.Err() != nil {
			return
		}
	}
}

// write writes the outcome once, together with its consequences, if any.
func (c *Courier) write(ctx context.Context, p *parcel, o storage.Settlement) error {
	switch {
	case o.Dead:
		return c.Tickets.Undelivered(ctx, p.Notice, p.refusal, o)
	case o.Retry.IsZero() && tickets.Follows(p.facts):
		return c.Tickets.Settle(ctx, p.Notice, p.facts, o)
	default:
		return c.ledger.settle(ctx, c.Store, o)
	}
}

// failed decides what happens to a notice that was not sent.
func (c *Courier) failed(ctx context.Context, p *parcel, err error, now time.Time) (string, storage.Settlement) {
	n := p.Notice
	retry := func(after time.Duration) storage.Settlement {
		return storage.Settlement{Retry: now.Add(after), Why: err.Error()}
	}
	send, ok := errors.AsType[*desk.SendError](err)
	wait, waits := errors.AsType[*notYetError](err)
	switch {
	case waits:
		again := retry(wait.after)
		again.Unsure = wait.unsure
		return "waits", again
	case errors.Is(err, errBudget):
		return "paced", retry(c.budgets.wait(n, p.op, now))
	case !ok && ctx.Err() != nil:
		return "stopped", retry(0)
	case !ok: // the store is away
		c.Log.Error("prepare notice", "notice", n.Key, "error", err)
		return "unprepared", retry(backoff(n.Tries))
	case !send.Moved.IsZero():
		if err := c.Tickets.ChatMoved(ctx, p.touched, send.Moved); err != nil {
			c.Log.Error("follow moved chat", "from", p.touched, "to", send.Moved, "error", err)
			return "moved", retry(storeAway)
		}
		if n.Tries > 2 { // it keeps moving; limit the immediate retries
			return "moved", retry(backoff(n.Tries))
		}
		return "moved", retry(0)
	case errors.Is(err, desk.ErrUnauthorized):
		c.Log.Error("token refused", "platform", n.To.Platform, "error", err)
		return "unauthorized", retry(time.Minute)
	case send.Fate == desk.Later:
		c.budgets.hold(n, p.op, now, now.Add(send.After))
		return "later", retry(max(send.After, time.Second))
	case send.Fate == desk.Unknown && now.Sub(n.Planned) < giveUp:
		again := retry(backoff(n.Tries))
		again.Unsure = p.posting()
		return "unknown", again
	}
	c.Log.Warn("notice refused", "notice", n.Key, "to", n.To.String(), "error", err)
	p.refusal = err
	return "refused", storage.Settlement{Dead: true, Why: err.Error(), Unsure: send.Fate == desk.Unknown && p.posting()}
}

// giveUp is how long an attempt with an unknown outcome is repeated.
const giveUp = 24 * time.Hour

// backoff returns how long to wait after a number of tries: 1 s, 2 s, 4 s … a
// minute.
func backoff(tries int) time.Duration {
	return min(time.Second<<min(max(tries-1, 0), 6), time.Minute)
}
