package tickets

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/history"
	"vakhta/notice"
)

// Why a ticket is or isn't declared a major incident.
var (
	ErrMajorAlready = errors.New("the ticket is a major incident already")
	ErrNoMajor      = errors.New("the ticket is no major incident")
)

// Declare makes the ticket a major incident: who declares it takes it if nobody has,
// and the chats of all shops that are hit show how it stands. shops are the codes of
// those without a linked ticket.
func (c *Case) Declare(ctx context.Context, by desk.Actor, shops []string) error {
	t := c.Ticket
	shops = slices.DeleteFunc(slices.Clone(shops), func(code string) bool { return slices.Contains(t.Major.Shops, code) })
	switch {
	case !t.State.Open():
		return &desk.MoveError{Move: desk.MoveEscalate, State: t.State}
	case t.Lead != 0:
		return ErrLinked
	case t.Major.Lasts() && len(shops) == 0:
		return ErrMajorAlready
	}
	if t.Assignee == "" {
		if err := c.Take(by); err != nil {
			return err
		}
	}
	if !t.Major.Declared() {
		t.Major.Since = c.now
	}
	t.Major.Shops = append(slices.Clone(t.Major.Shops), shops...)
	c.apply(effects{by: by, event: history.MajorDeclared{Shops: shops}, announce: true, inside: true})
	return c.tellShops(ctx, notice.MajorStatus{})
}

// Undeclare takes that back. The shops' chats don't show it any more.
func (c *Case) Undeclare(ctx context.Context, by desk.Actor) error {
	if !c.Ticket.Major.Lasts() {
		return ErrNoMajor
	}
	if err := c.withdrawStatus(ctx); err != nil {
		return err
	}
	c.Ticket.Major = desk.Major{}
	c.apply(effects{by: by, event: history.MajorUndone{}, announce: true, inside: true})
	return nil
}

// ExplainMajor stores the post-mortem of a major incident that is over.
func (c *Case) ExplainMajor(by desk.Actor, why history.PostMortem) error {
	m := &c.Ticket.Major
	if !m.Declared() || m.Lasts() {
		return ErrNoMajor
	}
	m.Explained = true
	why.Cause, why.Done, why.Prevents = c.masked(why.Cause), c.masked(why.Done), c.masked(why.Prevents)
	c.apply(effects{by: by, event: why, announce: true, inside: true})
	c.askPostMortem(desk.ClassRefresh)
	return nil
}

// askPostMortem asks for it under each card, or draws the question again.
func (c *Case) askPostMortem(class desk.Class) {
	for _, place := range c.Ticket.Copies {
		if place.For == "" {
			c.add(desk.Notice{To: place.At, InThread: true, Slot: notice.PostMortemSlot(place.At), Class: class}, notice.AskPostMortem{})
		}
	}
}

// remindPostMortem asks for the post-mortem once more, in a message of its own.
func (c *Case) remindPostMortem() {
	c.Ticket.Major.Reminded = true
	for _, place := range c.Ticket.Copies {
		if place.For == "" {
			c.add(desk.Notice{To: place.At, InThread: true, Class: desk.ClassAnswer}, notice.AskPostMortem{Again: true})
		}
	}
}

