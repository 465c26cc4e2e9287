// Package conversations understands what people say and do in a messenger, and
// answers them.
//
// Handle takes one event through one transaction: it is admitted once, whoever
// did it is recognised, what it means is decided by where it was said and by
// what the ticket is, the deed is done to the ticket, and all of it is committed
// before the platform hears that the event arrived. Only then do alarms ring and
// the courier run.
package conversations

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"vakhta/cards"
	"vakhta/classify"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
	"vakhta/tickets"
)

// Config is what an Engine is made of.
type Config struct {
	Tickets *tickets.Service
	Clock   desk.Clock
	Log     *slog.Logger
	// Classifier reads every text that may be a request.
	Classifier Classifier
	// Invite makes the link that carries an invitation on a platform, or "".
	Invite func(p desk.Platform, code string) string
}

// A Classifier tells what words ask for. Nothing but Consult takes time.
type Classifier interface {
	// Guess classifies a text of a project, "" for none.
	Guess(project, text string) classify.Guess
	// Learn is told of a corrected type once that is committed.
	Learn(c desk.Correction)
	// Unasked reports whether a second opinion on a text may still be asked for.
	Unasked(text string, made classify.Guess) bool
	// Consult asks somebody outside for a second opinion, for the next Guess.
	Consult(ctx context.Context, text string, made classify.Guess) error
}

// An Engine handles events. It is safe for use by several goroutines.
type Engine struct{ Config }

// New makes an engine.
func New(c Config) *Engine { return &Engine{c} }

// A turn is one event in the hands of one transaction.
type turn struct {
	*Engine
	desk    *desk.Desk
	tx      *storage.Tx
	event   desk.Event
	who     visitor
	notices []desk.Notice
	changes tickets.Changes
	reply   desk.Reply
	after   []func() // what to do once the turn is committed

	consulted bool // a second opinion was asked for: this time the guess has to do
}

// Handle takes an event in. It returns nil only when everything that follows
// from the event is committed, or was committed before.
func (e *Engine) Handle(ctx context.Context, ev desk.Event) (desk.Reply, error) {
	if ev.At.IsZero() {
		ev.At = e.Clock.Now()
	}
	t, err := e.turn(ctx, ev, false)
	if doubt, ok := errors.AsType[*doubtError](err); ok {
		if err := e.Classifier.Consult(ctx, doubt.text, doubt.guess); err != nil {
			e.Log.Warn("ask for a second opinion", "event", ev.ID, "error", err)
		}
		t, err = e.turn(ctx, ev, true)
	}
	if err != nil {
		return desk.Reply{}, fmt.Errorf("handle %T %s: %w", ev.Body, ev.ID, err)
	}
	e.Tickets.Committed(ctx, t.changes)
	for _, do := range t.after {
		do()
	}
	return t.reply, nil
}

// turn takes an event through one transaction. One that was not consulted about
// may end in a doubtError: then nothing has happened.
func (e *Engine) turn(ctx context.Context, ev desk.Event, consulted bool) (t *turn, err error) {
	err = e.Tickets.Store.Update(ctx, func(tx *storage.Tx) error {
		t = &turn{Engine: e, tx: tx, event: ev, desk: e.Tickets.Current(), consulted: consulted}
		fresh, err := tx.Admit(ctx, ev.ID, lane(ev), e.Clock.Now())
		if err != nil || !fresh {
			return err
		}
		if err := t.take(ctx); err != nil {
			return err
		}
		return tx.Enqueue(ctx, e.Clock.Now(), t.notices...)
	})
	return t, err
}

// lane names what must go in order: one person's doings in one chat.
func lane(ev desk.Event) string { return ev.In.Address.Root().String() + " " + ev.From.ID }

// take decides by what was done. What a person did wrong is told to them and
// commits; only what the desk could not do fails the turn.
func (t *turn) take(ctx context.Context) error {
	switch b := t.event.Body.(type) {
	case desk.Moved:
		return t.chatMoved(ctx, b)
	case desk.Reach:
		return t.reachChanged(ctx, b)
	}
	if err := t.recognise(ctx); err != nil {
		return err
	}
	var err error
	switch b := t.event.Body.(type) {
	case desk.Said:
		err = t.said(ctx, b)
	case desk.Edited:
		err = t.edited(ctx, b)
	case desk.Deleted:
		err = t.deleted(ctx, b)
	case desk.Pressed:
		err = t.pressed(ctx, b)
	case desk.Asked:
		err = t.asked(ctx, b)
	case desk.Reacted:
		err = t.reacted(ctx, b)
	case desk.Submitted:
		err = t.submitted(ctx, b)
	default:
		return fmt.Errorf("event body %T: nothing handles it", b)
	}
	if text, ok := refusal(err); ok {
		t.answer(text)
		return nil
	}
	if errors.Is(err, errSilent) {
		return nil
	}
	return err
}

