package requests

import (
	"context"
	"errors"
	"slices"

	"vakhta/classify"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/storage"
	"vakhta/tickets"
)

// continues adds a message to the ticket it belongs to: one of the author's
// that was written to just now, or the only open one while it is young.
func continues(ctx context.Context, t *turn.Turn, r Request, g classify.Guess) (bool, error) {
	if SmallTalk(g) && len(r.Files) == 0 {
		return chats(ctx, t, r, g)
	}
	near, err := r.look(ctx, t)
	if err != nil {
		return false, err
	}
	if near.LastTicket != 0 && r.At.Sub(near.LastSaid) < oneRequest {
		if done, err := goesOn(ctx, t, near.LastTicket, r); done || err != nil {
			return done, err
		}
	}
	open, err := joinable(ctx, t, r)
	if err != nil {
		return false, err
	}
	if len(open) != 1 || r.At.Sub(open[0].OpenedAt) >= young {
		return false, nil
	}
	return true, t.With(ctx, open[0].Key, func(c *tickets.Case) error { return guessed(ctx, t, c, r, r.words()) })
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
// Of several tickets the only one that waits for them is meant.
func chats(ctx context.Context, t *turn.Turn, r Request, g classify.Guess) (bool, error) {
	open, err := joinable(ctx, t, r)
	if err != nil || len(open) == 0 || g.Greets() {
		return false, err
	}
	if len(open) > 1 {
		to := awaiting(open)
		if to == nil || g.Grateful() {
			return false, nil
		}
		return true, t.With(ctx, to.Key, func(c *tickets.Case) error { return guessed(ctx, t, c, r, r.words()) })
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
	near, err := r.look(ctx, t)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(ofProjects(near.Open, r.Projects), func(o *desk.Ticket) bool { return o.Shared && !r.Shared }), nil
}

// ofProjects returns the tickets that a message about these projects might be
// about.
func ofProjects(open []*desk.Ticket, projects []string) []*desk.Ticket {
	return slices.DeleteFunc(slices.Clone(open), func(o *desk.Ticket) bool { return !slices.Contains(projects, o.Key.Project) })
}

// look reads what is stored around a message, once.
func (r *Request) look(ctx context.Context, t *turn.Turn) (*storage.Nearby, error) {
	if r.near != nil {
		return r.near, nil
	}
	author := r.requester(t)
	if r.For == nil {
		author.Account = t.Event.From.Account
	}
	near, err := t.Tx.Nearby(ctx, storage.Vicinity{
		Author: author, At: t.Event.In.Address, Project: r.Projects[0], Since: t.Event.At.Add(-limitWindow), Most: mostOfShop, Now: t.Now(),
	})
	if err == nil {
		r.near = &near
	}
	return r.near, err
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
		if c.Ticket.State != desk.New {
			return addOne(ctx, t, c, r)
		}
		if err := add(ctx, t, c, []Request{r}); err != nil {
			return err
		}
		if c.Ticket.TypeBy == desk.ByGuess {
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
