package conversations

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"vakhta/classify"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

const (
	// oneRequest is how long a person's messages in one place count as one
	// request: people press Enter in the middle of a thought.
	oneRequest = 2 * time.Minute
	// young is how long words without a reply are taken to belong to the one
	// ticket that is open.
	young = 30 * time.Minute
	// mayAttach is how many open tickets a receipt offers to join.
	mayAttach = 3
	// heldFor is how long a message waits for its question to be answered.
	heldFor = 7 * 24 * time.Hour
)

// A request is a message that may open a ticket.
type request struct {
	Text     string
	Files    []desk.File
	Message  desk.MessageRef // zero when it came from a form or a slash command
	Projects []string        // those it may be about
	ToBot    bool            // the bot was spoken to: silence would be rude
	Shared   bool            // said in a group or a channel
	Sure     bool            // the person said that it is a request
	At       time.Time       // when it was said; zero: with the event
	Place    desk.Address    // where it is answered; zero: where it was said
}

// intake takes a message that belongs to no ticket yet.
func (t *turn) intake(ctx context.Context, r request) error {
	if r.At.IsZero() {
		r.At = t.event.At
	}
	if r.Place.IsZero() {
		r.Place = t.answerPlace(r)
	}
	g := t.Classifier.Guess(r.Projects[0], r.Text)
	if !r.Sure {
		if done, err := t.continues(ctx, r, g); done || err != nil {
			return err
		}
	}
	if len(r.Projects) > 1 {
		held, err := t.hold(ctx, r)
		if err != nil {
			return err
		}
		t.answer(notice.WhichProject{Held: held, Projects: r.Projects})
		return nil
	}
	if t.mayConsult() && t.Classifier.Unasked(r.Text, g) {
		return &doubtError{text: r.Text, guess: g}
	}
	if g.Type == desk.NoRequest && !r.Sure && len(r.Files) == 0 {
		return t.noRequest(ctx, r, g)
	}
	return t.open(ctx, r, g)
}

// A doubtError ends a turn that would go better with a second opinion on a text.
// It is asked for between two transactions, for in one nobody waits for a network.
type doubtError struct {
	text  string
	guess classify.Guess
}

func (*doubtError) Error() string { return "a second opinion is wanted" }

// mayConsult reports whether words that are about to become a ticket may be shown
// to somebody outside, and whether there is time for it: only a message waits, not
// a form or a press. An engineer's words are nobody else's business, nor is
// anything that is said in a line's channel.
func (t *turn) mayConsult() bool {
	_, message := t.event.Body.(desk.Said)
	return message && !t.consulted && !t.who.engineer && t.desk.TeamByChannel(t.event.In.Address) == nil
}

// answerPlace is where a request is answered: in private, in the group it was
// said in, or in the thread that its own message begins.
func (t *turn) answerPlace(r request) desk.Address {
	place := t.place()
	if r.Shared && t.traits().Threads == desk.ReplyThreads && place.Thread == "" && !r.Message.IsZero() {
		place.Thread = r.Message.Message
	}
	return place
}

// continues adds a message to the ticket it goes on with: one of theirs that
// was spoken of just now, or the only open one while it is young.
func (t *turn) continues(ctx context.Context, r request, g classify.Guess) (bool, error) {
	if isSmallTalk(g) && len(r.Files) == 0 {
		return t.chats(ctx, r, g)
	}
	if done, err := t.atOnce(ctx, r); done || err != nil {
		return done, err
	}
	open, err := t.openTickets(ctx, r)
	if err != nil {
		return false, err
	}
	if len(open) != 1 || r.At.Sub(open[0].OpenedAt) >= young {
		return false, nil
	}
	return true, t.with(ctx, open[0].Key, func(c *tickets.Case) error {
		u, err := c.CustomerSays(ctx, t.actor(), r.words())
		if err != nil {
			return err
		}
		c.AskAt(r.Place, t.who.person.ID, notice.Belongs{Utterance: u})
		return nil
	})
}

