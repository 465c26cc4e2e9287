package conversations

import (
	"context"
	"errors"

	"vakhta/conversations/acts"
	"vakhta/conversations/requests"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
	"vakhta/tickets"
)

// said decides by where a message was written: to the bot in private, among
// engineers, or among a shop's staff. Anywhere else the bot only explains
// itself when it is addressed.
func said(ctx context.Context, t *turn.Turn, s desk.Said) error {
	if t.Event.In.Private {
		return saidPrivately(ctx, t, s)
	}
	if team := t.Desk.TeamByChannel(t.Event.In.Address); team != nil {
		return saidAmongEngineers(ctx, t, s, team)
	}
	if p, intake := t.Desk.ProjectByChat(t.Event.In.Address); p != nil {
		return saidAmongStaff(ctx, t, s, p, intake)
	}
	if s.ToBot {
		t.Post(t.Event.In.Address, notice.Text(notice.ChatUnbound, "Chat", t.Event.In.Address.Root().String()))
	}
	return nil
}

// saidPrivately handles words to the bot in private: an answer to the bot's
// question, a reply to a message of a ticket, which belongs to that ticket, or
// else a request. The desk's own people are asked whether it is a request.
func saidPrivately(ctx context.Context, t *turn.Turn, s desk.Said) error {
	if done, err := acts.Fills(ctx, t, s); done || err != nil {
		return err
	}
	if done, err := acts.Answers(ctx, t, s); done || err != nil {
		return err
	}
	link, err := t.Linked(ctx, s.ReplyTo)
	command, called := acts.Called(s)
	switch {
	case err == nil && called:
		return acts.Command(ctx, t, command)
	case err == nil:
		return saidInThread(ctx, t, s, link, desk.ThreadInternal)
	case !errors.Is(err, desk.ErrNotFound):
		return err
	}
	projects := acts.NewIn(t)
	if len(projects) == 0 {
		t.Answer(notice.Stranger{Account: t.Event.From.Account})
		return nil
	}
	r := requests.Request{Text: asked(s), Files: withAnswered(s), Album: s.Album, Message: s.Message, Projects: projects, ToBot: true}
	r.Doubtful = t.Who.In(projects[0])&turn.Shop == 0
	if r.Doubtful && len(s.Files) == 0 && requests.SmallTalk(t.Classifier.Guess(projects[0], s.Text)) {
		t.Answer(acts.HelpFor(t.Who.Anywhere()))
		return nil
	}
	return requests.Take(ctx, t, r)
}

