// Package turn is one event in the hands of one transaction.
//
// A Turn knows where the event came from and who did it, a Visitor with their
// roles; it finds and locks the ticket that is meant, and it answers: in the chat
// or in the messenger's own answer to what was done. What cannot be done for a
// person is a refusal, an error that is a sentence for them. Everything that a
// turn says and changes is committed together, or nothing is.
package turn

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"vakhta/cards"
	"vakhta/classify"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
	"vakhta/tickets"
)

// Config is what turns need beside their event.
type Config struct {
	Tickets *tickets.Service
	Clock   desk.Clock
	Log     *slog.Logger
	// Classifier reads every text that may be a request.
	Classifier Recognizer
	// Invite makes the link that carries an invitation on a platform, or "".
	Invite func(p desk.Platform, code string) string
	// Acted counts what people do: by act, by the way it was done and by what it
	// came to, done, refused or failed; nil: nobody counts.
	Acted func(d Doing, result string)
}

// Doing is what somebody is about to do: an act, and how they asked for it.
type Doing struct {
	Act desk.Action
	Way string // command, button, form, answer or sign
}

// A Recognizer tells what words ask for. Nothing but Consult takes time.
type Recognizer interface {
	// Guess classifies a text of a project, "" for none.
	Guess(project, text string) classify.Guess
	// Learn is told of a corrected type once that is committed.
	Learn(c desk.Correction)
	// Unasked reports whether a second opinion on a text may still be asked for.
	Unasked(text string, made classify.Guess) bool
	// Consult asks somebody outside for a second opinion, for the next Guess.
	Consult(ctx context.Context, text string, made classify.Guess) error
}

// A Turn is one event in the hands of one transaction.
type Turn struct {
	Config
	Desk  *desk.Desk // with every chat at its present address
	Tx    *storage.Tx
	Event desk.Event
	Who   Visitor    // nobody, before Recognise
	Doing Doing      // zero: nothing that has a name
	Reply desk.Reply // what the one who acted is told at once
	// Consulted means that a second opinion was asked for: this time the guess has to do.
	Consulted bool

	notices []desk.Notice
	changes tickets.Changes
	after   []func()
}

// New begins a turn. Nobody is recognised yet.
func New(c Config, tx *storage.Tx, e desk.Event) *Turn {
	return &Turn{Config: c, Desk: c.Tickets.Current(), Tx: tx, Event: e}
}

// Finish writes what the turn says. It comes last in the transaction.
func (t *Turn) Finish(ctx context.Context) error { return t.Tx.Enqueue(ctx, t.Now(), t.notices...) }

// Committed passes on what the turn changed, once that is committed.
func (t *Turn) Committed(ctx context.Context) {
	t.Tickets.Committed(ctx, t.changes)
	for _, do := range t.after {
		do()
	}
}

// After has something done once the turn is committed.
func (t *Turn) After(do func()) { t.after = append(t.after, do) }

// Now is the moment of the turn.
func (t *Turn) Now() time.Time { return t.Clock.Now() }

// Traits are what the messenger can do that the event came from.
func (t *Turn) Traits() desk.Traits { return t.Desk.Platforms[t.Event.In.Platform] }

// Place is where the visitor is answered: their private chat by their own id, or
// the chat and thread they wrote in.
func (t *Turn) Place() desk.Address {
	if t.Event.In.Private {
		return t.Event.From.Private()
	}
	return t.Event.In.Address
}

// With locks a ticket that the visitor may see, has something done to it and
// saves what follows.
func (t *Turn) With(ctx context.Context, key desk.Key, do func(*tickets.Case) error) error {
	c, err := tickets.Lock(ctx, t.Tx, t.Desk, key, t.Now())
	if err != nil {
		return NotFound(key, err)
	}
	if !t.Who.Sees(c.Ticket) {
		return NotFound(key, desk.ErrNotFound)
	}
	if err := do(c); err != nil {
		return t.inWords(c, err)
	}
	return t.Save(ctx, c)
}

// Save writes what was done to a ticket.
func (t *Turn) Save(ctx context.Context, c *tickets.Case) error {
	ch, err := c.Save(ctx)
	t.changes.Add(ch)
	return err
}

// Dismiss takes somebody off all tickets of a project that they are removed from.
func (t *Turn) Dismiss(ctx context.Context, project string, who desk.EngineerID) error {
	ch, err := tickets.Dismiss(ctx, t.Tx, t.Desk, project, who, t.Now())
	t.changes.Add(ch)
	return err
}

// WithID is With for a ticket that is known by one of its messages. A visitor who
// may not see it did not name it either: they are not told that there is none.
func (t *Turn) WithID(ctx context.Context, id desk.TicketID, do func(*tickets.Case) error) error {
	ticket, err := t.Tx.TicketByID(ctx, id)
	if err != nil {
		return err
	}
	if !t.Who.Sees(ticket) {
		return ErrSilent
	}
	return t.With(ctx, ticket.Key, do)
}

// Always is With for what follows from an event whoever the visitor is by now.
func (t *Turn) Always(ctx context.Context, id desk.TicketID, do func(*tickets.Case) error) error {
	c, err := tickets.LockID(ctx, t.Tx, t.Desk, id, t.Now())
	if err != nil {
		return err
	}
	if err := do(c); err != nil {
		return err
	}
	return t.Save(ctx, c)
}

