// Package personal answers people about the data that the desk keeps of them: it
// hands out what there is of a project or of one of its people, and forgets who
// somebody is.
//
// What has an end by itself, such as the words of tickets whose retention is over,
// is a routine's business. The page docs/security.md says which right is answered
// by what.
package personal

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
	"vakhta/storage"
	"vakhta/tickets"
)

// Forgotten is what goes along with somebody who is forgotten.
type Forgotten struct {
	Who      storage.Somebody
	Tickets  int // that they asked for: all words and files in them
	Words    int // messages of theirs in others' tickets
	Messages int // of the desk's in chats other than theirs: they are taken away
}

// ErrInUse is why somebody cannot be forgotten yet.
var ErrInUse = errors.New("not forgotten")

// errLookedOnly takes back what was done only to see what it would be.
var errLookedOnly = errors.New("looked only")

// Look says what Forget would do, and changes nothing.
func Look(ctx context.Context, s *tickets.Service, name string) (found Forgotten, err error) {
	err = s.Store.Update(ctx, func(tx *storage.Tx) error {
		if found, _, err = forget(ctx, s, tx, name); err != nil {
			return err
		}
		return errLookedOnly
	})
	if errors.Is(err, errLookedOnly) {
		err = nil
	}
	return found, err
}

// Forget deletes who somebody is, their tickets' words and files, and what they said
// in others' tickets. Figures stay, with a number in place of the person. What the
// desk posted of it in the chats of others is taken away by a running bot. The name
// is a handle, an account such as "telegram:7001", or a number such as "#17".
func Forget(ctx context.Context, s *tickets.Service, name string) (found Forgotten, err error) {
	var changes tickets.Changes
	err = s.Store.Update(ctx, func(tx *storage.Tx) error {
		found, changes, err = forget(ctx, s, tx, name)
		return err
	})
	if err == nil {
		s.Committed(ctx, changes)
	}
	return found, err
}

func forget(ctx context.Context, s *tickets.Service, tx *storage.Tx, name string) (found Forgotten, changes tickets.Changes, err error) {
	if found.Who, err = tx.FindSomebody(ctx, name); err != nil {
		return found, changes, err
	}
	if err := inUse(ctx, s.Current(), tx, found.Who); err != nil {
		return found, changes, err
	}
	said, err := tx.SaidBy(ctx, found.Who.ID)
	if err != nil {
		return found, changes, err
	}
	theirs, err := tx.AskedFor(ctx, found.Who.ID)
	if err != nil {
		return found, changes, err
	}
	posted, err := tx.PostedAbout(ctx, found.Who.ID, theirs...)
	if err != nil {
		return found, changes, err
	}
	now := s.Clock.Now()
	err = errors.Join(tx.EmptyTickets(ctx, now, history.Emptied{Asked: true}, theirs...), takeAway(ctx, s, tx, posted))
	if err != nil {
		return found, changes, err
	}
	f := forgetting{s: s, tx: tx}
	if err := f.others(ctx, said, theirs); err != nil {
		return found, changes, err
	}
	found.Tickets, found.Words, found.Messages = len(theirs), f.words, len(posted)
	return found, f.changes, errors.Join(tx.Forget(ctx, found.Who), tx.EmptyPeople(ctx, now, found.Who.ID))
}

// inUse says why somebody cannot be forgotten yet, if so.
func inUse(ctx context.Context, d *desk.Desk, tx *storage.Tx, who storage.Somebody) error {
	if d.People[who.Handle] != nil {
		return fmt.Errorf("%w: %s is in desk.yaml; take them out of it, restart the bot, and come again", ErrInUse, who.Handle)
	}
	open, err := tx.StillOpenOf(ctx, who)
	if err != nil || len(open) == 0 {
		return err
	}
	var keys []string
	for _, t := range open {
		keys = append(keys, t.Key.String())
	}
	return fmt.Errorf("%w: still open are %s; close them or give them away, and come again", ErrInUse, strings.Join(keys, ", "))
}

// takeAway has the courier remove messages.
func takeAway(ctx context.Context, s *tickets.Service, tx *storage.Tx, posted []desk.MessageRef) error {
	now := s.Clock.Now()
	var all []desk.Notice
	for _, at := range posted {
		f := notice.Remove{At: at}
		all = append(all, desk.Notice{
			Key: fmt.Sprintf("forgotten/%s/%s", at.Address, at.Message), To: at.Root(), Class: desk.ClassDigest,
			Kind: f.Kind(), Facts: notice.Encode(f), Planned: now,
		})
	}
	return tx.Enqueue(ctx, now, all...)
}

// A forgetting goes through what somebody said in others' tickets.
type forgetting struct {
	s       *tickets.Service
	tx      *storage.Tx
	words   int
	changes tickets.Changes
}

// others erases words in tickets but those that were emptied.
func (f *forgetting) others(ctx context.Context, said []desk.Utterance, emptied []desk.TicketID) error {
	in := map[desk.TicketID][]desk.Utterance{}
	var order []desk.TicketID
	done := map[desk.TicketID]bool{}
	for _, id := range emptied {
		done[id] = true
	}
	for _, u := range said {
		if done[u.Ticket] {
			continue
		}
		if in[u.Ticket] == nil {
			order = append(order, u.Ticket)
		}
		in[u.Ticket] = append(in[u.Ticket], u)
		f.words++
	}
	for _, id := range order {
		if err := f.other(ctx, id, in[id]); err != nil {
			return err
		}
	}
	return nil
}

// other erases words in one ticket. That of a project which is not served any more
// has nobody to show it to.
func (f *forgetting) other(ctx context.Context, id desk.TicketID, said []desk.Utterance) error {
	c, err := tickets.LockID(ctx, f.tx, f.s.Current(), id, f.s.Clock.Now())
	if errors.Is(err, desk.ErrNotFound) {
		for i := range said {
			err = f.tx.EraseWords(ctx, &said[i])
		}
		return err
	}
	if err != nil {
		return err
	}
	if err := c.Forget(ctx, said...); err != nil {
		return err
	}
	changes, err := c.Save(ctx)
	f.changes.Add(changes)
	return err
}
