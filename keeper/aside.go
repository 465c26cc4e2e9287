package keeper

import (
	"context"
	"fmt"
	"sync"
	"time"

	"vakhta/desk"
	"vakhta/timers"
)

// others are the alarms of other subjects that are being acted on. They run beside the tickets' alarms: a daily
// routine may take long, and must not delay a call.
type others struct {
	sync.WaitGroup
	mu    sync.Mutex
	until map[desk.Subject]time.Time // until when they are left alone
}

// begin reports whether a subject may be acted on now. It may not while it is being acted on, and for a while after
// that failed.
func (o *others) begin(s desk.Subject, now time.Time) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if now.Before(o.until[s]) {
		return false
	}
	o.until[s] = now.Add(leaveOther)
	return true
}

// end allows a subject to be acted on again from a time on.
func (o *others) end(s desk.Subject, from time.Time) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.until[s] = from
}

// aside starts to act on an alarm that belongs to no ticket, and returns. While
// Redis is away, the database reports the same alarm each second; begin prevents
// it from being acted on twice at once.
func (k *Keeper) aside(ctx context.Context, due desk.Alarm, rang ...timers.Ringing) {
	now := k.Clock.Now()
	if !k.others.begin(due.Subject, now) {
		return
	}
	k.others.Go(func() {
		rang, err := k.Alarms.Extend(ctx, now.Add(leaveOther), rang...)
		if err != nil {
			k.Log.WarnContext(ctx, "keep an alarm that rang", "error", err)
		}
		// It ends with the keeper: unlike a call, it can wait for another replica.
		begun, cancel := context.WithTimeout(ctx, actWithin)
		defer cancel()
		err = k.fireOther(begun, now, due)
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
	if fire == nil { // a newer version armed it and will act on it
		return fmt.Errorf("nothing acts on alarms of a %s here", due.Kind())
	}
	return desk.Shelter(k.Log, "acting on alarms panics", func() error { return fire(ctx, now, due) }, "alarm", due.String())
}
