package requests

import (
	"cmp"
	"context"
	"encoding/json"
	"strconv"
	"time"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
	"vakhta/tickets"
)

// Patience is how long the author of a kept message has to answer the question
// about it. Then engineers see the message all the same, or the question is
// repeated.
const Patience = 3 * time.Minute

// HeldKind is the kind of the subject of a kept message's alarm. Its name is the
// message's number.
const HeldKind = "held"

// KeptEvent returns the event with which the keeper comes back to a kept
// message; desk.ErrNotFound: its question was answered.
func KeptEvent(ctx context.Context, tx *storage.Tx, id int64, now time.Time) (desk.Event, error) {
	raw, err := tx.HeldByID(ctx, id, now)
	if err != nil {
		return desk.Event{}, err
	}
	var h held
	if err := json.Unmarshal(raw, &h); err != nil {
		return desk.Event{}, err
	}
	return desk.Event{
		ID: desk.EventID("held:" + strconv.FormatInt(id, 10)), At: now, From: h.Event.From, In: h.Event.In,
		Body: desk.Unanswered{Held: id},
	}, nil
}

// Unanswered handles a kept message whose author did not answer the question.
// What may be a request becomes part of a ticket that waits for them or of the
// one they opened last, or else a ticket. Which shop is meant cannot be guessed,
// so that question is repeated once.
func Unanswered(ctx context.Context, t *turn.Turn, id int64) error {
	raw, err := t.Tx.HeldByID(ctx, id, t.Now())
	if err != nil {
		return err
	}
	var h held
	if err := json.Unmarshal(raw, &h); err != nil {
		return err
	}
	if h.Asked == which {
		t.Post(h.Request.Place, notice.WhichProject{Held: id, Projects: h.Request.Projects, Again: true})
		return nil
	}
	all, err := take(ctx, t, id)
	if err != nil {
		return err
	}
	r := together(all)
	if !mayAsk(t, r, r.Projects[0]) {
		return nil
	}
	open, err := joinable(ctx, t, r)
	if err != nil {
		return err
	}
	if len(open) > 0 {
		return addTo(ctx, t, r, cmp.Or(awaiting(open), open[0]))
	}
	r.Sure = true
	return Take(ctx, t, r)
}

// addTo adds words to a ticket by guess, which their author can undo.
func addTo(ctx context.Context, t *turn.Turn, r Request, to *desk.Ticket) error {
	return t.With(ctx, to.Key, func(c *tickets.Case) error {
		for _, one := range append([]Request{r}, r.also...) {
			w := one.words()
			w.Idle = SmallTalk(t.Classifier.Guess(to.Key.Project, one.Text))
			if err := guessed(ctx, t, c, r, w); err != nil {
				return err
			}
		}
		return nil
	})
}

// guessed adds words to a ticket and offers to make a ticket of them.
func guessed(ctx context.Context, t *turn.Turn, c *tickets.Case, r Request, w tickets.Words) error {
	u, err := c.CustomerSays(ctx, t.Actor(), w)
	if err == nil {
		c.AskAt(r.Place, t.Who.Person.ID, notice.Belongs{Utterance: u})
	}
	return err
}

// awaiting returns the only ticket that waits for the customer, or nil.
func awaiting(open []*desk.Ticket) *desk.Ticket {
	var found *desk.Ticket
	for _, o := range open {
		if o.State == desk.WaitingCustomer {
			if found != nil {
				return nil
			}
			found = o
		}
	}
	return found
}
