package keeper

import (
	"context"
	"fmt"
	"sync"
	"time"

	"vakhta/desk"
	"vakhta/timers"
)

// others are the alarms of what is no ticket that are being acted on. They are
// acted on beside the tickets' alarms: what is due once a day may take long, and
// a person who is to be called does not wait for it.
type others struct {
	sync.WaitGroup
	mu    sync.Mutex
	until map[desk.Subject]time.Time // they are left alone
}

// begin reports whether a subject may be acted on now. It may not while it is,
// and for a while after that failed.
func (o *others) begin(s desk.Subject, now time.Time) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if now.Before(o.until[s]) {
		return false
	}
	o.until[s] = now.Add(lease)
	return true
}

// end lets a subject be acted on from a moment on.
func (o *others) end(s desk.Subject, from time.Time) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.until[s] = from
}

// aside begins to act on an alarm that is no ticket's, and returns. While Redis
// is away the database tells of the same alarm each second: begin keeps it from
// being acted on twice at once.
func (k *Keeper) aside(ctx context.Context, due desk.Alarm, rang ...timers.Ringing) {
	now := k.Clock.Now()
	if !k.others.begin(due.Subject, now) {
		return
	}
	k.others.Go(func() {
		// The end of the keeper breaks it off: unlike a call, it can wait for another replica.
		begun, cancel := context.WithTimeout(ctx, lease-again)
		defer cancel()
		err := k.fireOther(begun, now, due)
		from := k.Clock.Now()
		switch {
		case err == nil:
			k.settle(ctx, from, rang, nil)
		case ctx.Err() != nil:
			k.settle(ctx, from, nil, rang)
		default:
			k.Log.ErrorContext(ctx, "act on an alarm", "alarm", due.String(), "error", err)
			from = from.Add(againOther)
			k.settle(ctx, from, nil, rang)
		}
		k.others.end(due.Subject, from)
	})
}

func (k *Keeper) fireOther(ctx context.Context, now time.Time, due desk.Alarm) error {
	fire := k.Others[due.Kind()]
	if fire == nil { // a newer version armed it, and knows what to do
		return fmt.Errorf("nothing acts on alarms of a %s here", due.Kind())
	}
	return fire(ctx, now, due)
}
