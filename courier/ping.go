package courier

import (
	"context"
	"errors"
	"sync"
	"time"

	"vakhta/desk"
)

// pingWithin is how long a messenger may take to say that it is there.
const pingWithin = 10 * time.Second

// ping asks the messengers that took nothing lately whether they answer, until ctx
// ends. So the admins are told within a minute that one is away, also when nothing
// waits for it.
func (c *Courier) ping(ctx context.Context) {
	if c.Ping <= 0 {
		return
	}
	failing := map[desk.Platform]time.Time{} // since when
	for {
		timer := c.Clock.Timer(c.Clock.Now().Add(c.Ping))
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C():
		}
		c.pingAll(ctx, failing)
	}
}

func (c *Courier) pingAll(ctx context.Context, failing map[desk.Platform]time.Time) {
	now := c.Clock.Now()
	asked := map[desk.Platform]desk.Pinger{}
	for p, m := range c.Messengers {
		pinger, can := m.(desk.Pinger)
		if !can || !c.answers.silent(p, now.Add(-c.Ping)) {
			delete(failing, p)
			continue
		}
		asked[p] = pinger
	}
	var mu sync.Mutex // guards failing
	var all sync.WaitGroup
	for p, pinger := range asked {
		all.Go(func() {
			answers := c.there(ctx, pinger)
			mu.Lock()
			defer mu.Unlock()
			switch since := failing[p]; {
			case answers:
				c.answers.take(p, c.Clock.Now())
				delete(failing, p)
			case since.IsZero():
				failing[p] = now
			case now.Sub(since) >= patience && ctx.Err() == nil && c.answers.silent(p, since):
				if err := c.Tickets.MarkAway(ctx, p, c.Clock.Now()); err != nil {
					c.Log.Error("mark a messenger as away", "platform", p, "error", err)
				}
			}
		})
	}
	all.Wait()
}

// there reports whether a messenger answers. One that refuses or asks to wait does.
func (c *Courier) there(ctx context.Context, m desk.Pinger) bool {
	ctx, cancel := context.WithTimeout(ctx, pingWithin)
	defer cancel()
	err := m.Ping(ctx)
	send, failed := errors.AsType[*desk.SendError](err)
	return err == nil || failed && (send.Fate != desk.Unknown || errors.Is(send, desk.ErrUnauthorized))
}
