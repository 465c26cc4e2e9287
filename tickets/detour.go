package tickets

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
	"vakhta/storage"
)

// Detour calls a person in their next messenger, because the one in which they
// were called does not answer. The call that waited there is settled as o says,
// dead, so it is not sent when that messenger is back. moved is false, and
// nothing is changed, if the notice calls nobody in private, is needed no more,
// or the person has no further messenger.
func (s *Service) Detour(ctx context.Context, n desk.Notice, o storage.Settlement) (moved bool, err error) {
	d := s.Current()
	here := desk.Account{Platform: n.To.Platform, ID: n.To.Chat}
	m := d.MemberByAccount(here)
	if m == nil && n.Ticket != 0 {
		return s.detourLine(ctx, n, o)
	}
	if m == nil || n.Ticket == 0 {
		return false, nil
	}
	further := m.Further(here)
	if !slices.ContainsFunc(further, func(a desk.Account) bool { return d.On(a.Platform) }) {
		return false, nil
	}
	f, err := notice.Decode(n.Kind, n.Facts)
	if err != nil {
		return false, nil //nolint:nilerr // from a newer program, which moves it
	}
	var changes Changes
	err = s.Store.Update(ctx, func(tx *storage.Tx) (err error) {
		moved = false
		c, err := LockID(ctx, tx, d, n.Ticket, o.At)
		if err != nil {
			return err
		}
		to, ok, err := c.nextCall(ctx, m, further)
		if err != nil || !ok {
			return err
		}
		was, err := tx.Settle(ctx, o)
		if err != nil {
			return err
		}
		if was == storage.NoticeLiving {
			c.detour(n, f, to)
		}
		moved = true
		changes, err = c.Save(ctx)
		return err
	})
	if errors.Is(err, desk.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("call in another messenger instead of %s: %w", n.Key, err)
	}
	if moved {
		s.Committed(ctx, changes)
	}
	return moved, nil
}

// A furtherCall is the chat in which a person is called next, and who they are there.
type furtherCall struct {
	at  desk.Address
	who desk.Actor
	id  desk.PersonID
}

// nextCall returns the first of the further accounts that takes messages.
func (c *Case) nextCall(ctx context.Context, m *desk.Member, further []desk.Account) (furtherCall, bool, error) {
	if err := c.roster.look(ctx, c.desk, desk.EngineerID(m.Handle)); err != nil {
		return furtherCall{}, false, err
	}
	s, err := c.situation(ctx)
	if err != nil {
		return furtherCall{}, false, err
	}
	for _, a := range further {
		if !s.Takes(a.Private()) {
			continue
		}
		id, err := c.roster.person(ctx, c.reader(m, a.Platform), c.now)
		return furtherCall{at: a.Private(), who: desk.Actor{Handle: m.Handle, Name: m.Name, Person: id}, id: id}, true, err
	}
	return furtherCall{}, false, nil
}

// detour says the same elsewhere: the person's card, or the call under it. The
// planned time stays, so the receipt tells how late the call is. Where people are
// only called there are no cards: the call says everything.
func (c *Case) detour(n desk.Notice, f notice.Facts, to furtherCall) {
	if _, card := f.(notice.WorkCard); card {
		i := slices.IndexFunc(c.Ticket.Copies, func(o desk.Copy) bool { return o.At == n.To })
		switch {
		case i < 0 || c.hasCopy(to.at):
		case c.desk.CallsOnly(to.at.Platform):
			why := c.Ticket.Copies[i].Why
			c.Ticket.Copies = slices.Delete(c.Ticket.Copies, i, i+1)
			c.owe(c.desk.MemberByAccount(desk.Account{Platform: n.To.Platform, ID: n.To.Chat}), why)
		default:
			c.Ticket.Copies[i].At = to.at
			c.postCard(c.Ticket.Copies[i], n.Firing, n.Planned)
		}
		return
	}
	n = elsewhere(n, to)
	n.InThread = n.InThread && !c.desk.CallsOnly(to.at.Platform)
	c.add(n, f)
	c.followUp(n, f)
	c.apply(effects{event: history.Escalated{Calls: []history.Called{{Actor: to.who}}}, inside: true})
}

// owe gives a person who is called where there are no cards their card in their
// messenger, for when it is back. It calls nobody: it is behind all calls, and
// drawn as the ticket is then.
func (c *Case) owe(m *desk.Member, why desk.Reason) {
	place := desk.Copy{At: m.Accounts[0].Private(), For: desk.EngineerID(m.Handle), Why: why}
	if c.hasCopy(place.At) {
		return
	}
	c.Ticket.Copies = append(c.Ticket.Copies, place)
	if c.roster.silent[place.At] {
		return // they block the bot; the link takes the ticket
	}
	c.posted = append(c.posted, place.At)
	n := cardAt(place, desk.ClassRelay)
	n.Key = c.key(n.Slot)
	c.add(n, workCard(place))
}

// elsewhere returns a call as it is made in another chat. Its key follows from the
// call's, so that nobody is called twice in one place.
func elsewhere(n desk.Notice, to furtherCall) desk.Notice {
	key := n.Key + "/" + string(to.at.Platform)
	return desk.Notice{
		Key: key, To: to.at, InThread: n.InThread, Slot: strings.TrimSuffix(n.Slot, n.Key) + key, Class: n.Class,
		Person: to.id, Firing: n.Firing, Planned: n.Planned,
	}
}

// followUp plans the next calls of a person who is called where they may not notice it,
// by e-mail. Once somebody has acknowledged they are not made.
func (c *Case) followUp(n desk.Notice, f notice.Facts) {
	m := c.desk.MemberByAccount(desk.Account{Platform: n.To.Platform, ID: n.To.Chat})
	if m == nil || !c.desk.CallsOnly(n.To.Platform) {
		return
	}
	for _, a := range m.Further(desk.Account{Platform: n.To.Platform, ID: n.To.Chat}) {
		if !c.desk.On(a.Platform) {
			continue
		}
		n = elsewhere(n, furtherCall{at: a.Private(), id: n.Person})
		n.Planned = c.now.Add(c.desk.Channels.Phone.After)
		c.add(n, f)
	}
}
