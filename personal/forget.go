// Package personal handles people's requests about their stored data: it
// exports the data of a project or of one of its people, and deletes a person's
// data.
//
// Data that expires, such as the words of tickets after their retention, is
// deleted by a routine. docs/security.md says which right is covered by what.
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

// Forgotten says what is deleted with a person.
type Forgotten struct {
	Who      storage.Somebody
	Tickets  int // their own tickets: all words and files in them
	Words    int // their messages in others' tickets
	Messages int // the desk's messages in chats other than theirs
}

// ErrInUse means that a person cannot be forgotten yet.
var ErrInUse = errors.New("not forgotten")

// errLookedOnly rolls back what was done only to see what it would be.
var errLookedOnly = errors.New("looked only")

// Look returns what Forget would do, and changes nothing.
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

// Forget deletes a person's identity, the words and files of their tickets, and
// their words in others' tickets. Figures stay, with a number instead of the
// person. A running bot deletes what the desk posted of it in others' chats.
// The name is a handle, an account such as "telegram:7001", or a number such as
// "#17".
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
	now, f := s.Clock.Now(), forgetting{s: s, tx: tx}
	if err := f.record(ctx, found.Who.ID); err != nil {
		return found, changes, err
	}
	err = errors.Join(tx.EmptyTickets(ctx, now, history.Emptied{Asked: true}, theirs...), takeAway(ctx, s, tx, posted))
	if err != nil {
		return found, changes, err
	}
	if err := f.others(ctx, said, theirs); err != nil {
		return found, changes, err
	}
	found.Tickets, found.Words, found.Messages = len(theirs), f.words, len(posted)
	return found, f.changes, errors.Join(tx.Forget(ctx, found.Who), tx.EmptyPeople(ctx, now, found.Who.ID))
}

// inUse returns why a person cannot be forgotten yet, if so.
func inUse(ctx context.Context, d *desk.Desk, tx *storage.Tx, who storage.Somebody) error {
	if d.People[who.Handle] != nil {
		return fmt.Errorf("%w: %s is in desk.yaml; remove them from it, restart the bot, and try again", ErrInUse, who.Handle)
	}
	open, err := tx.StillOpenOf(ctx, who)
	if err != nil || len(open) == 0 {
		return err
	}
	var keys []string
	for _, t := range open {
		keys = append(keys, t.Key.String())
	}
	return fmt.Errorf("%w: these tickets are still open: %s; close them or assign them to others, and try again", ErrInUse, strings.Join(keys, ", "))
}

// takeAway queues the deletion of messages.
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

// A forgetting goes through a person's words in others' tickets.
type forgetting struct {
	s       *tickets.Service
	tx      *storage.Tx
	words   int
	changes tickets.Changes
}

// record puts into the histories of the projects that knew a person that they are
// forgotten.
func (f *forgetting) record(ctx context.Context, who desk.PersonID) error {
	projects, err := f.tx.ProjectsOf(ctx, who)
	for _, code := range projects {
		f.tx.Record(storage.JournalRow{Project: code, At: f.s.Clock.Now(), Event: history.Forgot{Person: who}})
	}
	return err
}

// others erases words in tickets other than those that were emptied.
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

// other erases words in one ticket. If its project was removed from desk.yaml
// nobody has to be shown the change.
func (f *forgetting) other(ctx context.Context, id desk.TicketID, said []desk.Utterance) error {
	c, err := tickets.LockID(ctx, f.tx, f.s.Current(), id, f.s.Clock.Now())
	if errors.Is(err, desk.ErrNotFound) {
		for i := range said {
			f.tx.EraseWords(&said[i])
		}
		return nil
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