// with does a deed to a ticket the visitor may see, and saves what follows.
func (t *turn) with(ctx context.Context, key desk.Key, deed func(*tickets.Case) error) error {
	c, err := tickets.Lock(ctx, t.tx, t.desk, key, t.now())
	if err != nil {
		return notFound(key, err)
	}
	if !t.who.sees(c.Ticket) {
		return notFound(key, desk.ErrNotFound)
	}
	if err := deed(c); err != nil {
		return t.illegal(c, err)
	}
	return t.save(ctx, c)
}

func (t *turn) save(ctx context.Context, c *tickets.Case) error {
	ch, err := c.Save(ctx)
	t.changes.Add(ch)
	return err
}

// byID is with for a ticket found by one of its messages. Whoever may not see
// it did not name it either: they are not told that there is none.
func (t *turn) byID(ctx context.Context, id desk.TicketID, deed func(*tickets.Case) error) error {
	ticket, err := t.tx.TicketByID(ctx, id)
	if err != nil {
		return err
	}
	if !t.who.sees(ticket) {
		return errSilent
	}
	return t.with(ctx, ticket.Key, deed)
}

// post says something in a chat, about no ticket.
func (t *turn) post(to desk.Address, f notice.Facts) {
	t.notices = append(t.notices, desk.Notice{
		Key: fmt.Sprintf("%s/%s/%d", t.event.ID, f.Kind(), len(t.notices)),
		To:  to, Class: desk.ClassAnswer, Kind: f.Kind(), Facts: notice.Encode(f),
		Person: t.who.person.ID, Planned: t.now(),
	})
}

// answer tells the one who acted: in the answer to a press or a slash command,
// which they alone see, or in the chat.
func (t *turn) answer(f notice.Facts) {
	if text, ok := f.(notice.Sentence); ok && !t.inChat() && t.traits().Toasts {
		t.reply.Toast = cards.Sentence(t.who.person.Locale, text.ID, text.Args)
		return
	}
	t.answerAbout(nil, f)
}

// answerAbout is answer about a ticket.
func (t *turn) answerAbout(about *desk.Ticket, f notice.Facts) {
	if t.inChat() {
		t.post(t.place(), f)
		if about != nil {
			t.notices[len(t.notices)-1].Ticket = about.ID
		}
		return
	}
	view := t.view()
	view.Ticket = about
	card, err := cards.Card(view, f)
	if err != nil {
		t.Log.Error("answer", "kind", f.Kind(), "error", err)
		return
	}
	t.reply.Card = &card
}

// inChat reports whether the answer is a message in the chat, rather than a
// part of the platform's own answer to what was done.
func (t *turn) inChat() bool {
	switch b := t.event.Body.(type) {
	case desk.Pressed, desk.Submitted:
		return false
	case desk.Asked:
		return !b.Message.IsZero()
	default:
		return true
	}
}

// traits are what the messenger can do that the event came from.
func (t *turn) traits() desk.Traits { return t.desk.Platforms[t.event.In.Platform] }

func (t *turn) view() cards.View {
	return cards.View{
		Desk: t.desk, Now: t.now(), Locale: t.who.person.Locale, Zone: t.who.zone, Traits: t.traits(),
	}
}

// place is where the visitor is answered: their private chat by their own id,
// or the chat and thread they wrote in.
func (t *turn) place() desk.Address {
	if t.event.In.Private {
		return t.event.From.Private()
	}
	return t.event.In.Address
}

// chatMoved follows a group that became a supergroup, in the store and in the
// desk that this process holds.
func (t *turn) chatMoved(ctx context.Context, m desk.Moved) error {
	if err := t.tx.MoveChat(ctx, m.From, m.To, t.now()); err != nil {
		return err
	}
	t.after = append(t.after, func() { t.Tickets.Follow(m.From, m.To) })
	return nil
}

// reachChanged remembers that a chat began or ceased to take messages, and
// tells the desk's admins.
func (t *turn) reachChanged(ctx context.Context, r desk.Reach) error {
	_, err := tickets.MarkReach(ctx, t.tx, t.desk, tickets.Reachability{
		At: t.place().Root(), Able: r.Able, Cause: r.Cause, Title: t.event.In.Title, Key: string(t.event.ID),
	}, t.now())
	return err
}

// errSilent ends a turn that means nothing to the desk: nobody is told.
var errSilent = errors.New("nothing to say")
