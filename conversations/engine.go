// Package conversations decides what people mean by what they say and do in a
// messenger, and answers them.
//
// Handle handles one event in one transaction: it admits the event once,
// recognises who did it, decides what it means from where it was said and the
// ticket's state, does it, and commits, before the platform is told that the
// event arrived. After that alarms are set and the courier is woken.
//
// Its parts: turn is the event in its transaction, acts are the things that a
// person can do, requests makes tickets of what people ask for. This package
// decides by where words were said.
package conversations

import (
	"context"
	"errors"
	"fmt"
	"time"

	"vakhta/conversations/acts"
	"vakhta/conversations/requests"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/storage"
	"vakhta/tickets"
)

// Config is what an Engine needs.
type Config = turn.Config

// An Engine handles events. Goroutines may share it.
type Engine struct{ Config }

// New makes an engine.
func New(c Config) *Engine { return &Engine{c} }

// Handle handles an event. It returns nil only if everything that follows from
// the event is committed, now or earlier. An error that wraps desk.ErrBroken
// occurs at every try.
func (e *Engine) Handle(ctx context.Context, ev desk.Event) (desk.Reply, error) {
	if ev.At.IsZero() {
		ev.At = e.Clock.Now()
	}
	rechecked := false
	attempt := func(do func(context.Context, *turn.Turn) error) (*turn.Turn, error) {
		return e.attempt(ctx, ev, func(ctx context.Context, t *turn.Turn) error {
			t.Rechecked = rechecked
			return do(ctx, t)
		})
	}
	t, err := attempt(take)
	if again, ok := errors.AsType[*turn.Recheck](err); ok {
		if err := e.recheck(ctx, ev, again.Chats); err != nil {
			return desk.Reply{}, err
		}
		rechecked = true
		t, err = attempt(take)
	}
	if doubt, ok := errors.AsType[*requests.Doubt](err); ok {
		if err := e.Classifier.Consult(ctx, doubt.Text, doubt.Guess); err != nil {
			e.Log.Warn("ask for a second opinion", "event", ev.ID, "error", err)
		}
		t, err = attempt(func(ctx context.Context, t *turn.Turn) error {
			t.Consulted = true
			return take(ctx, t)
		})
	}
	wanted, result := doing(t), "done"
	if refused := turn.Refused(err); refused != nil {
		result = "refused"
		t, err = attempt(func(ctx context.Context, t *turn.Turn) error {
			t.Doing = wanted
			return refuse(ctx, t, refused)
		})
	} else if errors.Is(err, turn.ErrSilent) {
		result = "refused"
		t, err = attempt(func(ctx context.Context, t *turn.Turn) error { return t.Recognise(ctx) })
	}
	if err != nil {
		e.count(wanted, "failed")
		return desk.Reply{}, fmt.Errorf("handle %T %s: %w", ev.Body, ev.ID, err)
	}
	e.count(wanted, result)
	t.Committed(ctx)
	return t.Reply, nil
}

// recheckWithin is how long a messenger may take to say who is in a chat.
const recheckWithin = 2 * time.Second

// recheck asks a messenger whether the person of an event is still in chats
// where they have not been seen for long, and stores what it says. If it says
// nothing, all stays as it was.
func (e *Engine) recheck(ctx context.Context, ev desk.Event, chats []desk.Address) error {
	asking, cancel := context.WithTimeout(ctx, recheckWithin)
	defer cancel()
	for _, chat := range chats {
		there, err := e.IsMember(asking, chat, ev.From.Account)
		if err != nil {
			e.Log.Warn("who is in a chat cannot be asked", "chat", chat.String(), "error", err)
			continue
		}
		about := desk.Event{ID: ev.ID + "/recheck/" + desk.EventID(chat.String()), At: ev.At, From: ev.From, In: desk.Place{Address: chat}, Body: desk.Left{}}
		do := take
		if there {
			do = seen
		}
		if _, err := e.attempt(ctx, about, do); err != nil {
			return fmt.Errorf("store who is in %s: %w", chat, err)
		}
	}
	return nil
}