// saidAmongEngineers handles words in a line's channel: those in a ticket's
// thread are about that ticket, all others are ignored.
func saidAmongEngineers(ctx context.Context, t *turn.Turn, s desk.Said, team *desk.Team) error {
	if command, ok := acts.Called(s); ok {
		return acts.Command(ctx, t, command)
	}
	if done, err := acts.Answers(ctx, t, s); done || err != nil {
		return err
	}
	link, err := t.Linked(ctx, s.ReplyTo)
	if errors.Is(err, desk.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if !t.Who.Known() { // otherwise their words would be lost silently
		return turn.ErrAnonymous
	}
	return saidInThread(ctx, t, s, link, team.Thread)
}

// saidAmongStaff handles words in a shop's chat. In a ticket's thread they
// belong to the ticket; an engineer's words there are visible to the shop
// anyway.
func saidAmongStaff(ctx context.Context, t *turn.Turn, s desk.Said, p *desk.Project, intake desk.IntakeMode) error {
	if !t.Who.Known() {
		if s.ToBot {
			return turn.ErrAnonymous
		}
		return nil
	}
	if done, err := acts.Fills(ctx, t, s); done || err != nil {
		return err
	}
	link, err := t.Linked(ctx, s.ReplyTo)
	switch {
	case err == nil:
		return saidBesideTicket(ctx, t, s, link)
	case !errors.Is(err, desk.ErrNotFound):
		return err
	}
	r := requests.Request{
		Text: asked(s), Files: withAnswered(s), Album: s.Album, Message: s.Message, Projects: []string{p.Code},
		ToBot: s.ToBot, Shared: true,
	}
	if s.ToBot || intake == desk.IntakeAll && t.Who.In(p.Code)&(turn.Engineer|turn.ThirdLine) == 0 {
		return requests.Take(ctx, t, r)
	}
	if !s.ReplyTo.IsZero() {
		return nil
	}
	// A thought continues after Enter, and an album after its first picture,
	// without mentioning the bot again.
	r.At, r.Place = t.Event.At, requests.Place(t, r)
	_, err = requests.GoOn(ctx, t, r)
	return err
}

// saidInThread handles words in a ticket's thread, or in reply to one of its
// messages in private. For the requester the ticket is a conversation; an
// engineer's words are internal unless addressed to the customer.
func saidInThread(ctx context.Context, t *turn.Turn, s desk.Said, link storage.Link, mode desk.ThreadMode) error {
	return t.WithID(ctx, link.Ticket, func(c *tickets.Case) error {
		to, err := answered(ctx, t, s, link)
		if err != nil {
			return err
		}
		w := tickets.Words{Text: spoken(s, s.Text), Files: attached(s), Source: s.Message, Place: t.Place(), Album: s.Album, Answers: replies(s, to)}
		if !t.Who.Works(c.Ticket) {
			if !t.Event.In.Private || c.Ticket.Requester.ID != t.Who.Person.ID && !t.Who.Asks(c.Ticket) {
				return turn.ErrSilent
			}
			return requesterAdds(ctx, t, c, w)
		}
		if t.Event.In.Private && c.Ticket.Requester.ID == t.Who.Person.ID {
			return requesterAdds(ctx, t, c, w)
		}
		return engineerSays(ctx, t, c, thought{s, mode, link.FromCustomer || mode == desk.ThreadOpen, to})
	})
}

// saidBesideTicket handles words beside a ticket in the shop's own chat.
func saidBesideTicket(ctx context.Context, t *turn.Turn, s desk.Said, link storage.Link) error {
	return t.WithID(ctx, link.Ticket, func(c *tickets.Case) error {
		to, err := answered(ctx, t, s, link)
		if err != nil {
			return err
		}
		w := tickets.Words{Text: spoken(s, s.Text), Files: attached(s), Source: s.Message, Place: t.Place(), Album: s.Album, Answers: replies(s, to)}
		if t.Who.Works(c.Ticket) && c.Ticket.Requester.ID != t.Who.Person.ID {
			return c.DeskSaidThere(ctx, t.Actor(), w)
		}
		if !t.Who.Asks(c.Ticket) {
			return turn.ErrSilent
		}
		return requesterAdds(ctx, t, c, w)
	})
}

// requesterAdds handles a requester's further words. Words to a ticket that is
// resolved or has ended may mean that it is not solved, so the requester is
// asked, except after thanks.
func requesterAdds(ctx context.Context, t *turn.Turn, c *tickets.Case, w tickets.Words) error {
	if c.Ticket.State.Open() {
		_, err := c.CustomerSays(ctx, t.Actor(), w)
		return err
	}
	g := t.Classifier.Guess(c.Ticket.Key.Project, w.Text)
	if len(w.Files) == 0 && requests.SmallTalk(g) && (g.Grateful() || !c.Ticket.Unanswered()) {
		_, err := c.CustomerSays(ctx, t.Actor(), w)
		return err
	}
	utterance, err := c.CustomerSays(ctx, t.Actor(), w)
	if err != nil {
		return err
	}
	if c.Ticket.Unanswered() { // this is the answer
		return c.Reopen(ctx, t.Actor(), "")
	}
	r := requests.Request{Text: w.Text, Files: w.Files, Album: w.Album, Message: w.Source,
		Projects: []string{c.Ticket.Key.Project}, Shared: c.Ticket.Shared}
	if c.Ticket.State != desk.Resolved {
		r.After = c.Ticket.Key
	}
	held, err := requests.Hold(ctx, t, r)
	if err != nil {
		return err
	}
	c.Ask(notice.AskReopen{Utterance: utterance, Held: held})
	return nil
}

// deleted erases what its author deleted: nothing of it is kept, in whichever
// ticket it is now, and whatever the author's roles are now.
func deleted(ctx context.Context, t *turn.Turn, b desk.Deleted) error {
	if err := t.Tx.DropHeld(ctx, b.Message); err != nil {
		return err
	}
	all, err := t.Tx.UtterancesBySource(ctx, b.Message)
	if err != nil {
		return err
	}
	for _, u := range all {
		err := t.Always(ctx, u.Ticket, func(c *tickets.Case) error { return c.Withdraw(ctx, t.Actor(), u) })
		if err != nil && !errors.Is(err, desk.ErrNotFound) { // its project was removed from desk.yaml
			return err
		}
	}
	return nil
}
