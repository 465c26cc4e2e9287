// Package requests makes tickets of what people ask for.
//
// A Request is a message that belongs to no ticket yet. It becomes part of a
// ticket that its author has just written, or opens one, or is no request at
// all. An unclear message is held until its author has answered a question.
package requests

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"vakhta/classify"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

const (
	// oneRequest is how long messages of one person in one place count as one
	// request, because people press Enter in the middle of a thought.
	oneRequest = 2 * time.Minute
	// young is how long words that reply to nothing are taken to belong to the
	// only open ticket.
	young = 30 * time.Minute
	// mayAttach is how many open tickets a receipt offers to join.
	mayAttach = 3
)

// A Request is a message that may open a ticket.
type Request struct {
	Text     string
	Files    []desk.File
	Message  desk.MessageRef // zero if it came from a form or a slash command
	Projects []string        // projects it may be about
	ToBot    bool            // the bot was addressed, so it must answer
	Shared   bool            // written in a group or a channel
	Sure     bool            // the person said that it is a request
	Doubtful bool            // its author works for the desk, so they are asked whether it is a request
	Chosen   bool            // they chose the shop it is about; it may belong to an open ticket
	At       time.Time       // when it was written; zero: the event's time
	Place    desk.Address    // where it is answered; zero: where it was written

	separate bool // it was one of several in a message, whose ticket keeps the message
}

// Take handles a message that belongs to no ticket yet.
func Take(ctx context.Context, t *turn.Turn, r Request) error {
	if r.At.IsZero() {
		r.At = t.Event.At
	}
	if r.Place.IsZero() {
		r.Place = Place(t, r)
	}
	g := t.Classifier.Guess(r.Projects[0], r.Text)
	if len(r.Projects) > 1 {
		return whichShop(ctx, t, r, g)
	}
	if !r.Sure || r.Chosen {
		if done, err := continues(ctx, t, r, g); done || err != nil {
			return err
		}
	}
	if mayConsult(t, r.Projects[0]) && t.Classifier.Unasked(r.Text, g) {
		return &Doubt{Text: r.Text, Guess: g}
	}
	if g.Type == desk.NoRequest && !r.Sure && len(r.Files) == 0 {
		return noRequest(ctx, t, r, g)
	}
	if r.Doubtful && !r.Sure {
		return ask(ctx, t, r)
	}
	return open(ctx, t, r, g)
}

// whichShop asks a person of several shops which one is meant, so that what
// they write about one is never added to a ticket of another.
func whichShop(ctx context.Context, t *turn.Turn, r Request, g classify.Guess) error {
	if (g.Greets() || g.Thanks()) && SmallTalk(g) && len(r.Files) == 0 && !r.Sure {
		return noRequest(ctx, t, r, g)
	}
	held, err := Hold(ctx, t, r)
	if err != nil {
		return err
	}
	t.Answer(notice.WhichProject{Held: held, Projects: r.Projects})
	return nil
}

// A Doubt ends a turn that needs a second opinion on a text. It is asked for
// between two transactions, because no network may be used inside one.
type Doubt struct {
	Text  string
	Guess classify.Guess
}

// Error is for the operator's log, which never sees it.
func (*Doubt) Error() string { return "a second opinion is wanted" }

// mayConsult reports whether the text of a new ticket may be shown to the
// outside classifier, and whether there is time for it: the project must allow
// it, and it must be a message, not a form or a press. Engineers' words and
// everything in a line's channel are never shown.
func mayConsult(t *turn.Turn, project string) bool {
	_, message := t.Event.Body.(desk.Said)
	p := t.Desk.Projects[project]
	return message && p != nil && p.SecondOpinion && !t.Consulted && !t.Who.Engineer && t.Desk.TeamByChannel(t.Event.In.Address) == nil
}

// Place returns where a request is answered: in private, in the group it was
// written in, or in the thread that its own message begins.
func Place(t *turn.Turn, r Request) desk.Address {
	place := t.Place()
	if r.Shared && t.Traits().Threads == desk.ReplyThreads && place.Thread == "" && !r.Message.IsZero() {
		place.Thread = r.Message.Message
	}
	return place
}

// continues adds a message to the ticket it belongs to: one of the author's
// that was written to just now, or the only open one while it is young.
func continues(ctx context.Context, t *turn.Turn, r Request, g classify.Guess) (bool, error) {
	if SmallTalk(g) && len(r.Files) == 0 {
		return chats(ctx, t, r, g)
	}
	if done, err := GoOn(ctx, t, r); done || err != nil {
		return done, err
	}
	open, err := joinable(ctx, t, r)
	if err != nil {
		return false, err
	}
	if len(open) != 1 || r.At.Sub(open[0].OpenedAt) >= young {
		return false, nil
	}
	return true, t.With(ctx, open[0].Key, func(c *tickets.Case) error {
		u, err := c.CustomerSays(ctx, t.Actor(), r.words())
		if err != nil {
			return err
		}
		c.AskAt(r.Place, t.Who.Person.ID, notice.Belongs{Utterance: u})
		return nil
	})
}