// Linked finds the ticket that a message belongs to: through what it replies to,
// zero: nothing, or through the thread it stands in. Words about a ticket that
// was merged are about the one it is part of now.
func (t *Turn) Linked(ctx context.Context, replyTo desk.MessageRef) (storage.Link, error) {
	link, err := t.linkOf(ctx, replyTo)
	for err == nil {
		var ticket *desk.Ticket
		if ticket, err = t.Tx.TicketByID(ctx, link.Ticket); err != nil || ticket.MergedInto.IsZero() {
			break
		}
		if ticket, err = t.Tx.TicketByKey(ctx, ticket.MergedInto); err == nil {
			link.Ticket = ticket.ID
		}
	}
	if err == nil && link.Utterance != 0 { // a copy of the customer's words stands for them
		var u desk.Utterance
		u, err = t.Tx.UtteranceByID(ctx, link.Utterance)
		link.FromCustomer = !u.FromDesk
	}
	return link, err
}

func (t *Turn) linkOf(ctx context.Context, replyTo desk.MessageRef) (storage.Link, error) {
	if !replyTo.IsZero() {
		link, err := t.Tx.LinkOf(ctx, replyTo)
		if !errors.Is(err, desk.ErrNotFound) {
			return link, err
		}
	}
	if t.Event.In.Thread == "" {
		return storage.Link{}, desk.ErrNotFound
	}
	id, err := t.Tx.TicketInThread(ctx, t.Event.In.Address)
	return storage.Link{Ticket: id}, err
}

// Post says something in a chat.
func (t *Turn) Post(to desk.Address, f notice.Facts) { t.notices = append(t.notices, t.notice(to, f)) }

// Replace puts something into a slot of a ticket before all else that the turn says.
func (t *Turn) Replace(ctx context.Context, n desk.Notice, f notice.Facts) error {
	full := t.notice(n.To, f)
	full.Ticket, full.Slot = n.Ticket, n.Slot
	full.Key = fmt.Sprintf("%s/%s/%s", t.Event.ID, f.Kind(), n.Slot)
	return t.Tx.Enqueue(ctx, t.Now(), full)
}

func (t *Turn) notice(to desk.Address, f notice.Facts) desk.Notice {
	return desk.Notice{
		Key: fmt.Sprintf("%s/%s/%d", t.Event.ID, f.Kind(), len(t.notices)),
		To:  to, Class: desk.ClassAnswer, Kind: f.Kind(), Facts: notice.Encode(f),
		Person: t.Who.Person.ID, Planned: t.Now(),
	}
}

// Answer tells the one who acted: in the answer to a press or a slash command,
// which they alone see, or in the chat.
func (t *Turn) Answer(f notice.Facts) { t.AnswerAbout(nil, f) }

// AnswerAbout is Answer about a ticket.
func (t *Turn) AnswerAbout(about *desk.Ticket, f notice.Facts) {
	text, sentence := f.(notice.Sentence)
	switch {
	case t.InChat():
		n := t.notice(t.Place(), f)
		if about != nil {
			n.Ticket = about.ID
		}
		t.notices = append(t.notices, n)
	case sentence && t.Traits().Toasts:
		t.Reply.Toast = cards.Sentence(t.Who.Person.Locale, text.ID, text.Args)
	default:
		t.Reply.Card = t.card(about, f)
	}
}

// toastRoom is how long a toast may be (Telegram's answerCallbackQuery, text).
var toastRoom = desk.Length{Max: 200}

// Whisper tells the one who acted about a ticket what nobody else may see and
// nothing may keep: over the chat, or in a message to them alone.
func (t *Turn) Whisper(about *desk.Ticket, f notice.Facts) {
	card := t.card(about, f)
	_, pressed := t.Event.Body.(desk.Pressed)
	if text := strings.Join(append([]string{card.Lead}, card.Lines...), "\n"); pressed && t.Traits().Toasts && toastRoom.Fits(text) {
		t.Reply.Toast, t.Reply.Alert = text, true
		return
	}
	t.Reply.Card, t.Reply.Alone = card, true
	if pressed && t.Traits().Toasts && !t.Event.In.Private {
		t.Reply.Toast = cards.Sentence(t.Who.Person.Locale, notice.DoneInPrivate, nil)
	}
}

// card is the answer as the visitor reads it. What cannot be put into words is a
// mistake of ours; they are told as much of it as there is.
func (t *Turn) card(about *desk.Ticket, f notice.Facts) *desk.Card {
	v := cards.View{Desk: t.Desk, Now: t.Now(), Locale: t.Who.Person.Locale, Zone: t.Who.Zone, Traits: t.Traits(), Ticket: about}
	card, err := cards.Card(v, f)
	if err != nil {
		t.Log.Error("put an answer into words", "kind", f.Kind(), "error", err)
	}
	if err != nil && card.Title+card.Lead == "" {
		card.Lead = cards.Sentence(v.Locale, notice.RefusedTrouble, nil)
	}
	return &card
}

// InChat reports whether the answer is a message in the chat, rather than a part
// of the platform's own answer to what was done.
func (t *Turn) InChat() bool {
	switch b := t.Event.Body.(type) {
	case desk.Pressed, desk.Submitted:
		return false
	case desk.Asked:
		return !b.Message.IsZero()
	default:
		return true
	}
}
