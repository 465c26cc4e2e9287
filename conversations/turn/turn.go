// Package turn is the handling of one event in one transaction.
//
// A Turn knows where the event came from and who did it: a Visitor with roles.
// It finds and locks the ticket, and it answers, in the chat or in the
// messenger's response. What cannot be done is a Refusal: an error that is a
// sentence for the person. Everything that a turn says and changes is committed
// together, or nothing is.
package turn

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"vakhta/classify"
	"vakhta/classify/storms"
	"vakhta/desk"
	"vakhta/history"
	"vakhta/reload"
	"vakhta/storage"
	"vakhta/tickets"
)

// Config is what turns need besides their event.
type Config struct {
	Tickets *tickets.Service
	Clock   desk.Clock
	Log     *slog.Logger
	// Classifier classifies every text that may be a request.
	Classifier Recognizer
	// Invite makes a link with an invitation's code, "" if the platform has
	// none.
	Invite func(p desk.Platform, code string) string
	// IsMember asks a messenger whether an account is in a chat now; it may be
	// nil. The error says that it cannot be known.
	IsMember func(ctx context.Context, chat desk.Address, who desk.Account) (bool, error)
	// ShowHome shows somebody their own page in a messenger; it may be nil. Its errors
	// are *desk.SendErrors.
	ShowHome func(ctx context.Context, who desk.Account, p desk.Page) error
	// Reload reads desk.yaml again; nil: there is no file.
	Reload *reload.Reloader
	// Acted counts what people do: the act, the way it was done and the result
	// (done, refused or failed); it may be nil.
	Acted func(d Doing, result string)
}

// Doing is an act that somebody is about to do, and how they asked for it.
type Doing struct {
	Act desk.Action
	Way string // command, button, form, answer or sign
}

// A Reading says what a text asks for.
type Reading interface {
	// Guess classifies a text of a project, "" for none.
	Guess(project, text string) classify.Guess
	// Parts lists the requests in a text that asks for several things, each in
	// its own words; none if it asks for one thing or nothing.
	Parts(text string) []classify.Part
	// Fault returns the fault that a text reports, written at a time.
	Fault(text string, at time.Time) storms.Fault
}

// A Recognizer classifies texts. Only Consult takes time.
type Recognizer interface {
	Reading
	// Learn is called with a corrected type after the commit.
	Learn(c desk.Correction)
	// Unasked reports whether a second opinion on a text may still be asked for.
	Unasked(text string, made classify.Guess) bool
	// Consult asks for a second opinion, for the next Guess.
	Consult(ctx context.Context, text string, made classify.Guess) error
}

// A Turn is the handling of one event in one transaction.
type Turn struct {
	Config
	Desk  *desk.Desk // with the present addresses of all chats
	Tx    *storage.Tx
	Event desk.Event
	Who   Visitor // nobody, before Recognise
	Doing Doing   // zero: nothing with a name
	// Refused is the id of the sentence that refuses the visitor, or "".
	Refused string
	Reply   desk.Reply // the immediate answer to the person who acted
	// Rechecked means that a messenger was asked already whether the visitor is
	// still in their chats.
	Rechecked bool
	// Consulted means that a second opinion was asked for already.
	Consulted bool

	notices []desk.Notice
	changes tickets.Changes
	after   []func()
}

// New begins a turn. Its visitor is not known before Recognise.
func New(c Config, tx *storage.Tx, e desk.Event) *Turn {
	return &Turn{Config: c, Desk: c.Tickets.Current(), Tx: tx, Event: e}
}

// Finish queues the turn's notices. It comes last in the transaction.
func (t *Turn) Finish(ctx context.Context) error { return t.Tx.Enqueue(ctx, t.Now(), t.notices...) }

// Committed passes on what the turn changed, after the commit.
func (t *Turn) Committed(ctx context.Context) {
	t.Tickets.Committed(ctx, t.changes)
	for _, do := range t.after {
		do()
	}
}

// After calls do after the commit.
func (t *Turn) After(do func()) { t.after = append(t.after, do) }

// Now returns the turn's time.
func (t *Turn) Now() time.Time { return t.Clock.Now() }

