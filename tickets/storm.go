package tickets

import (
	"context"
	"errors"
	"fmt"
	"maps"
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

// Why a ticket is not linked, or not unlinked.
var (
	ErrNotLinked = errors.New("the ticket is not linked")
	ErrLinked    = errors.New("one of the tickets is linked already")
	// ErrUrgent: a more urgent ticket must not disappear under another's card.
	ErrUrgent = errors.New("the ticket is more urgent than its lead would be")
	// ErrOtherLine: the lead's card is in a channel that the ticket's first line does not read.
	ErrOtherLine = errors.New("another first line works on the lead")
)

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

// Link puts the ticket under another, because both are about one fault. Its card
// says so and is drawn no more; words of its requester stay in its thread.
func (c *Case) Link(ctx context.Context, by desk.Actor, lead *desk.Ticket) error {
	line1 := c.desk.Team(c.project, 1)
	switch {
	case !c.Ticket.State.Open():
		return &desk.MoveError{Move: desk.MoveCancel, State: c.Ticket.State}
	case lead.ID == c.Ticket.ID, lead.ID == c.Ticket.Lead, lead.Lead != 0:
		return ErrLinked
	case c.Ticket.Priority < lead.Priority:
		return ErrUrgent
	case line1 == nil, line1 != c.desk.Team(c.desk.Projects[lead.Key.Project], 1):
		return ErrOtherLine
	}
	if err := c.follows(ctx, lead.ID); err != nil {
		return err
	}
	for i, place := range c.Ticket.Copies {
		if place.For != "" || place.At.Root() != line1.Channel.Root() || place.Why == desk.ReasonLinked {
			continue
		}
		c.Ticket.Copies[i].Why = desk.ReasonLinked
		c.add(cardAt(place, desk.ClassRefresh), notice.WorkCard{Reason: desk.ReasonLinked, Under: lead.Key})
	}
	c.apply(effects{by: by, event: history.LinkedTo{To: lead.Key}, announce: true})
	c.recount(lead)
	if err := c.joinMajor(ctx, lead); err != nil {
		return err
	}
	if lead.Assignee != "" && c.Ticket.Assignee != lead.Assignee {
		return c.AssignAlong(by, c.desk.EngineerOf(lead, lead.Assignee))
	}
	return nil
}

// follows makes another ticket the lead.
func (c *Case) follows(ctx context.Context, lead desk.TicketID) error {
	if err := c.returnSlots(ctx); err != nil {
		return err
	}
	c.Ticket.Lead = lead
	return nil
}

// returnSlots ends that the ticket's words are posted under its lead's card.
func (c *Case) returnSlots(ctx context.Context) error {
	for _, place := range c.Ticket.Copies {
		if !c.linked(place) {
			continue
		}
		if err := c.tx.ReturnSlot(ctx, c.Ticket.ID, c.Ticket.Lead, notice.CardSlot(place.At)); err != nil {
			return err
		}
	}
	return nil
}

// TakeAlong takes the ticket because its lead was taken, even if somebody else
// had it.
func (c *Case) TakeAlong(by desk.Actor) error {
	if c.Ticket.Assignee == "" {
		return c.Take(by)
	}
	return c.AssignAlong(by, by)
}

// AssignAlong assigns the ticket because its lead was assigned. The assignee is
// told about the lead alone.
func (c *Case) AssignAlong(by, to desk.Actor) error {
	if err := c.Ticket.Assign(to, c.now); err != nil {
		return err
	}
	c.apply(c.taken(to, by, history.Assigned{To: to}))
	return nil
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
	if err := c.returnSlots(ctx); err != nil {
		return err
	}
	c.Ticket.Lead = 0
	for i, place := range c.Ticket.Copies {
		if place.Why != desk.ReasonLinked {
			continue
		}
		c.Ticket.Copies[i].Why = desk.ReasonNew
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
	if c.Ticket.Major.Lasts() {
		if err := c.tellShops(ctx, notice.MajorStatus{Text: u.Text, At: c.now}); err != nil {
			return err
		}
	}
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
	if err != nil {
		return Changes{}, err
	}
	return c.each(ctx, ids, do)
}

// EachResolvedAlong does something to every ticket that is linked to this one, was
// resolved at the same moment, and was not closed since.
func (c *Case) EachResolvedAlong(ctx context.Context, at time.Time, do func(*Case) error) (Changes, error) {
	ids, err := c.tx.ResolvedAlong(ctx, c.Ticket.ID, at)
	if err != nil {
		return Changes{}, err
	}
	return c.each(ctx, ids, do)
}

// ReopenAlong reopens the ticket because the problem that it is linked to is not solved.
// It stays linked.
func (c *Case) ReopenAlong(ctx context.Context, by desk.Actor) error {
	if err := c.Reopen(ctx, by, ""); err != nil {
		return err
	}
	c.alone = false
	return nil
}

// each does something to tickets. What a ticket's own state does not allow is left out.
func (c *Case) each(ctx context.Context, ids []desk.TicketID, do func(*Case) error) (Changes, error) {
	if len(ids) == 0 {
		return Changes{}, nil
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

// FreeStranded gives tickets a card of their own if the project of their lead is
// not in desk.yaml any more: nobody would draw or escalate the lead's.
func (s *Service) FreeStranded(ctx context.Context) error {
	d := s.Current()
	for {
		var changes Changes
		free := 0
		err := s.Store.Update(ctx, func(tx *storage.Tx) error {
			changes, free = Changes{}, 0
			ids, err := tx.Stranded(ctx, slices.Sorted(maps.Keys(d.Projects)), handBackAtOnce)
			if err != nil {
				return err
			}
			cases, err := LockIDs(ctx, tx, d, ids, s.Clock.Now())
			if err != nil {
				return err
			}
			var changed []*Case
			for _, id := range ids {
				c := cases[id]
				if c == nil || c.Ticket.Lead == 0 {
					continue // another replica was first
				}
				if err := c.standAlone(ctx); err != nil {
					return err
				}
				c.apply(effects{event: history.Split{}})
				changed = append(changed, c)
			}
			free = len(changed)
			changes, err = SaveAll(ctx, tx, s.Clock.Now(), changed...)
			return err
		})
		if err != nil {
			return fmt.Errorf("free stranded tickets: %w", err)
		}
		s.Committed(ctx, changes)
		if free < handBackAtOnce {
			return nil
		}
	}
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
