package conversations

import (
	"context"
	"errors"
	"strings"

	"vakhta/classify"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
	"vakhta/tickets"
)

// said decides what a message is by where it was said: to the bot alone, among
// engineers, or among a shop's staff. Anywhere else the bot only explains itself
// when it is spoken to.
func (t *turn) said(ctx context.Context, s desk.Said) error {
	if t.event.In.Private {
		return t.saidPrivately(ctx, s)
	}
	if team := t.desk.TeamByChannel(t.event.In.Address); team != nil {
		return t.saidAmongEngineers(ctx, s, team)
	}
	if p, intake := t.desk.ProjectByChat(t.event.In.Address); p != nil {
		return t.saidAmongStaff(ctx, s, p, intake)
	}
	if s.ToBot {
		t.post(t.event.In.Address, notice.Sentence{ID: notice.ChatUnbound, Args: args("Chat", t.event.In.Address.Root().String())})
	}
	return nil
}

// saidPrivately takes words to the bot alone. An engineer who was asked for
// words gives them; a reply belongs to the ticket of the message it replies to;
// everything else is a request of somebody's staff.
func (t *turn) saidPrivately(ctx context.Context, s desk.Said) error {
	if done, err := t.answers(ctx, s); done || err != nil {
		return err
	}
	link, err := t.linked(ctx, s)
	switch {
	case err == nil:
		return t.saidInThread(ctx, s, link, desk.ThreadInternal)
	case !errors.Is(err, desk.ErrNotFound):
		return err
	}
	if staff := t.who.projects(roleStaff); len(staff) > 0 {
		return t.intake(ctx, request{Text: s.Text, Files: s.Files, Message: s.Message, Projects: staff, ToBot: true})
	}
	if len(t.who.roles) > 0 || t.who.admin {
		t.answer(t.help())
		return nil
	}
	if isSmallTalk(t.Classifier.Guess("", s.Text)) {
		t.answer(notice.Welcome{Name: t.who.person.Name})
		return nil
	}
	t.answer(notice.Stranger{})
	return nil
}