// Traits returns those of the event's messenger.
func (t *Turn) Traits() desk.Traits { return t.Desk.Platforms[t.Event.In.Platform] }

// Place returns where the visitor is answered: their private chat by their own
// id, or the chat and thread they wrote in.
func (t *Turn) Place() desk.Address {
	if t.Event.In.Private {
		return t.Event.From.Private()
	}
	return t.Event.In.Address
}

// With locks a ticket that the visitor may see, calls do, and saves the ticket.
func (t *Turn) With(ctx context.Context, key desk.Key, do func(*tickets.Case) error) error {
	c, err := tickets.Lock(ctx, t.Tx, t.Desk, key, t.Now())
	if err != nil {
		return NotFound(key, err)
	}
	if !t.Who.Sees(c.Ticket) {
		return NotFound(key, desk.ErrNotFound)
	}
	c.Source = t.Source()
	if err := do(c); err != nil {
		return t.inWords(c, err)
	}
	return t.Save(ctx, c)
}

// Source names the message that the event was, or was done to, as the timeline
// keeps it: "slack:C0L1 1794820800.000022". Where there is none, as of a form, it is
// the event.
func (t *Turn) Source() string {
	var at desk.MessageRef
	switch b := t.Event.Body.(type) {
	case desk.Said:
		at = b.Message
	case desk.Edited:
		at = b.Message
	case desk.Deleted:
		at = b.Message
	case desk.Pressed:
		at = b.Message
	case desk.Asked:
		at = b.Message
	case desk.Reacted:
		at = b.Message
	}
	if at.IsZero() {
		return string(t.Event.ID)
	}
	return at.Root().String() + " " + at.Message
}

// Record adds to a project's history what was done without a ticket.
func (t *Turn) Record(project string, by desk.Actor, what history.ProjectActivity) {
	t.Tx.Record(storage.JournalRow{Project: project, At: t.Now(), By: by, Source: t.Source(), Event: what})
}

// Arm sets alarms that belong to no ticket.
func (t *Turn) Arm(ctx context.Context, alarms ...desk.Alarm) error {
	t.Armed(alarms...)
	return t.Tx.Arm(ctx, alarms...)
}

// Armed passes on alarms that were set in the turn's transaction.
func (t *Turn) Armed(alarms ...desk.Alarm) { t.changes.Add(tickets.Changes{Set: alarms}) }

// Changed passes on what was done to tickets in the turn's transaction.
func (t *Turn) Changed(changes tickets.Changes) { t.changes.Add(changes) }

// Save writes what was done to a ticket.
func (t *Turn) Save(ctx context.Context, c *tickets.Case) error {
	ch, err := c.Save(ctx)
	t.changes.Add(ch)
	return err
}

// EachLinked does something to every ticket that is linked to a major incident.
func (t *Turn) EachLinked(ctx context.Context, c *tickets.Case, do func(*tickets.Case) error) error {
	ch, err := c.EachLinked(ctx, do)
	t.changes.Add(ch)
	return err
}

// EachResolvedAlong does something to every ticket that was resolved along with another.
func (t *Turn) EachResolvedAlong(ctx context.Context, c *tickets.Case, at time.Time, do func(*tickets.Case) error) error {
	ch, err := c.EachResolvedAlong(ctx, at, do)
	t.changes.Add(ch)
	return err
}

// Dismiss removes a person from all tickets of a project that they are removed
// from.
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

// Always is With without a check of the visitor's roles.
func (t *Turn) Always(ctx context.Context, id desk.TicketID, do func(*tickets.Case) error) error {
	c, err := tickets.LockID(ctx, t.Tx, t.Desk, id, t.Now())
	if err != nil {
		return err
	}
	c.Source = t.Source()
	if err := do(c); err != nil {
		return err
	}
	return t.Save(ctx, c)
}

// Linked finds the ticket that a message belongs to, by the message it replies
// to (zero: none) or by its thread. Words about a merged ticket are about the
// one it was merged into.
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

// InChat reports whether the answer is a message in the chat and not a part of
// the platform's response.
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
