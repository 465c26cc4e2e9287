// Package conversations understands what people say and do in a messenger, and
// answers them.
//
// Handle takes one event through one transaction: it is admitted once, whoever
// did it is recognised, what it means is decided by where it was said and by
// what the ticket is, that is done, and all of it is committed before the
// platform is told that the event arrived. Only then are alarms set and the
// courier woken.
//
// Its parts: turn is the event in its transaction, acts are the things that a
// person can do, requests makes tickets of what people ask for. Here is what
// words mean by where they were said.
package conversations

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"vakhta/conversations/acts"
	"vakhta/conversations/requests"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/storage"
	"vakhta/tickets"
)

// Config is what an Engine is made of.
type Config = turn.Config

// An Engine handles events. It is safe for use by several goroutines.
type Engine struct{ Config }

// New makes an engine.
func New(c Config) *Engine { return &Engine{c} }

// Handle takes an event in. It returns nil only when everything that follows
// from the event is committed, or was committed before. An error that wraps
// desk.ErrBroken will come again however often the event is tried.
func (e *Engine) Handle(ctx context.Context, ev desk.Event) (desk.Reply, error) {
	if ev.At.IsZero() {
		ev.At = e.Clock.Now()
	}
	t, err := e.attempt(ctx, ev, take)
	if doubt, ok := errors.AsType[*requests.Doubt](err); ok {
		if err := e.Classifier.Consult(ctx, doubt.Text, doubt.Guess); err != nil {
			e.Log.Warn("ask for a second opinion", "event", ev.ID, "error", err)
		}
		t, err = e.attempt(ctx, ev, func(ctx context.Context, t *turn.Turn) error {
			t.Consulted = true
			return take(ctx, t)
		})
	}
	wanted, result := doing(t), "done"
	if refused := turn.Refused(err); refused != nil {
		result = "refused"
		t, err = e.attempt(ctx, ev, func(ctx context.Context, t *turn.Turn) error { return refuse(ctx, t, refused) })
	} else if errors.Is(err, turn.ErrSilent) {
		result = "refused"
		t, err = e.attempt(ctx, ev, func(ctx context.Context, t *turn.Turn) error { return t.Recognise(ctx) })
	}
	if err != nil {
		e.count(wanted, "failed")
		return desk.Reply{}, fmt.Errorf("handle %T %s: %w", ev.Body, ev.ID, err)
	}
	e.count(wanted, result)
	t.Committed(ctx)
	return t.Reply, nil
}

// doing is what somebody meant to do by an event, if that has a name; t is nil
// when the store was away.
func doing(t *turn.Turn) turn.Doing {
	if t == nil {
		return turn.Doing{}
	}
	return t.Doing
}

func (e *Engine) count(d turn.Doing, result string) {
	if e.Acted != nil && d.Act != "" {
		e.Acted(d, result)
	}
}

// attempt takes an event through one transaction, in which do decides what
// follows. Of one that ends in an error nothing is left, not even that the event
// was there.
func (e *Engine) attempt(ctx context.Context, ev desk.Event, do func(context.Context, *turn.Turn) error) (t *turn.Turn, err error) {
	err = e.Tickets.Store.Update(ctx, func(tx *storage.Tx) error {
		t = turn.New(e.Config, tx, ev)
		fresh, err := tx.Admit(ctx, ev.ID, lane(ev), e.Clock.Now())
		if err != nil || !fresh {
			return err
		}
		if err := e.sheltered(ctx, t, do); err != nil {
			return err
		}
		return t.Finish(ctx)
	})
	return t, err
}

// sheltered makes an error of a panic: it ends the turn and nothing else. Its
// value is kept out of the log, for it may hold a customer's words.
func (e *Engine) sheltered(ctx context.Context, t *turn.Turn, do func(context.Context, *turn.Turn) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			e.Log.Error("a turn panics", "event", t.Event.ID, "kind", fmt.Sprintf("%T", t.Event.Body), "panic", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
			err = fmt.Errorf("a turn panics with a %T: %w", p, desk.ErrBroken)
		}
	}()
	return do(ctx, t)
}

// lane names what must go in order: one person's doings in one chat.
func lane(ev desk.Event) string { return ev.In.Address.Root().String() + " " + ev.From.ID }

// take decides by what was done.
func take(ctx context.Context, t *turn.Turn) error {
	switch b := t.Event.Body.(type) {
	case desk.Moved:
		return chatMoved(ctx, t, b)
	case desk.Reach:
		return reachChanged(ctx, t, b)
	case desk.Left:
		return t.Tx.LeaveChat(ctx, t.Event.In.Root(), t.Event.From.Account)
	}
	if err := t.Recognise(ctx); err != nil {
		return err
	}
	switch b := t.Event.Body.(type) {
	case desk.Said:
		return said(ctx, t, b)
	case desk.Edited:
		return edited(ctx, t, b)
	case desk.Deleted:
		return deleted(ctx, t, b)
	case desk.Pressed:
		return acts.Press(ctx, t, b)
	case desk.Asked:
		return acts.Command(ctx, t, b)
	case desk.Reacted:
		return acts.React(ctx, t, b)
	case desk.Submitted:
		return acts.Submit(ctx, t, b)
	default:
		return fmt.Errorf("event body %T: nothing handles it", b)
	}
}

// refuse tells a person what they did wrong. What the refused turn did was taken
// back, so the event is admitted here.
func refuse(ctx context.Context, t *turn.Turn, r *turn.Refusal) error {
	if err := t.Recognise(ctx); err != nil {
		return err
	}
	t.Answer(r.Sentence)
	if _, words := t.Event.Body.(desk.Said); !words { // also who is refused has done something
		if _, err := acts.Leave(ctx, t); err != nil {
			return err
		}
	}
	if r.Then == nil {
		return nil
	}
	if err := r.Then(ctx, t); turn.Refused(err) == nil {
		return err
	}
	return nil
}

// chatMoved follows a group that became a supergroup, in the store and in the
// desk that this process holds.
func chatMoved(ctx context.Context, t *turn.Turn, m desk.Moved) error {
	if err := t.Tx.MoveChat(ctx, m.From, m.To, t.Now()); err != nil {
		return err
	}
	t.After(func() { t.Tickets.Follow(m.From, m.To) })
	return nil
}

// reachChanged remembers that a chat began or ceased to take messages, and
// tells the desk's admins.
func reachChanged(ctx context.Context, t *turn.Turn, r desk.Reach) error {
	_, err := tickets.MarkReach(ctx, t.Tx, t.Desk, tickets.Reachability{
		At: t.Place().Root(), Able: r.Able, Cause: r.Cause, Title: t.Event.In.Title, Key: string(t.Event.ID),
	}, t.Now())
	return err
}
