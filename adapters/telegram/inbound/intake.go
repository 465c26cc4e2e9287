package inbound

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/go-telegram/bot"

	"vakhta/adapters/telegram/botapi"
	"vakhta/adapters/telegram/layout"
	"vakhta/adapters/telegram/updates"
	"vakhta/cards"
	"vakhta/desk"
	"vakhta/notice"
)

const (
	// maxTries is how often an update is handled before it is parked.
	maxTries = 5
	// slowest is how long an update waits at most before it is handled again.
	slowest = 10 * time.Second
	// maxToast is how long the answer to a press may be.
	maxToast = 200
)

// An incoming is one update with what could be understood of it.
type incoming struct {
	updates.Update
	raw []byte
	err error // it could not be understood
}

// read decodes an update, also one that breaks the decoder.
func (r *Receiver) read(ctx context.Context, raw []byte) (in incoming) {
	in.raw = raw
	defer func() {
		if p := recover(); p != nil {
			in.ID, in.Kind, in.err = updates.ID(raw), "other", errors.New("decode an update: it panics")
			r.Log.ErrorContext(ctx, "telegram: decoder panics", "update", in.ID)
		}
	}()
	in.Update, in.err = r.reader.Load().Read(raw)
	return in
}

// take handles an update once. nil means that it may be acknowledged: what
// follows from it is committed, or it is parked.
//
// An update that failed often is parked at once after one more failure, while
// the store answers: what failed only because the store was away is not, for
// then parking fails as well.
func (r *Receiver) take(ctx context.Context, in incoming, handle desk.IntakeFunc) error {
	if in.err != nil {
		if in.Query != "" {
			r.toast(ctx, in.Query, cards.Sentence(in.Locale, notice.RefusedStale, nil), false)
		}
		r.Seen(in.Kind, "parked")
		return r.Parker.Park(ctx, updates.EventID(in.ID), in.raw, in.err.Error(), r.Clock.Now())
	}
	reply, err := r.handle(ctx, in, handle)
	if err == nil {
		r.fails.forget(in.ID)
		r.Seen(in.Kind, "handled")
		r.respond(ctx, in, reply)
		return nil
	}
	tries := r.fails.count(in.ID)
	r.Seen(in.Kind, "failed")
	r.Log.ErrorContext(ctx, "telegram: handle update", "update", in.ID, "kind", in.Kind, "tries", tries, "error", err)
	if tries == 1 && in.Query != "" {
		r.toast(ctx, in.Query, cards.Sentence(in.Locale, notice.RefusedTrouble, nil), false)
	}
	if tries < maxTries || ctx.Err() != nil {
		return err
	}
	if parked := r.Parker.Park(ctx, updates.EventID(in.ID), in.raw, err.Error(), r.Clock.Now()); parked != nil {
		return errors.Join(err, parked)
	}
	r.fails.forget(in.ID)
	r.Seen(in.Kind, "parked")
	return nil
}

// handle hands the events of an update over; only a press gets an answer.
func (r *Receiver) handle(ctx context.Context, in incoming, handle desk.IntakeFunc) (reply desk.Reply, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("handle update %d: it panics: %T", in.ID, p)
		}
	}()
	for _, e := range in.Events {
		if reply, err = handle(ctx, e); err != nil {
			return desk.Reply{}, err
		}
	}
	return reply, nil
}

// respond tells the one who acted. It goes on when the desk is told to stop:
// what was done is done, and a press must be answered.
func (r *Receiver) respond(ctx context.Context, in incoming, reply desk.Reply) {
	if in.Query != "" {
		text := reply.Toast
		if len(in.Events) == 0 {
			text = cards.Sentence(in.Locale, notice.RefusedStale, nil)
		}
		r.toast(ctx, in.Query, text, reply.Alert)
	}
	if reply.Card == nil || len(in.Events) == 0 {
		return
	}
	e := in.Events[0]
	to := e.In.Address
	if e.In.Private {
		to = e.From.Private()
	}
	if _, err := r.Post(context.WithoutCancel(ctx), to, *reply.Card, string(e.ID)); err != nil {
		r.Log.WarnContext(ctx, "telegram: answer in the chat", "update", in.ID, "error", err)
	}
}

// toast answers a press. One that was answered before, or comes too late, is
// refused, and nothing is lost by it.
func (r *Receiver) toast(ctx context.Context, query, text string, alert bool) {
	err := botapi.Within(context.WithoutCancel(ctx), func(ctx context.Context) error {
		_, err := r.API.AnswerCallbackQuery(ctx, &bot.AnswerCallbackQueryParams{
			CallbackQueryID: query, Text: layout.Cut(text, maxToast), ShowAlert: alert,
		})
		return err
	})
	if err != nil {
		r.Seen("call", botapi.FateOf("answer a press", err).Fate.String())
		r.Log.DebugContext(ctx, "telegram: answer a press", "error", botapi.FateOf("answer a press", err))
	}
}

// failures counts how often updates could not be handled.
type failures struct {
	mu    sync.Mutex
	tries map[int64]int
}

// maxFailing bounds the counts: a webhook's update may fail here once and go on
// to another replica.
const maxFailing = 1000

// count adds a failure and tells how many there were.
func (f *failures) count(update int64) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.tries == nil || len(f.tries) > maxFailing {
		f.tries = map[int64]int{}
	}
	f.tries[update]++
	return f.tries[update]
}

// forget drops the count of what is settled.
func (f *failures) forget(update int64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.tries, update)
}

// insistOn handles an update until it may be acknowledged; false: ctx ended first.
func (r *Receiver) insistOn(ctx context.Context, in incoming, handle desk.IntakeFunc) bool {
	for tries := 0; ctx.Err() == nil; tries++ {
		if r.take(ctx, in, handle) == nil {
			return true
		}
		r.wait(ctx, min(backoff(tries), slowest))
	}
	return false
}