// saidAmongEngineers takes words in a line's channel: those in a ticket's
// thread are about that ticket, all others are the engineers' own business.
func (t *turn) saidAmongEngineers(ctx context.Context, s desk.Said, team *desk.Team) error {
	if done, err := t.answers(ctx, s); done || err != nil {
		return err
	}
	link, err := t.linked(ctx, s)
	if errors.Is(err, desk.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if t.who.person.ID == 0 { // their words would be lost without a word
		return errAnonymous
	}
	return t.saidInThread(ctx, s, link, team.Thread)
}

// saidAmongStaff takes words in a shop's chat. In a ticket's thread they belong
// to it; an engineer's words there are read by the shop as they are.
func (t *turn) saidAmongStaff(ctx context.Context, s desk.Said, p *desk.Project, intake desk.Intake) error {
	if t.who.person.ID == 0 {
		if s.ToBot {
			return errAnonymous
		}
		return nil
	}
	link, err := t.linked(ctx, s)
	switch {
	case err == nil:
		return t.saidBesideTicket(ctx, s, link)
	case !errors.Is(err, desk.ErrNotFound):
		return err
	}
	r := request{
		Text: s.Text, Files: s.Files, Message: s.Message, Projects: []string{p.Code},
		ToBot: s.ToBot, Shared: true,
	}
	if s.ToBot || intake == desk.IntakeAll && !t.who.is(p.Code, roleEngineer) {
		return t.intake(ctx, r)
	}
	if !s.ReplyTo.IsZero() {
		return nil
	}
	// A thought goes on after Enter, and an album after its first picture,
	// without the bot being called again.
	r.At, r.Place = t.event.At, t.answerPlace(r)
	_, err = t.atOnce(ctx, r)
	return err
}

// linked finds the ticket that a message belongs to: through what it replies
// to, or through the thread it stands in. Words about a ticket that was merged
// are about the one it is part of now.
func (t *turn) linked(ctx context.Context, s desk.Said) (storage.Link, error) {
	link, err := t.linkOf(ctx, s)
	for err == nil {
		var ticket *desk.Ticket
		if ticket, err = t.tx.TicketByID(ctx, link.Ticket); err != nil || ticket.MergedInto.IsZero() {
			break
		}
		if ticket, err = t.tx.TicketByKey(ctx, ticket.MergedInto); err == nil {
			link.Ticket = ticket.ID
		}
	}
	if err == nil && link.Utterance != 0 { // a copy of the customer's words stands for them
		var u desk.Utterance
		u, err = t.tx.UtteranceByID(ctx, link.Utterance)
		link.FromCustomer = !u.FromDesk
	}
	return link, err
}

func (t *turn) linkOf(ctx context.Context, s desk.Said) (storage.Link, error) {
	if !s.ReplyTo.IsZero() {
		link, err := t.tx.LinkOf(ctx, s.ReplyTo)
		if !errors.Is(err, desk.ErrNotFound) {
			return link, err
		}
	}
	if t.event.In.Thread == "" {
		return storage.Link{}, desk.ErrNotFound
	}
	id, err := t.tx.TicketInThread(ctx, t.event.In.Address)
	return storage.Link{Ticket: id}, err
}

// saidInThread takes words in a ticket's thread, or in reply to one of its
// messages in private. To its requester the ticket is a conversation; to an
// engineer it is internal unless the customer is addressed.
func (t *turn) saidInThread(ctx context.Context, s desk.Said, link storage.Link, mode desk.ThreadMode) error {
	return t.byID(ctx, link.Ticket, func(c *tickets.Case) error {
		w := tickets.Words{Text: s.Text, Files: s.Files, Source: s.Message, Place: t.place()}
		if !t.who.works(c.Ticket) {
			if !t.event.In.Private || c.Ticket.Requester.ID != t.who.person.ID && !t.who.asks(c.Ticket) {
				return errSilent
			}
			return t.requesterAdds(ctx, c, w)
		}
		if t.event.In.Private && c.Ticket.Requester.ID == t.who.person.ID {
			return t.requesterAdds(ctx, c, w)
		}
		text, outward := address(s.Text, mode, link.FromCustomer)
		w.Text = text
		if outward {
			_, err := c.DeskSays(ctx, t.actor(), w)
			return err
		}
		return c.Note(ctx, t.actor(), w)
	})
}

// address tells words for the customer from internal ones, and takes the mark
// off: ! addresses the customer in an internal thread, // keeps a note in an
// open one. A reply to the customer's own message addresses the customer.
func address(text string, mode desk.ThreadMode, toCustomer bool) (words string, outward bool) {
	if rest, ok := strings.CutPrefix(text, "!"); ok && mode == desk.ThreadInternal {
		return strings.TrimSpace(rest), true
	}
	if rest, ok := strings.CutPrefix(text, "//"); ok {
		return strings.TrimSpace(rest), false
	}
	return text, toCustomer || mode == desk.ThreadOpen
}

// saidBesideTicket takes words beside a ticket in the shop's own chat.
func (t *turn) saidBesideTicket(ctx context.Context, s desk.Said, link storage.Link) error {
	return t.byID(ctx, link.Ticket, func(c *tickets.Case) error {
		w := tickets.Words{Text: s.Text, Files: s.Files, Source: s.Message, Place: t.place()}
		if t.who.works(c.Ticket) && c.Ticket.Requester.ID != t.who.person.ID {
			return c.DeskSaidThere(ctx, t.actor(), w)
		}
		if !t.who.asks(c.Ticket) {
			return errSilent
		}
		return t.requesterAdds(ctx, c, w)
	})
}

// requesterAdds takes a requester's further words. Those to a ticket that is
// over may mean that it is not: the requester is asked, and thanks are not.
func (t *turn) requesterAdds(ctx context.Context, c *tickets.Case, w tickets.Words) error {
	if c.Ticket.State.Open() {
		_, err := c.CustomerSays(ctx, t.actor(), w)
		return err
	}
	if g := t.Classifier.Guess(c.Ticket.Key.Project, w.Text); len(w.Files) == 0 && isSmallTalk(g) {
		_, err := c.CustomerSays(ctx, t.actor(), w)
		return err
	}
	utterance, err := c.CustomerSays(ctx, t.actor(), w)
	if err != nil {
		return err
	}
	held, err := t.hold(ctx, request{Text: w.Text, Files: w.Files, Message: w.Source,
		Projects: []string{c.Ticket.Key.Project}, Shared: c.Ticket.Shared})
	if err != nil {
		return err
	}
	c.Ask(notice.AskReopen{Utterance: utterance, Held: held})
	return nil
}

// isSmallTalk reports whether words are surely no request.
func isSmallTalk(g classify.Guess) bool { return g.Type == desk.NoRequest && !g.Ask }

// edited carries a change of words on.
func (t *turn) edited(ctx context.Context, b desk.Edited) error {
	if a := actsByWord()[b.Command]; b.Command != "" && (a == nil || !a.Keeps) {
		return nil
	}
	u, err := t.tx.UtteranceBySource(ctx, b.Message)
	if errors.Is(err, desk.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return t.byID(ctx, u.Ticket, func(c *tickets.Case) error {
		text, outward := b.Text, true
		if u.FromDesk && !u.Internal {
			text, outward = address(text, desk.ThreadInternal, true)
		}
		if !outward { // it became a note: what was delivered stays as it is
			return errSilent
		}
		return c.Edit(ctx, t.actor(), u, text)
	})
}

// deleted takes words back that their author took back.
func (t *turn) deleted(ctx context.Context, b desk.Deleted) error {
	u, err := t.tx.UtteranceBySource(ctx, b.Message)
	if errors.Is(err, desk.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return t.byID(ctx, u.Ticket, func(c *tickets.Case) error { return c.Withdraw(ctx, t.actor(), u) })
}

// actor is the visitor as somebody who does something to a ticket.
func (t *turn) actor() desk.Actor {
	a := desk.Actor{Person: t.who.person.ID, Name: t.who.person.Name}
	switch {
	case t.who.member != nil:
		a.Handle = t.who.member.Handle
	case t.who.any(roleEngineer): // by invitation: desk.yaml has no handle for them
		a.Handle = t.who.person.Name
	}
	return a
}

func args(pairs ...string) map[string]string {
	m := make(map[string]string, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return m
}
