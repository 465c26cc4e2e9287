package tickets

import (
	"cmp"
	"context"
	"slices"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/history"
	"vakhta/notice"
	"vakhta/sla"
)

// A Hold is a wait for the customer or a vendor.
type Hold struct {
	On    desk.State
	Text  string // words to the customer: the question they are asked
	Note  string // words to colleagues
	Asked string // a question that the customer was asked before, without new words
}

// Wait puts the ticket on hold for the customer or a vendor.
func (c *Case) Wait(by desk.Actor, h Hold) error {
	question := c.masked(cmp.Or(h.Text, h.Asked))
	held := history.PutOnHold{On: h.On, Text: question, Note: c.masked(h.Note)}
	if err := c.Ticket.Wait(h.On, by, cmp.Or(held.Note, held.Text), c.now); err != nil {
		return err
	}
	if c.Ticket.Question = ""; h.On == desk.WaitingCustomer {
		c.Ticket.Question = question
	}
	c.apply(effects{
		by: by, counts: c.counting(h.Text), moved: true, news: escalation.News{Asked: true}, event: held, announce: true,
		tell: []telling{answer(requesters, notice.StateChanged{By: by, Event: history.PutOnHold{On: h.On, Text: h.Text}})},
	})
	return nil
}

// Asked returns the desk's last words to the requester if they have not written
// since, "" if there are none: what a wait for the customer is about when
// nothing else is said.
func (c *Case) Asked(ctx context.Context) (string, error) {
	said, err := c.tx.Utterances(ctx, c.Ticket.ID)
	if err != nil {
		return "", err
	}
	for _, u := range slices.Backward(said) {
		switch {
		case !u.FromDesk:
			return "", nil
		case !u.Internal && u.Text != "":
			return u.Text, nil
		}
	}
	return "", nil
}

// nudge acts on the clock of a wait: it reminds the customer, or the assignee who
// waits for a vendor, and ends a ticket whose customer was reminded twice.
func (c *Case) nudge(ctx context.Context, a desk.Alarm) error {
	switch {
	case c.Ticket.State == desk.WaitingVendor:
		return c.chase(ctx, a)
	case c.Ticket.State != desk.WaitingCustomer:
		return nil
	case a.Step >= escalation.GiveUp:
		return c.giveUp()
	}
	f := notice.Nudge{Text: c.Ticket.Question}
	if a.Step+1 == escalation.GiveUp {
		s, err := c.situation(ctx)
		if err != nil {
			return err
		}
		f.Ends = s.GivesUp()
	}
	c.apply(effects{
		event: history.Nudged{}, news: escalation.News{Nudged: true}, announce: true, inside: true,
		tell: []telling{answer(requesters, f)},
	})
	return nil
}

// chase reminds the assignee that a vendor is still waited for.
func (c *Case) chase(ctx context.Context, a desk.Alarm) error {
	if c.Ticket.Assignee == "" { // it was handed over, and its line is reminded to take it
		c.apply(effects{news: escalation.News{Nudged: true}})
		return nil
	}
	c.apply(effects{event: history.Reminded{Who: c.actor(c.Ticket.Assignee)}, news: escalation.News{Nudged: true}, inside: true})
	return c.callPerson(ctx, c.Ticket.Assignee, calling{
		reason: desk.ReasonVendor, planned: a.Due,
		quiet: sla.Between(c.desk.CalendarOf(c.contract, ""), c.Ticket.StateAt, a.Due),
	})
}

// giveUp ends a ticket whose requester does not answer. They can reopen it
// by a button of the message that tells them so, or by answering it.
func (c *Case) giveUp() error {
	if err := c.Ticket.GiveUp(c.now); err != nil {
		return err
	}
	c.apply(effects{
		moved: true, event: history.Closed{Unanswered: true}, announce: true,
		tell: []telling{living(requesters, notice.SlotUnanswered, notice.EndedUnanswered{Text: c.Ticket.Question})},
	})
	return nil
}

// heard tells the assignee that the requester wrote: by a mention in the thread
// of their line, which relayed words bring, or else in private. A private chat
// with the card gets the words themselves.
func (c *Case) heard(ctx context.Context, by desk.Actor, u desk.Utterance) error {
	who := c.Ticket.Assignee
	if !c.works(who) || who == by.Engineer() || c.sees(who) {
		return nil
	}
	return c.callPerson(ctx, who, calling{reason: desk.ReasonHeard, by: by, text: u.Text})
}

// works reports whether the assignee still works for the project, as far as
// desk.yaml says. An engineer who joined by invitation leaves by being removed.
func (c *Case) works(who desk.EngineerID) bool {
	return who != "" && (who.Handle() == "" || calls(c.desk, c.project, who.Handle()))
}

// sees reports whether the assignee is told what is relayed to the threads.
func (c *Case) sees(who desk.EngineerID) bool {
	return slices.ContainsFunc(c.Ticket.Copies, func(o desk.Copy) bool {
		team := c.desk.TeamByChannel(o.At)
		return o.For == who || team != nil && slices.Contains(team.Members, who.Handle()) && len(c.mention(o.At.Platform)) > 0
	})
}

// mention mentions the assignee on a platform on which they have an account.
func (c *Case) mention(p desk.Platform) []desk.Mention {
	m := c.desk.People[c.Ticket.Assignee.Handle()]
	if m == nil || m.Account(p).IsZero() || !c.works(c.Ticket.Assignee) {
		return nil
	}
	return []desk.Mention{{Name: m.Name, Account: m.Account(p)}}
}
