package inbound

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/go-telegram/bot"

	"vakhta/adapters/intake"
	"vakhta/adapters/telegram/botapi"
	"vakhta/adapters/telegram/updates"
	"vakhta/desk"
)

const (
	// pollWait is how long Telegram keeps a poll waiting at most.
	pollWait = 50 * time.Second
	// maxBatch is how many updates Telegram tells at once.
	maxBatch = 100
	// slowest is the longest pause between polls that bring nothing new while an
	// update is under way.
	slowest = 10 * time.Second
	// standby is how often a replica tries to become the one that polls.
	standby = 5 * time.Second
)

// receive polls whenever this replica is the one to, until ctx ends.
func (r *Receiver) receive(ctx context.Context, handle desk.IntakeFunc) {
	for ctx.Err() == nil {
		r.lead(ctx, func() {
			if r.insist(ctx, "delete the webhook", r.deleteWebhook) {
				r.poll(ctx, handle)
			}
		})
		r.wait(ctx, standby)
	}
}

// lead does something while no other replica does.
func (r *Receiver) lead(ctx context.Context, do func()) {
	if r.Lead == nil {
		do()
		return
	}
	release, ok, err := r.Lead(ctx)
	if err != nil {
		if ctx.Err() == nil {
			r.Log.ErrorContext(ctx, "telegram: take the lead", "error", err)
		}
		return
	}
	if ok {
		defer release()
		do()
	}
}

// deleteWebhook lets the bot poll. What waits for it stays.
func (r *Receiver) deleteWebhook(ctx context.Context) error {
	_, err := r.API.DeleteWebhook(ctx, &bot.DeleteWebhookParams{})
	return err
}

// poll receives until ctx ends, or until somebody else receives for this bot.
func (r *Receiver) poll(ctx context.Context, handle desk.IntakeFunc) {
	w := window{settled: make(chan struct{}, 1)}
	stale := 0 // polls in a row that brought nothing but what is under way
	for tries := 0; ctx.Err() == nil; {
		batch, err := r.getUpdates(ctx, w.offset())
		if err != nil {
			pause := r.inTrouble(ctx, "poll", err, tries)
			tries++
			if refused, ok := errors.AsType[*botapi.RefusalError](err); ok && refused.Code == http.StatusConflict {
				return
			}
			r.wait(ctx, pause)
			continue
		}
		tries = 0
		r.trouble.Store(nil)
		fresh := w.admit(batch)
		if stale++; len(fresh) > 0 {
			stale = 0
		}
		for _, raw := range fresh {
			d, err := r.open(raw)
			if err != nil {
				w.release(d.ID)
				continue
			}
			r.under.Go(func() { r.hold(ctx, d, &w, handle) })
		}
		r.settle(ctx, &w, intake.Backoff(stale, slowest))
	}
}

// hold handles an update until it may be confirmed: Telegram brings it again only
// to a poll that begins anew.
func (r *Receiver) hold(ctx context.Context, d *delivery, w *window, handle desk.IntakeFunc) {
	out, err := d.turn.Insist(ctx, handle)
	if err != nil {
		return
	}
	w.finish(d.ID)
	if out.Handled {
		r.respond(ctx, d.Update, out.Reply)
	}
}

// getUpdates asks for what is new. All before the offset is confirmed by it.
func (r *Receiver) getUpdates(ctx context.Context, offset int64) ([]json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, pollWait+botapi.CallTimeout)
	defer cancel()
	params := map[string]any{"timeout": int(pollWait.Seconds()), "limit": maxBatch, "allowed_updates": updates.Kinds()}
	if offset != 0 {
		params["offset"] = offset
	}
	var batch []json.RawMessage
	err := r.Calls.Call(ctx, "getUpdates", params, &batch)
	return batch, err
}

// settle waits for the updates under way, for asking sooner brings the same
// ones; but not long: one that cannot be handled must not hold up other chats.
func (r *Receiver) settle(ctx context.Context, w *window, most time.Duration) {
	t := r.Clock.Timer(r.Clock.Now().Add(most))
	defer t.Stop()
	for w.unfinished() {
		select {
		case <-w.settled:
		case <-t.C():
			return
		case <-ctx.Done():
			return
		}
	}
}

// A window is the updates that were received and are not yet confirmed: Telegram
// confirms all below an offset, while chats finish in any order.
type window struct {
	mu      sync.Mutex
	next    int64          // what comes after the last received; 0: ask without an offset
	done    map[int64]bool // received; true: handled
	settled chan struct{}
}

// offset is the first update that is not handled. After an answer with nothing
// in it all is confirmed, and the next poll has none: after a week of silence
// Telegram counts from somewhere else.
func (w *window) offset() int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	offset := w.next
	for id, done := range w.done {
		if !done {
			offset = min(offset, id)
		}
	}
	for id := range w.done {
		if id < offset {
			delete(w.done, id)
		}
	}
	return offset
}

// admit takes a batch in and leaves what was not received before.
func (w *window) admit(batch []json.RawMessage) []json.RawMessage {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(batch) == 0 && len(w.done) == 0 {
		w.next = 0
	}
	if w.done == nil {
		w.done = map[int64]bool{}
	}
	var fresh []json.RawMessage
	for _, raw := range batch {
		id := updates.ID(raw)
		w.next = max(w.next, id+1)
		if _, known := w.done[id]; known {
			continue
		}
		w.done[id] = false
		fresh = append(fresh, raw)
	}
	return fresh
}

// finish notes that an update is committed or parked.
func (w *window) finish(id int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done[id] = true
	select {
	case w.settled <- struct{}{}:
	default:
	}
}

// release forgets an update that was not taken: the next poll brings it again.
func (w *window) release(id int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.done, id)
	w.next = min(w.next, id)
}

// unfinished reports whether something is under way.
func (w *window) unfinished() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, done := range w.done {
		if !done {
			return true
		}
	}
	return false
}
