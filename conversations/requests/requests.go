// Package requests makes tickets of what people ask for.
//
// A Request is a message that belongs to no ticket yet. It becomes part of a
// ticket that its author has just written, or opens one, or is no request at
// all. An unclear message is held until its author has answered a question.
package requests

import (
	"cmp"
	"context"
	"time"

	"vakhta/classify"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/knowledge"
	"vakhta/notice"
	"vakhta/storage"
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
	Album    string          `json:",omitempty"` // joins messages that were sent as one
	Author   string          `json:",omitempty"` // whose words these are, if somebody else brings them
	Message  desk.MessageRef // zero if it came from a form or a slash command
	Projects []string        // projects it may be about
	ToBot    bool            // the bot was addressed, so it must answer
	Shared   bool            // written in a group or a channel
	Sure     bool            // the person said that it is a request
	Doubtful bool            // its author works for the desk, so they are asked whether it is a request
	Chosen   bool            // they chose the shop it is about; it may belong to an open ticket
	At       time.Time       // when it was written; zero: the event's time
	Place    desk.Address    // where it is answered; zero: where it was written
	For      *desk.Person    `json:",omitempty"` // whose request it is; nil: its author's
	After    desk.Key        `json:",omitzero"`  // the ended ticket that it was written to
	// Work is the standard work that it is a request for, and Opened is called with
	// the ticket.
	Work   *desk.CatalogueItem  `json:"-"`
	Opened func(desk.Key) error `json:"-"`

	near     *storage.Nearby // what is stored around it, once that was read
	separate bool            // it was one of several in a message, whose ticket keeps the message
	also     []Request       // what its author wrote right after it, before it was clear that it is a request
}

// Take handles a message that belongs to no ticket yet.
func Take(ctx context.Context, t *turn.Turn, r Request) error {
	if r.At.IsZero() {
		r.At = t.Event.At
	}
	if r.Place.IsZero() {
		r.Place = Place(t, r)
	}
	g := r.guess(t)
	if len(r.Projects) > 1 {
		return whichShop(ctx, t, r, g)
	}
	if _, err := r.look(ctx, t); err != nil {
		return err
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
		return ask(ctx, t, r, g)
	}
	return open(ctx, t, r, g)
}

