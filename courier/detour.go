package courier

import (
	"context"
	"errors"
	"sync"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
)

// patience is for how long a person is called in a messenger that does not
// answer, before they are called in their next one.
const patience = 30 * time.Second

// answers remembers when each messenger last took something.
type answers struct {
	mu   sync.Mutex
	took map[desk.Platform]time.Time
}

// take keeps that a messenger has taken something now.
func (a *answers) take(p desk.Platform, now time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.took == nil {
		a.took = map[desk.Platform]time.Time{}
	}
	a.took[p] = now
}

// silent reports whether a messenger has taken nothing since a time.
func (a *answers) silent(p desk.Platform, since time.Time) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return !a.took[p].After(since)
}

// notAnswered marks a messenger as away if it has taken nothing for as long as a person
// is called there in vain, whatever it was.
func (c *Courier) notAnswered(ctx context.Context, n desk.Notice, send *desk.SendError) {
	now := c.Clock.Now()
	since := now.Add(-patience)
	if send.Fate != desk.Unknown || errors.Is(send, desk.ErrUnauthorized) || n.Planned.After(since) || !c.answers.silent(n.To.Platform, since) {
		return
	}
	if err := c.Tickets.MarkAway(ctx, n.To.Platform, now); err != nil {
		c.Log.Error("mark a messenger as away", "platform", n.To.Platform, "error", err)
	}
}

// detour calls the person in another messenger instead, if this one has not
// taken a call for too long, and reports whether it did. That is measured by the
// call itself: a messenger that works for others but not for us is away, too.
func (c *Courier) detour(ctx context.Context, p *parcel, o storage.Settlement, err error) bool {
	n := p.Notice
	if send, failed := errors.AsType[*desk.SendError](err); failed && !o.Retry.IsZero() {
		c.notAnswered(ctx, n, send)
	}
	calls := n.Kind == (notice.Ping{}).Kind() || n.Kind == (notice.WorkCard{}).Kind()
	send, failed := errors.AsType[*desk.SendError](err)
	if !calls || n.Class != desk.ClassEscalation || !failed || o.Retry.IsZero() || !send.Moved.IsZero() {
		return false
	}
	now := c.Clock.Now()
	if now.Sub(n.Planned) < patience {
		return false
	}
	moved, err := c.Tickets.Detour(ctx, n, storage.Settlement{
		ID: n.ID, Tries: n.Tries, At: now, Dead: true, Unsure: o.Unsure, Why: o.Why,
	})
	if err != nil {
		c.Log.Error("call in another messenger", "notice", n.Key, "error", err)
		return false
	}
	if moved {
		c.Log.Warn("messenger does not answer: the person is called in another one", "notice", n.Key, "platform", n.To.Platform, "cause", o.Why)
	}
	return moved
}
