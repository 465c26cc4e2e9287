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
	// pollWait is the longest that Telegram delays the answer to a poll.
	pollWait = 50 * time.Second
	// maxBatch is how many updates Telegram returns at once.
	maxBatch = 100
	// slowest is the longest pause between polls that bring nothing new while
	// an update is being handled.
	slowest = 10 * time.Second
	// standby is how often a replica tries to become the one that polls.
	standby = 5 * time.Second
)

// receive polls whenever this replica has the lead, until ctx ends.
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

// lead calls do while no other replica does.
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

// deleteWebhook turns the webhook off, so that the bot can poll. Waiting
// updates stay.
func (r *Receiver) deleteWebhook(ctx context.Context) error {
	_, err := r.API.DeleteWebhook(ctx, &bot.DeleteWebhookParams{})
	return err
}

// poll receives until ctx ends, or until another process receives for this bot.
func (r *Receiver) poll(ctx context.Context, handle desk.IntakeFunc) {
	w := window{settled: make(chan struct{}, 1)}
	stale := 0 // polls in a row that brought only updates being handled
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

// hold handles an update until it may be confirmed, because Telegram delivers
// it again only to a new series of polls.
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

// getUpdates asks for new updates and confirms all before the offset.
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

// settle waits for the updates being handled, because polling sooner returns
// the same ones; but not long, because one that cannot be handled must not
// delay other chats.
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

// A window has the updates that were received and are not yet confirmed:
// Telegram confirms all below an offset, but chats finish in any order.
type window struct {
	mu      sync.Mutex
	next    int64          // the one after the last received; 0: ask without an offset
	done    map[int64]bool // received; true: handled
	settled chan struct{}
}

// offset returns the first update that is not handled. After an empty answer
// everything is confirmed, and the next poll has no offset: after a week of
// silence Telegram's numbers start elsewhere.
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

// admit adds a batch and returns the updates that are new.
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

// finish records that an update is committed or parked.
func (w *window) finish(id int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done[id] = true
	select {
	case w.settled <- struct{}{}:
	default:
	}
}

// release removes an update that was not accepted, so that the next poll gets
// it again.
func (w *window) release(id int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.done, id)
	w.next = min(w.next, id)
}

// unfinished reports whether an update is being handled.
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
