package inbound

import (
	"context"
	"errors"
	"time"

	"vakhta/adapters/intake"
	"vakhta/adapters/slack/history"
	"vakhta/adapters/slack/updates"
	"vakhta/desk"
)

const (
	// lookBack is how far back to read if there is no mark: as long as Slack
	// repeats an event.
	lookBack = 10 * time.Minute
)

// catchUp reads the history whenever something may have been missed, until ctx
// ends. Over HTTP it is unknown whether Slack could reach the bot, so it reads
// from time to time.
func (r *Receiver) catchUp(ctx context.Context, handle desk.IntakeFunc) {
	began := r.Clock.Now()
	wait, missing := time.Second, false
	for ctx.Err() == nil {
		timer := r.Clock.Timer(r.Clock.Now().Add(lookBack))
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-r.marks.Signal():
		case <-timer.C():
			if r.hasSockets() && !missing {
				r.keepMarks(ctx)
				continue
			}
		}
		timer.Stop()
		err := r.readUp(ctx, handle, updates.TS(began.Add(-lookBack)))
		r.keepMarks(ctx)
		if err == nil {
			wait, missing = time.Second, false
			continue
		}
		missing = true
		if ctx.Err() == nil {
			r.Log.WarnContext(ctx, "read what was missed", "error", err)
			if send, ok := errors.AsType[*desk.SendError](err); ok {
				wait = max(wait, send.After)
			}
			intake.Pause(ctx, r.Clock, wait)
			wait = min(2*wait, time.Minute)
			r.marks.Missed()
		}
	}
}

// readUp handles what is in the channels' history since their marks. The desk
// recognises by the id what it has already seen.
func (r *Receiver) readUp(ctx context.Context, handle desk.IntakeFunc, began string) error {
	reasons := r.marks.Reasons()
	for _, channel := range r.Channels() {
		r.marks.Heard(channel)
	}
	for _, channel := range r.marks.Channels() {
		from, err := r.mark(ctx, channel, began)
		if err != nil {
			return err
		}
		said, err := history.Backlog{Bot: r.Bot}.Since(ctx, channel, from)
		if errors.Is(err, desk.ErrChatGone) {
			continue
		}
		if err != nil {
			return err
		}
		if err := r.replay(ctx, channel, said, handle); err != nil {
			return err
		}
	}
	r.marks.Thaw(reasons)
	return nil
}

// replay handles messages of a channel in order, and moves its mark.
func (r *Receiver) replay(ctx context.Context, channel string, said []history.PastMessage, handle desk.IntakeFunc) error {
	for _, m := range said {
		decode := func(reader updates.Decoder, raw []byte) (updates.Update, error) { return reader.History(channel, raw) }
		d, err := r.open(ctx, parcel{raw: m.Raw, decode: decode})
		if err == nil {
			d.read = true
			_, err = r.take(ctx, d, handle)
		}
		if err != nil && !errors.Is(err, errNothing) {
			return err
		}
		r.marks.Read(channel, m.TS)
	}
	return nil
}

// mark returns how far a channel was handled: as this process knows, as an
// earlier one stored it, or up to a moment before this process began.
func (r *Receiver) mark(ctx context.Context, channel, began string) (string, error) {
	ts := r.marks.Of(channel)
	if ts == "" && r.Mark != nil {
		var err error
		if ts, err = r.Mark(ctx, channel); err != nil {
			return "", err
		}
	}
	if ts == "" {
		ts = began
	}
	return ts, nil
}

// keepMarks stores the marks that have moved.
func (r *Receiver) keepMarks(ctx context.Context) {
	if r.SetMark == nil {
		return
	}
	for channel, ts := range r.marks.Moved() {
		if err := r.SetMark(ctx, channel, ts); err != nil && ctx.Err() == nil {
			r.Log.WarnContext(ctx, "remember how far a channel was read", "channel", channel, "error", err)
		}
	}
}