// GoOn makes a message part of the request that the same person wrote in the
// same place just before.
func GoOn(ctx context.Context, t *turn.Turn, r Request) (bool, error) {
	id, at, err := t.Tx.LastSaid(ctx, t.Who.Person.ID, t.Event.In.Address)
	if errors.Is(err, desk.ErrNotFound) || err == nil && r.At.Sub(at) >= oneRequest {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return goesOn(ctx, t, id, r)
}

// chats relays small talk to the only open ticket, for its engineers to see; it
// changes nothing. If the ticket waits for the customer it is their answer, such as
// "yes" or a number, unless it is only thanks. A greeting is answered all the same.
func chats(ctx context.Context, t *turn.Turn, r Request, g classify.Guess) (bool, error) {
	open, err := joinable(ctx, t, r)
	if err != nil || len(open) != 1 || g.Greets() {
		return false, err
	}
	w := r.words()
	w.Idle = open[0].State != desk.WaitingCustomer || g.Grateful()
	return true, t.With(ctx, open[0].Key, func(c *tickets.Case) error {
		_, err := c.CustomerSays(ctx, t.Actor(), w)
		return err
	})
}

// joinable returns the tickets that a message may be added to without asking:
// what is written in private must not become part of a group's ticket.
func joinable(ctx context.Context, t *turn.Turn, r Request) ([]*desk.Ticket, error) {
	open, err := openTickets(ctx, t, r)
	return slices.DeleteFunc(open, func(o *desk.Ticket) bool { return o.Shared && !r.Shared }), err
}

// openTickets returns the visitor's own tickets that a message might be about.
func openTickets(ctx context.Context, t *turn.Turn, r Request) ([]*desk.Ticket, error) {
	open, err := t.Tx.OpenTicketsOf(ctx, t.Who.Person.ID)
	return slices.DeleteFunc(open, func(o *desk.Ticket) bool {
		return !slices.Contains(r.Projects, o.Key.Project)
	}), err
}

// goesOn makes a message part of a ticket, and of the request itself while
// nobody has answered it.
func goesOn(ctx context.Context, t *turn.Turn, id desk.TicketID, r Request) (bool, error) {
	added := false
	err := t.WithID(ctx, id, func(c *tickets.Case) error {
		if !c.Ticket.State.Open() || !slices.Contains(r.Projects, c.Ticket.Key.Project) || c.Ticket.Shared && !r.Shared {
			return turn.ErrSilent
		}
		added = true
		if _, err := c.CustomerSays(ctx, t.Actor(), r.words()); err != nil {
			return err
		}
		if c.Ticket.State != desk.New {
			return nil
		}
		if c.Grow(r.Text) && c.Ticket.TypeBy == desk.ByGuess {
			guessAgain(t, c)
		}
		return nil
	})
	if errors.Is(err, turn.ErrSilent) || errors.Is(err, desk.ErrNotFound) {
		err = nil
	}
	return added, err
}

// guessAgain classifies the whole request if its first line was unclear.
func guessAgain(t *turn.Turn, c *tickets.Case) {
	g := t.Classifier.Guess(c.Ticket.Key.Project, c.Ticket.Text)
	if g.Type != desk.NoRequest && g.Sureness > c.Ticket.Sureness {
		c.Guessed(g.Type, g.Priority, g.Sureness, g.Word())
	}
}

func (r Request) words() tickets.Words {
	return tickets.Words{Text: r.Text, Files: r.Files, Source: r.Message, Place: r.Place, At: r.At}
}

// noRequest answers a message that is no request. A greeting is answered; other words
// except thanks are asked about if they were addressed to the bot or are
// unclear. In a chat of people everything else is ignored.
func noRequest(ctx context.Context, t *turn.Turn, r Request, g classify.Guess) error {
	if g.Ask || r.ToBot && !g.Greets() && !g.Thanks() {
		return ask(ctx, t, r)
	}
	if r.ToBot {
		t.Post(r.Place, notice.Greeting{Name: t.Who.Person.Name, Thanks: !g.Greets()})
	}
	return nil
}

// ask asks whether a message is a request.
func ask(ctx context.Context, t *turn.Turn, r Request) error {
	held, err := Hold(ctx, t, r)
	if err != nil {
		return err
	}
	t.Post(r.Place, notice.AskRequest{Held: held, Project: r.Projects[0]})
	return nil
}

// open registers the ticket.
func open(ctx context.Context, t *turn.Turn, r Request, g classify.Guess) error {
	p := t.Desk.Projects[r.Projects[0]]
	if p == nil {
		return desk.ErrNotFound
	}
	parts, g := several(t, r, g)
	if g.Type == desk.NoRequest {
		g.Type, g.Ask = cmp.Or(g.Second, desk.InformationRequest), true
	}
	by := desk.ByGuess
	if g.Source == classify.FromAlarm {
		by = desk.ByOverride
	}
	var ofShop []int
	t.Tx.CountOpenedAhead(p.Code, t.Event.At.Add(-limitWindow), mostOfShop, &ofShop)
	others, err := openTickets(ctx, t, r)
	if err != nil {
		return err
	}
	if last := crowded(t.Event.At, others, ofShop[0]); last != nil {
		return gather(ctx, t, r, last.Key)
	}
	receipt := notice.RequestCard{Ask: g.Ask, Second: g.Second}
	for _, o := range others[:min(len(others), mayAttach)] {
		receipt.Attach = append(receipt.Attach, o.Key)
	}
	o := tickets.Opening{
		Project: p, Requester: t.Who.Person, Text: r.Text, Files: r.Files,
		Origin: r.Message, Place: r.Place, Shared: r.Shared, At: r.At, Source: t.Source(),
		Type: g.Type, Priority: cmp.Or(g.Priority, desk.P3), Sureness: g.Sureness, TypeBy: by, Cue: g.Word(),
		Receipt: receipt, Parts: parts, Separate: r.separate,
	}
	if err := reported(ctx, t, &o); err != nil {
		return err
	}
	c, err := tickets.Open(ctx, t.Tx, t.Desk, o, t.Now())
	if err != nil {
		return err
	}
	if err := t.Save(ctx, c); err != nil {
		return err
	}
	return taken(ctx, t, c, o.Lead)
}

// SmallTalk reports whether words are surely no request.
func SmallTalk(g classify.Guess) bool { return g.Type == desk.NoRequest && !g.Ask }