// atOnce makes a message part of the request that the same person wrote in the
// same place just before it.
func (t *turn) atOnce(ctx context.Context, r request) (bool, error) {
	id, at, err := t.tx.LastSaid(ctx, t.who.person.ID, t.event.In.Address)
	if errors.Is(err, desk.ErrNotFound) || err == nil && r.At.Sub(at) >= oneRequest {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return t.goesOn(ctx, id, r)
}

// chats carries small talk into the one ticket that is open, for whoever works
// on it to see; it asks for nothing and changes nothing. A greeting is greeted
// all the same.
func (t *turn) chats(ctx context.Context, r request, g classify.Guess) (bool, error) {
	open, err := t.openTickets(ctx, r)
	if err != nil || len(open) != 1 || g.Greets() {
		return false, err
	}
	w := r.words()
	w.Idle = true
	return true, t.with(ctx, open[0].Key, func(c *tickets.Case) error {
		_, err := c.CustomerSays(ctx, t.actor(), w)
		return err
	})
}

// openTickets are the visitor's own tickets that a message might be about.
func (t *turn) openTickets(ctx context.Context, r request) ([]*desk.Ticket, error) {
	open, err := t.tx.OpenTicketsOf(ctx, t.who.person.ID)
	return slices.DeleteFunc(open, func(o *desk.Ticket) bool {
		return !slices.Contains(r.Projects, o.Key.Project)
	}), err
}

// goesOn makes a message part of a ticket, and of the request itself while
// nobody has answered that.
func (t *turn) goesOn(ctx context.Context, id desk.TicketID, r request) (bool, error) {
	added := false
	err := t.byID(ctx, id, func(c *tickets.Case) error {
		if !c.Ticket.State.Open() {
			return errSilent
		}
		added = true
		if _, err := c.CustomerSays(ctx, t.actor(), r.words()); err != nil {
			return err
		}
		if c.Ticket.State != desk.New {
			return nil
		}
		c.Grow(r.Text)
		if c.Ticket.TypeBy == desk.ByGuess {
			t.guessAgain(c)
		}
		return nil
	})
	if errors.Is(err, errSilent) || errors.Is(err, desk.ErrNotFound) {
		err = nil
	}
	return added, err
}

// guessAgain lets the whole request speak where its first line was unclear.
func (t *turn) guessAgain(c *tickets.Case) {
	g := t.Classifier.Guess(c.Ticket.Key.Project, c.Ticket.Text)
	if g.Type != desk.NoRequest && g.Sureness > c.Ticket.Sureness {
		c.Guessed(g.Type, g.Priority, g.Sureness, g.Word())
	}
}

func (r request) words() tickets.Words {
	return tickets.Words{Text: r.Text, Files: r.Files, Source: r.Message, Place: r.Place, At: r.At}
}

// noRequest answers what is no request: a greeting is greeted, and words that
// are neither that nor thanks are asked about when they were said to the bot or
// are unclear. Only in a chat of people is the rest left alone.
func (t *turn) noRequest(ctx context.Context, r request, g classify.Guess) error {
	if g.Ask || r.ToBot && !g.Greets() && !g.Thanks() {
		held, err := t.hold(ctx, r)
		if err != nil {
			return err
		}
		t.post(r.Place, notice.AskRequest{Held: held, Project: r.Projects[0]})
		return nil
	}
	if r.ToBot {
		t.post(r.Place, notice.Greeting{Name: t.who.person.Name, Thanks: !g.Greets()})
	}
	return nil
}

// open registers the ticket.
func (t *turn) open(ctx context.Context, r request, g classify.Guess) error {
	p := t.desk.Projects[r.Projects[0]]
	if p == nil {
		return desk.ErrNotFound
	}
	if g.Type == desk.NoRequest {
		g.Type, g.Ask = orElse(g.Second, desk.InformationRequest), true
	}
	by := desk.ByGuess
	if g.Source == classify.FromAlarm {
		by = desk.ByOverride
	}
	others, err := t.openTickets(ctx, r)
	if err != nil {
		return err
	}
	receipt := notice.RequestCard{Ask: g.Ask, Second: g.Second}
	for _, o := range others[:min(len(others), mayAttach)] {
		receipt.Attach = append(receipt.Attach, o.Key)
	}
	c, err := tickets.Open(ctx, t.tx, t.desk, tickets.Opening{
		Project: p, Requester: t.who.person, Text: r.Text, Files: r.Files,
		Origin: r.Message, Place: r.Place, Shared: r.Shared, At: r.At,
		Type: g.Type, Priority: orElse(g.Priority, desk.P3), Sureness: g.Sureness, TypeBy: by, Cue: g.Word(),
		Receipt: receipt,
	}, t.now())
	if err != nil {
		return err
	}
	return t.save(ctx, c)
}

func orElse[T comparable](v, other T) T {
	var zero T
	if v == zero {
		return other
	}
	return v
}

// held is a message that waits for a question about it to be answered.
type held struct {
	Request request
	Event   heldEvent
}

// heldEvent is what of the event the answer needs.
type heldEvent struct {
	From desk.Sender
	In   desk.Place
	At   time.Time
}

// hold keeps a message until its question is answered.
func (t *turn) hold(ctx context.Context, r request) (int64, error) {
	if r.At.IsZero() {
		r.At = t.event.At
	}
	if r.Place.IsZero() {
		r.Place = t.answerPlace(r)
	}
	raw, err := json.Marshal(held{r, heldEvent{t.event.From, t.event.In, t.event.At}})
	if err != nil {
		return 0, err
	}
	return t.tx.Hold(ctx, raw, t.now().Add(heldFor))
}

// openHeld opens a ticket from a message that was kept, if the one who answers
// is the one who wrote it.
func (t *turn) openHeld(ctx context.Context, id int64, project string) error {
	raw, err := t.tx.TakeHeld(ctx, id, t.now())
	if errors.Is(err, desk.ErrNotFound) {
		return errStale
	}
	if err != nil {
		return err
	}
	var h held
	if err := json.Unmarshal(raw, &h); err != nil {
		return err
	}
	if h.Event.From.Account != t.event.From.Account || !slices.Contains(h.Request.Projects, project) {
		return desk.ErrForbidden
	}
	h.Request.Projects, h.Request.Sure = []string{project}, true
	return t.intake(ctx, h.Request)
}