// whichShop asks a person of several shops which one is meant, so that what
// they write about one is never added to a ticket of another.
func whichShop(ctx context.Context, t *turn.Turn, r Request, g classify.Guess) error {
	if (g.Greets() || g.Thanks()) && SmallTalk(g) && len(r.Files) == 0 && !r.Sure {
		return noRequest(ctx, t, r, g)
	}
	held, err := hold(ctx, t, r, which, false)
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

func (r Request) words() tickets.Words {
	return tickets.Words{Text: r.Text, Files: r.Files, Album: r.Album, Source: r.Message, Place: r.Place, At: r.At}
}

// noRequest answers a message that is no request. A greeting is answered; other words
// except thanks are asked about if they were addressed to the bot or are
// unclear. In a chat of people everything else is ignored.
func noRequest(ctx context.Context, t *turn.Turn, r Request, g classify.Guess) error {
	if g.Ask || r.ToBot && !g.Greets() && !g.Thanks() {
		return ask(ctx, t, r, g)
	}
	if r.ToBot {
		t.Post(r.Place, notice.Greeting{Name: t.Who.Person.Name, Thanks: !g.Greets()})
	}
	return nil
}

// ask asks whether a message is a request, or which open ticket it is about. One
// question is enough for a thought.
func ask(ctx context.Context, t *turn.Turn, r Request, g classify.Guess) error {
	others, err := joinable(ctx, t, r)
	if err != nil {
		return err
	}
	spare := r.Doubtful || !g.Ask && len(others) == 0
	thought, err := around(ctx, t, r)
	if err != nil {
		return err
	}
	held, err := hold(ctx, t, r, whether, spare)
	if err != nil || asked(thought, spare) {
		return err
	}
	q := notice.AskRequest{Held: held, Project: r.Projects[0], Attach: keys(others)}
	if !spare {
		q.SeenIn = Patience
	}
	t.Post(r.Place, q)
	return nil
}

// keys names the tickets that a message may be added to.
func keys(open []*desk.Ticket) (all []desk.Key) {
	for _, o := range open[:min(len(open), mayAttach)] {
		all = append(all, o.Key)
	}
	return all
}

// open registers the ticket.
func open(ctx context.Context, t *turn.Turn, r Request, g classify.Guess) error {
	p := t.Desk.Projects[r.Projects[0]]
	if p == nil {
		return desk.ErrNotFound
	}
	var err error
	if r.For == nil {
		r, err = withEarlier(ctx, t, r)
	}
	if err != nil {
		return err
	}
	if len(r.also) > 0 {
		g = t.Classifier.Guess(p.Code, r.whole())
	}
	var parts []tickets.RequestPart
	if r.Work == nil {
		parts, g = several(t, r, g)
	}
	if g.Type == desk.NoRequest {
		g.Type, g.Ask = cmp.Or(g.Second, desk.InformationRequest), true
	}
	by := desk.ByGuess
	if r.Work != nil {
		by = desk.ByRequester
	}
	if g.Source == classify.FromAlarm {
		by = desk.ByOverride
	}
	near, err := r.look(ctx, t)
	if err != nil {
		return err
	}
	others := ofProjects(near.Open, r.Projects)
	if last := crowded(t.Event.At, others, near.Opened); last != nil {
		return gather(ctx, t, r, last.Key)
	}
	receipt := notice.RequestCard{Ask: g.Ask, Second: g.Second, Attach: keys(others)}
	for _, item := range knowledge.Offered(p.Catalogue, r.whole()) {
		receipt.Offers = append(receipt.Offers, item.Code)
	}
	o := tickets.Opening{
		Project: p, Requester: r.requester(t), Text: r.Text, Files: r.Files, Album: r.Album,
		Origin: r.Message, Place: r.Place, Shared: r.Shared, At: r.At, Source: t.Source(),
		Type: g.Type, Priority: cmp.Or(g.Priority, desk.P3), Sureness: g.Sureness, TypeBy: by, Cue: g.Word(),
		Receipt: receipt, Parts: parts, Separate: r.separate, After: r.After,
	}
	if r.For != nil {
		o.By, receipt.Attach, receipt.By = t.Actor(), nil, t.Who.Person.Name
		o.Receipt = receipt
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
	if len(r.also) > 0 {
		if err := t.With(ctx, c.Ticket.Key, func(c *tickets.Case) error { return add(ctx, t, c, r.also) }); err != nil {
			return err
		}
	}
	if r.For != nil && r.Place.Root() != t.Place().Root() { // the receipt is elsewhere
		t.Answer(notice.Text(notice.DoneOpenedFor, "Key", c.Ticket.Key.String(), "Who", o.Requester.Name))
	}
	if err := taken(ctx, t, c, o.Lead); err != nil || r.Opened == nil {
		return err
	}
	return r.Opened(c.Ticket.Key)
}

// guess classifies the request. Who chose a standard work has said what it is.
func (r Request) guess(t *turn.Turn) classify.Guess {
	if r.Work == nil {
		return t.Classifier.Guess(r.Projects[0], r.whole())
	}
	return classify.Guess{Type: desk.ServiceRequest, Priority: r.Work.Priority, Sureness: 1}
}

// requester returns whose request it is.
func (r Request) requester(t *turn.Turn) desk.Person {
	if r.For != nil {
		return *r.For
	}
	return t.Who.Person
}

// SmallTalk reports whether words are surely no request.
func SmallTalk(g classify.Guess) bool { return g.Type == desk.NoRequest && !g.Ask }
