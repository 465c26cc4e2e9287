package conversations

import (
	"context"
	"errors"
	"slices"
	"strings"

	"vakhta/conversations/acts"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/tickets"
)

// edited passes on a changed text.
func edited(ctx context.Context, t *turn.Turn, b desk.Edited) error {
	if b.Command != "" && !acts.Keeps(b.Command) {
		return nil
	}
	u, err := t.Tx.UtteranceBySource(ctx, b.Message)
	if errors.Is(err, desk.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if slices.ContainsFunc(u.Files, func(f desk.File) bool { return f.Message != "" }) {
		return recaptioned(ctx, t, u, b)
	}
	shares, err := sharesOf(ctx, t, u)
	if err != nil {
		return err
	}
	var quotes []string
	if len(shares) > 1 {
		for _, p := range t.Classifier.Parts(b.Text) {
			quotes = append(quotes, p.Quote)
		}
	}
	for i, text := range divide(shares, quotes, b.Text) {
		if len(shares) > 1 && text == shares[i].Text {
			continue
		}
		if err := reworded(ctx, t, shares[i], text); err != nil {
			return err
		}
	}
	return nil
}

// sharesOf returns the words that one message has become: usually the given
// ones, but several if its requests were separated.
func sharesOf(ctx context.Context, t *turn.Turn, u desk.Utterance) ([]desk.Utterance, error) {
	separated := func(id desk.TicketID) (bool, error) {
		ticket, err := t.Tx.TicketByID(ctx, id)
		return err == nil && len(ticket.Parts) == 1 && !ticket.State.Ended(), err
	}
	if one, err := separated(u.Ticket); !one || err != nil {
		return []desk.Utterance{u}, err
	}
	all, err := t.Tx.UtterancesBySource(ctx, u.Source)
	var shares []desk.Utterance
	for _, u := range all {
		one, err := separated(u.Ticket)
		if err != nil {
			return nil, err
		}
		if one {
			shares = append(shares, u)
		}
	}
	return shares, err
}

// divide returns what a message that its author changed says for each of the
// tickets it was separated into, the first of which keeps whatever no other has.
// quotes are its requests as they are recognised now. A ticket whose request is
// not among them gets the whole message.
func divide(shares []desk.Utterance, quotes []string, text string) []string {
	says := make([]string, len(shares))
	left := slices.Clone(quotes)
	take := func(i int) string {
		q := left[i]
		left = slices.Delete(left, i, i+1)
		return q
	}
	missing := 0
	for i, u := range shares[1:] {
		if at := slices.Index(left, u.Text); at >= 0 {
			says[i+1] = take(at)
		} else {
			missing++
		}
	}
	if at := slices.IndexFunc(left, func(q string) bool { return strings.Contains(shares[0].Text, q) }); at >= 0 {
		take(at)
	}
	sure := len(left) == missing
	for i := range shares[1:] {
		switch {
		case says[i+1] != "":
		case sure:
			says[i+1] = take(0)
		default:
			says[i+1] = text
		}
	}
	says[0] = text
	for _, other := range says[1:] {
		if other != text {
			says[0] = strings.Replace(says[0], other, desk.Elsewhere, 1)
		}
	}
	return says
}

// reworded changes words wherever they were delivered.
func reworded(ctx context.Context, t *turn.Turn, u desk.Utterance, text string) error {
	return t.WithID(ctx, u.Ticket, func(c *tickets.Case) error {
		if !u.FromDesk || u.Internal {
			return c.Edit(ctx, t.Actor(), u, keepCarried(u.Text, text))
		}
		text, mark := acts.Marked(text, desk.ThreadInternal, true)
		if mark == acts.ToNobody { // it became a note; what was delivered stays
			return turn.ErrSilent
		}
		return c.Edit(ctx, t.Actor(), u, keepCarried(u.Text, text))
	})
}

// recaptioned changes the caption of one item of an album.
func recaptioned(ctx context.Context, t *turn.Turn, u desk.Utterance, b desk.Edited) error {
	text, mark := b.Text, acts.Unmarked
	if u.FromDesk {
		text, mark = acts.Marked(text, desk.ThreadInternal, true)
	}
	if mark == acts.ToNobody && !u.Internal { // it became a note; what was delivered stays
		return nil
	}
	text, lines := u.Recaption(b.Message.Message, text)
	return t.WithID(ctx, u.Ticket, func(c *tickets.Case) error {
		return c.Recaption(ctx, t.Actor(), u, tickets.Recaptioned{At: b.Message, Lines: lines, Text: keepCarried(u.Text, text)})
	})
}
