package courier

import (
	"context"
	"errors"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
)

// patience is for how long a person is called in a messenger that does not
// answer, before they are called in their next one.
const patience = 30 * time.Second

// detour calls the person in another messenger instead, if this one has not
// taken a call for too long, and reports whether it did. That is measured by the
// call itself: a messenger that works for others but not for us is away, too.
func (c *Courier) detour(ctx context.Context, p *parcel, o storage.Settlement, err error) bool {
	n := p.Notice
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
