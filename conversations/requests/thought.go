package requests

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/tickets"
)

// A thought is what one person writes at one place in messages less than
// [oneRequest] apart, because people press Enter in the middle of it. Until it is
// clear that it is a request its messages are kept, and one question is asked
// about all of them. They become one ticket.

// whole returns the words of a request with those that were written right after
// it.
func (r Request) whole() string {
	texts := []string{r.Text}
	for _, next := range r.also {
		texts = append(texts, next.Text)
	}
	return strings.Join(texts, "\n")
}

// take takes a kept message with those that its author wrote right before or
// after it, in the order in which they were written: they are one thought, about
// which one question was asked. For everyone else it is as if nothing was kept.
func take(ctx context.Context, t *turn.Turn, id int64) ([]held, error) {
	raw, err := t.Tx.TakeHeld(ctx, id, t.Event.From.Account, t.Now())
	if errors.Is(err, desk.ErrNotFound) {
		return nil, turn.ErrStale
	}
	if err != nil {
		return nil, err
	}
	var one held
	if err := json.Unmarshal(raw, &one); err != nil {
		return nil, err
	}
	if one.Asked != whether {
		return []held{one}, nil
	}
	others, err := takeAround(ctx, t, one.Request)
	return inOrder(append(others, one)), err
}

// takeAround takes the kept messages that the visitor was asked about as
// requests and that they wrote at the same place right before or after r.
func takeAround(ctx context.Context, t *turn.Turn, r Request) ([]held, error) {
	kept, err := around(ctx, t, r)
	if err != nil {
		return nil, err
	}
	var taken []held
	for id, h := range kept {
		_, err := t.Tx.TakeHeld(ctx, id, t.Event.From.Account, t.Now())
		if errors.Is(err, desk.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		taken = append(taken, h)
	}
	return taken, nil
}

// around returns the kept messages of the same thought as r, by their numbers.
func around(ctx context.Context, t *turn.Turn, r Request) (map[int64]held, error) {
	nearby, err := r.look(ctx, t)
	if err != nil {
		return nil, err
	}
	kept := map[int64]held{}
	for id, raw := range nearby.Held {
		var h held
		if err := json.Unmarshal(raw, &h); err != nil {
			return nil, err
		}
		near := r.At.Sub(h.Request.At).Abs() < oneRequest
		if h.Asked == whether && near && h.Request.Place == r.Place && slices.Equal(h.Request.Projects, r.Projects) {
			kept[id] = h
		}
	}
	return kept, nil
}

// together makes one request of a thought's messages.
func together(all []held) Request {
	r := all[0].Request
	for _, h := range all[1:] {
		r.also = append(r.also, h.Request)
	}
	return r
}

// inOrder sorts messages by when they were written.
func inOrder(all []held) []held {
	slices.SortStableFunc(all, func(a, b held) int { return a.Request.At.Compare(b.Request.At) })
	return all
}

// withEarlier returns the whole thought that a request belongs to: what its
// author wrote right before it was kept, because it was not clear.
func withEarlier(ctx context.Context, t *turn.Turn, r Request) (Request, error) {
	if t.Doing.Act == desk.ActSplit || r.separate {
		return r, nil
	}
	all, err := takeAround(ctx, t, r)
	if err != nil || len(all) == 0 {
		return r, err
	}
	for _, next := range r.also {
		all = append(all, held{Request: next})
	}
	r.also = nil
	return together(inOrder(append(all, held{Request: r}))), nil
}

// add makes messages part of a ticket that nobody has answered, and of the
// request itself.
func add(ctx context.Context, t *turn.Turn, c *tickets.Case, also []Request) error {
	for _, r := range also {
		if err := addOne(ctx, t, c, r); err != nil {
			return err
		}
		c.Grow(r.Text)
	}
	return nil
}

// addOne adds a message to the ticket that its author has just written to. What
// would be a request alone may be a second one, so they can split it off.
func addOne(ctx context.Context, t *turn.Turn, c *tickets.Case, r Request) error {
	if r.Text != "" && r.Album == "" && t.Classifier.Guess(c.Ticket.Key.Project, r.Text).Type != desk.NoRequest {
		return guessed(ctx, t, c, r, r.words())
	}
	_, err := c.CustomerSays(ctx, t.Actor(), r.words())
	return err
}

// asked reports whether a question about a thought has told its author what
// happens to it.
func asked(thought map[int64]held, spare bool) bool {
	for _, h := range thought {
		if spare || !h.Spare {
			return true
		}
	}
	return false
}
