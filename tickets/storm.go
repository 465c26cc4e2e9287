package tickets

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
	"vakhta/storage"
)

// countEvery is how often the card of a major incident is drawn again while
// reports come in. A Telegram group takes 20 messages a minute and a Slack
// channel one a second, and a burst of reports must leave room for others.
const countEvery = 4 * time.Second

// ErrNotLinked means that a ticket is part of no major incident.
var ErrNotLinked = errors.New("the ticket is not linked")

// recount draws the card of a major incident again, at most once in countEvery.
// It goes before the receipts of a burst, which would hold it up. The lead itself
// is not locked: a report changes nothing about it.
func (c *Case) recount(lead *desk.Ticket) {
	at := c.now.Truncate(countEvery).Add(countEvery)
	for _, place := range lead.Copies {
		n := cardAt(place, desk.ClassEscalation)
		n.Key, n.Planned = fmt.Sprintf("%s/counts/%s/r%d/%s", lead.Key, c.Ticket.Key, c.Ticket.Revision, n.Slot), at
		n = c.notice(n, workCard(place))
		n.Ticket = lead.ID
		c.notices = append(c.notices, n)
	}
}

// linked reports whether the ticket's card is its lead's.
func (c *Case) linked(place desk.Copy) bool {
	return c.Ticket.Lead != 0 && place.Why == desk.ReasonLinked
}

// Unlink takes the ticket out of its major incident, because it is another
// fault: it gets a card and clocks of its own.
func (c *Case) Unlink(by desk.Actor) error {
	if c.Ticket.Lead == 0 {
		return ErrNotLinked
	}
	c.alone = true
	c.apply(effects{by: by, event: history.Split{}})
	return nil
}

// leave takes the ticket out of its major incident.
func (c *Case) leave(ctx context.Context) error {
	lead, err := c.tx.TicketByID(ctx, c.Ticket.Lead)
	if err != nil {
		return err
	}
	if err := c.standAlone(ctx); err != nil {
		return err
	}
	c.recount(lead)
	return nil
}

// standAlone gives a linked ticket its own card.
func (c *Case) standAlone(ctx context.Context) error {
	c.Ticket.Lead = 0
	for i, place := range c.Ticket.Copies {
		if place.Why != desk.ReasonLinked {
			continue
		}
		c.Ticket.Copies[i].Why = desk.ReasonNew
		if err := c.tx.DropSlot(ctx, c.Ticket.ID, notice.CardSlot(place.At)); err != nil {
			return err
		}
		c.postCard(c.Ticket.Copies[i], desk.Firing{}, c.now)
	}
	return nil
}

// Update tells the requester how their request is getting on, without asking
// anything of them.
func (c *Case) Update(ctx context.Context, by desk.Actor, text string) error {
	if !c.Ticket.State.Open() {
		return &desk.MoveError{Move: desk.MoveResume, State: c.Ticket.State}
	}
	u, err := c.answered(ctx, by, Words{Text: text})
	if err != nil {
		return err
	}
	c.tell(c.toRequesters(requesters, notice.DeskSaid{Author: u.Author, Text: text}, u.ID))
	for _, place := range c.Ticket.Copies {
		if place.For == "" && !c.linked(place) {
			c.tellThread(place, relayed(notice.NoteSaid{Author: u.Author, Text: u.Text, ToCustomer: true}, u.ID))
		}
	}
	return nil
}

// EachLinked does something to every open ticket that is linked to this one. What
// a ticket's own state does not allow is left out.
func (c *Case) EachLinked(ctx context.Context, do func(*Case) error) (Changes, error) {
	ids, err := c.tx.LinkedTo(ctx, c.Ticket.ID)
	if err != nil || len(ids) == 0 {
		return Changes{}, err
	}
	cases, err := LockIDs(ctx, c.tx, c.desk, ids, c.now)
	if err != nil {
		return Changes{}, err
	}
	var changed []*Case
	for _, id := range ids {
		one := cases[id]
		if one == nil {
			continue
		}
		one.Source = c.Source
		err := do(one)
		if _, illegal := errors.AsType[*desk.MoveError](err); illegal || errors.Is(err, ErrNobodyReads) || errors.Is(err, ErrNoCustomer) {
			continue
		}
		if err != nil {
			return Changes{}, err
		}
		changed = append(changed, one)
	}
	return SaveAll(ctx, c.tx, c.now, changed...)
}

// handOver makes the earliest linked ticket the lead, after this one was
// cancelled: the fault of the others is not over with it.
func (c *Case) handOver(ctx context.Context) (Changes, error) {
	if c.Ticket.State != desk.Cancelled || c.Ticket.Fault == "" {
		return Changes{}, nil
	}
	var heir *Case
	return c.EachLinked(ctx, func(one *Case) error {
		if heir != nil {
			one.Ticket.Lead = heir.Ticket.ID
			return nil
		}
		heir = one
		return one.standAlone(ctx)
	})
}

// LeadOf returns the open incident that a report is probably about, or nil. A
// report that is more urgent is never put under another.
func LeadOf(found []storage.Reported, alike func(storage.Reported) bool, p desk.Priority) *desk.Ticket {
	i := slices.IndexFunc(found, func(r storage.Reported) bool { return r.Priority <= p && alike(r) })
	if i < 0 {
		return nil
	}
	return found[i].Ticket
}