// hit returns the shops that a major incident hits: its own, those of linked tickets,
// and those that were named.
func (c *Case) hit(ctx context.Context) ([]*desk.Project, error) {
	codes, err := c.tx.ShopsLinked(ctx, c.Ticket.ID)
	var all []*desk.Project
	for _, code := range slices.Concat([]string{c.project.Code}, c.Ticket.Major.Shops, codes) {
		if p := c.desk.Projects[code]; p != nil && !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	return all, err
}

// tellShops shows a status in the chats of all shops that are hit.
func (c *Case) tellShops(ctx context.Context, f notice.MajorStatus) error {
	shops, err := c.hit(ctx)
	if err != nil {
		return err
	}
	f.Next = c.nextUpdate(c.Ticket)
	for _, p := range shops {
		for _, chat := range p.Chats {
			c.add(desk.Notice{To: chat.Chat, Slot: notice.MajorSlot(chat.Chat), Class: desk.ClassAnswer}, f)
		}
	}
	return nil
}

// nextUpdate returns by when those who are hit hear something again, counted from now;
// zero: the fault is over.
func (c *Case) nextUpdate(lead *desk.Ticket) time.Time {
	if !lead.Major.Lasts() {
		return time.Time{}
	}
	return escalation.Situation{Desk: c.desk, Ticket: lead, Now: c.now}.NextUpdate()
}

// joinMajor shows a major incident in the chats of this ticket's shop, because the
// ticket was linked to it. The lead itself is not locked.
func (c *Case) joinMajor(ctx context.Context, lead *desk.Ticket) error {
	if !lead.Major.Lasts() {
		return nil
	}
	said, err := c.tx.Utterances(ctx, lead.ID)
	if err != nil {
		return err
	}
	f := notice.MajorStatus{Next: c.nextUpdate(lead)}
	for _, u := range slices.Backward(said) {
		if u.FromDesk && !u.Internal && u.At.After(lead.Major.Since) {
			f.Text, f.At = u.Text, u.At
			break
		}
	}
	for _, chat := range c.project.Chats {
		n := desk.Notice{To: chat.Chat, Slot: notice.MajorSlot(chat.Chat), Class: desk.ClassAnswer}
		n.Key = fmt.Sprintf("%s/major/%s/r%d/%s", lead.Key, c.Ticket.Key, c.Ticket.Revision, n.Slot)
		n = c.notice(n, f)
		n.Ticket = lead.ID
		c.notices = append(c.notices, n)
	}
	return nil
}

// inherit makes the earliest linked ticket the lead, after this one was
// cancelled: the fault of the others is not over with it.
func (c *Case) inherit(ctx context.Context) (Changes, error) {
	if c.Ticket.State != desk.Cancelled || c.was == desk.Cancelled {
		return Changes{}, nil
	}
	shops, err := c.shopsLeft(ctx)
	if err != nil {
		return Changes{}, err
	}
	var heir *Case
	return c.EachLinked(ctx, func(one *Case) error {
		if heir != nil {
			return one.follows(ctx, heir.Ticket.ID)
		}
		heir = one
		if err := one.standAlone(ctx); err != nil || shops == nil {
			return err
		}
		return one.inheritMajor(ctx, c.Ticket.Major.Since, shops)
	})
}

// shopsLeft returns the shops that a major incident still hits after its ticket was
// cancelled; nil: it was no major incident then.
func (c *Case) shopsLeft(ctx context.Context) ([]string, error) {
	m := c.Ticket.Major
	if !m.Declared() || !m.Over.Equal(c.now) {
		return nil, nil
	}
	linked, err := c.tx.ShopsLinked(ctx, c.Ticket.ID)
	return slices.Concat([]string{}, m.Shops, linked), err
}

// inheritMajor makes the ticket the major incident that its lead was: who cancelled
// the lead did not say that the fault is over.
func (c *Case) inheritMajor(ctx context.Context, since time.Time, shops []string) error {
	slices.Sort(shops)
	shops = slices.DeleteFunc(slices.Compact(shops), func(code string) bool { return code == c.project.Code })
	c.Ticket.Major = desk.Major{Since: since, Shops: shops}
	c.apply(effects{event: history.MajorDeclared{Shops: shops}, announce: true, inside: true})
	return c.tellShops(ctx, notice.MajorStatus{})
}

// withdrawStatus takes the status out of the shops' chats.
func (c *Case) withdrawStatus(ctx context.Context) error {
	shops, err := c.hit(ctx)
	for _, p := range shops {
		for _, chat := range p.Chats {
			c.add(desk.Notice{To: chat.Chat, Slot: notice.MajorSlot(chat.Chat), Class: desk.ClassAnswer}, notice.Remove{Quiet: true})
		}
	}
	return err
}

// followMajor ends a major incident with its ticket, and begins it again when the
// ticket is reopened: everybody who is hit is told.
func (c *Case) followMajor(ctx context.Context) error {
	t := c.Ticket
	switch m := &t.Major; {
	case !m.Declared():
	case m.Lasts() && t.State == desk.Cancelled:
		m.Over = c.now
		return c.withdrawStatus(ctx)
	case m.Lasts() && !t.State.Open():
		m.Over = c.now
		over := notice.MajorStatus{Text: t.Resolution, At: c.now}
		if err := c.tellShops(ctx, over); err != nil {
			return err
		}
		shops, err := c.hit(ctx)
		if err != nil {
			return err
		}
		over.Over = true
		for _, p := range shops {
			for _, chat := range p.Chats {
				c.add(desk.Notice{To: chat.Chat, Class: desk.ClassAnswer, Key: c.key("major_over", chat.Chat.String())}, over)
			}
		}
		c.askPostMortem(desk.ClassAnswer)
	case !m.Lasts() && t.State.Open():
		m.Over, m.Explained, m.Reminded = time.Time{}, false, false
		c.askPostMortem(desk.ClassRefresh)
		return c.tellShops(ctx, notice.MajorStatus{})
	}
	return nil
}
