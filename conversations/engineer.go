package conversations

import (
	"context"
	"errors"
	"slices"

	"vakhta/conversations/acts"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/tickets"
)

// A thought is what an engineer writes in a ticket's thread.
type thought struct {
	desk.Said
	mode    desk.ThreadMode
	outward bool           // it is for the customer unless marked otherwise
	to      desk.Utterance // the words that it replies to; zero: none
}

// engineerSays handles an engineer's words in a ticket's thread: they are for the customer or for colleagues.
// Words of others that were forwarded or shared are never for the customer, and so are those of the third line. Neither
// is a quote of what the customer has not read.
func engineerSays(ctx context.Context, t *turn.Turn, c *tickets.Case, s thought) error {
	w := tickets.Words{Text: s.Text, Files: attached(s.Said), Source: s.Message, Place: t.Place(), Album: s.Album, Answers: replies(s.Said, s.to)}
	var mark acts.Mark
	if s.Forwarded || shared(t, s.Said) {
		mark = acts.ToNobody
	} else {
		w.Text, mark = acts.Marked(s.Text, s.mode, len(s.Files) > 0)
	}
	if hidden := s.to.ID == 0 || s.to.Internal; hidden && mark != acts.ToNobody && (s.outward || mark == acts.ToCustomer) {
		s.Quoted = desk.Excerpt{}
	}
	w.Text = spoken(s.Said, w.Text)
	if t.Who.Supplies(c.Ticket) {
		return c.SupplierSays(ctx, t.Actor(), w)
	}
	outward := s.outward && mark != acts.ToNobody || mark == acts.ToCustomer
	if s.Album != "" {
		var err error
		if outward, err = album(ctx, t, c, s.Album, mark, outward); err != nil {
			return err
		}
		w.Waits = outward
	}
	if outward {
		_, err := c.DeskSays(ctx, t.Actor(), w)
		if !errors.Is(err, tickets.ErrNoCustomer) || mark == acts.ToCustomer {
			return err
		}
	}
	return c.Note(ctx, t.Actor(), w)
}

// album decides who reads another item of an album. For people an album is one thing: a mark on any item applies to
// those before and after it.
func album(ctx context.Context, t *turn.Turn, c *tickets.Case, id string, mark acts.Mark, outward bool) (bool, error) {
	before, err := t.Tx.Album(ctx, c.Ticket.ID, id)
	if err != nil {
		return false, err
	}
	before = slices.DeleteFunc(before, func(u desk.Utterance) bool { return !u.FromDesk })
	if len(before) > 0 && mark == acts.Unmarked {
		return !before[0].Internal, nil
	}
	for _, u := range before {
		if u.Internal == outward {
			if err := c.Readdress(ctx, t.Actor(), u); err != nil {
				return false, err
			}
		}
	}
	return outward, nil
}