// seen stores that somebody is in a chat.
func seen(ctx context.Context, t *turn.Turn) error {
	t.Tx.SeeAgain(ctx, t.Event.In.Root(), t.Event.From.Account, t.Now())
	return nil
}

// doing returns the act that somebody meant by an event, if it has a name; t is
// nil if the store was away.
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

// attempt handles an event in one transaction, in which do decides what
// follows. If that fails nothing is stored, not even that the event came.
func (e *Engine) attempt(ctx context.Context, ev desk.Event, do func(context.Context, *turn.Turn) error) (t *turn.Turn, err error) {
	err = e.Tickets.Store.Update(ctx, func(tx *storage.Tx) error {
		t = turn.New(e.Config, tx, ev)
		fresh, err := tx.Admit(ctx, ev.ID, lane(ev), e.Clock.Now())
		if err != nil || !fresh {
			return err
		}
		kind := fmt.Sprintf("%T", ev.Body)
		if err := desk.Shelter(e.Log, "a turn panics", func() error { return do(ctx, t) }, "event", ev.ID, "kind", kind); err != nil {
			return err
		}
		if err := t.Spare(ctx); err != nil {
			return err
		}
		return t.Finish(ctx)
	})
	return t, err
}

// lane names what must stay in order: one person's events in one chat.
func lane(ev desk.Event) string { return ev.In.Address.Root().String() + " " + ev.From.ID }

// take decides by the kind of event.
func take(ctx context.Context, t *turn.Turn) error {
	switch b := t.Event.Body.(type) {
	case desk.Moved:
		return chatMoved(ctx, t, b)
	case desk.Reach:
		return reachChanged(ctx, t, b)
	case desk.Left:
		return leftChat(ctx, t)
	}
	if err := t.Recognise(ctx); err != nil {
		return err
	}
	switch b := t.Event.Body.(type) {
	case desk.Unanswered:
		return requests.Unanswered(ctx, t, b.Held)
	case desk.Visited:
		return visited(ctx, t, b)
	case desk.Said:
		return said(ctx, t, b)
	case desk.Edited:
		return edited(ctx, t, b)
	case desk.Deleted:
		return deleted(ctx, t, b)
	case desk.Pressed:
		return pressed(ctx, t, b)
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

// refuse tells a person why something was refused. The refused turn was rolled
// back, so the event is admitted here.
func refuse(ctx context.Context, t *turn.Turn, r *turn.Refusal) error {
	if err := t.Recognise(ctx); err != nil {
		return err
	}
	t.Refused = r.ID
	t.Answer(r.Sentence)
	if _, words := t.Event.Body.(desk.Said); !words { // a refused act is still another act than answering
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
// desk in memory.
func chatMoved(ctx context.Context, t *turn.Turn, m desk.Moved) error {
	if err := t.Tx.MoveChat(ctx, m.From, m.To, t.Now()); err != nil {
		return err
	}
	t.After(func() { t.Tickets.Follow(m.From, m.To) })
	return nil
}

// leftChat ends the membership of somebody who left a shop's chat.
func leftChat(ctx context.Context, t *turn.Turn) error {
	ended, err := t.Tx.LeaveChat(ctx, t.Event.In.Root(), t.Event.From.Account)
	for _, m := range ended {
		tickets.Withdraw(ctx, t.Tx, t.Desk, m.Project, m.Person)
	}
	return err
}

// reachChanged stores that a chat began or stopped taking messages, and tells
// the desk's admins.
func reachChanged(ctx context.Context, t *turn.Turn, r desk.Reach) error {
	_, set, err := tickets.MarkReach(ctx, t.Tx, t.Desk, tickets.Reachability{
		At: t.Place().Root(), Able: r.Able, Cause: r.Cause, Title: t.Event.In.Title, Key: string(t.Event.ID),
	}, t.Now())
	t.Armed(set...)
	return err
}
