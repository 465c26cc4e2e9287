package tickets

import (
	"context"
	"fmt"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
)

// left reports whether a copy of the card is with a person of desk.yaml who
// does not work for the project any more, or whose account now belongs to
// another. Engineers who joined by invitation leave by being removed.
func (c *Case) left(o desk.Copy) bool {
	handle := o.For.Handle()
	if handle == "" {
		return false
	}
	m := c.desk.MemberByAccount(desk.Account{Platform: o.At.Platform, ID: o.At.Chat})
	return m == nil || m.Handle != handle || !calls(c.desk, c.project, handle)
}

// hasPart reports whether a person belongs to a project: desk.yaml gives them a
// role in it or makes them an admin, or they joined it and their membership is
// still valid.
func hasPart(d *desk.Desk, p *desk.Project, handle string, joined *desk.Membership, now time.Time) bool {
	m := d.People[handle]
	return m != nil && (m.Admin || d.Names(p, handle)) || joined != nil && joined.Lasts(p, now)
}

// calls reports whether somebody of desk.yaml may be called to a project's tickets.
func calls(d *desk.Desk, p *desk.Project, handle string) bool {
	if slices.Contains(d.Engineers(p), handle) || slices.Contains(p.Managers, handle) {
		return true
	}
	contract := d.ContractOf(p)
	return slices.ContainsFunc(append([]*desk.Contract{contract}, contract.Versions...), func(v *desk.Contract) bool {
		return slices.ContainsFunc(slices.Concat(v.Escalation, v.Warnings), func(s desk.Step) bool {
			return slices.Contains(s.Notify, desk.Audience(handle))
		})
	})
}

// dismiss drops copies of the card. Each is blanked when the ticket is saved,
// and nothing more is sent there.
func (c *Case) dismiss(who func(desk.Copy) bool) {
	for _, o := range c.Ticket.Copies {
		if who(o) {
			c.tx.WithdrawFrom(c.Ticket.ID, o.At)
			c.add(cardAt(o, desk.ClassRefresh), notice.WorkCard{For: o.For, Over: true})
		}
	}
	c.Ticket.Copies = slices.DeleteFunc(slices.Clone(c.Ticket.Copies), who)
}

// Leave removes an engineer who left the project from the ticket: their copy of
// the card is blanked, and if it was theirs the ticket goes back to its line.
func (c *Case) Leave(who desk.EngineerID) error {
	c.dismiss(func(o desk.Copy) bool { return o.For == who })
	if c.Ticket.Assignee != who || !c.Ticket.State.Open() {
		return nil
	}
	if c.Ticket.State.Waiting() {
		if err := c.Resume(desk.Actor{}); err != nil {
			return err
		}
	}
	return c.release(false)
}

// Dismiss removes a person who was removed from a project from all its tickets
// that they are assigned or have a card of.
func Dismiss(ctx context.Context, tx *storage.Tx, d *desk.Desk, project string, who desk.EngineerID, now time.Time) (Changes, error) {
	held, err := tx.TicketsAt(ctx, project, who)
	if err != nil {
		return Changes{}, err
	}
	ids := make([]desk.TicketID, len(held))
	for i, t := range held {
		ids[i] = t.ID
	}
	cases, err := LockIDs(ctx, tx, d, ids, now)
	if err != nil {
		return Changes{}, err
	}
	var changed []*Case
	for _, id := range ids {
		if c := cases[id]; c != nil {
			if err := c.Leave(who); err != nil {
				return Changes{}, err
			}
			changed = append(changed, c)
		}
	}
	return SaveAll(ctx, tx, now, changed...)
}

// Reidentify applies changes of people's accounts in desk.yaml since the last
// start. A handle with only new accounts belongs to a new person, and the
// former one's tickets go back to the line. It has to run before anybody is
// recognised.
func (s *Service) Reidentify(ctx context.Context) error {
	now, d := s.Clock.Now(), s.Current()
	var changes Changes
	err := s.Store.Update(ctx, func(tx *storage.Tx) error {
		changes = Changes{}
		known, err := tx.Identities(ctx)
		if err != nil {
			return err
		}
		others, fewer := d.Identities(known)
		for _, id := range others {
			s.Log.Warn("a handle is another person's now", "handle", id.Handle, "was_person", id.Person)
			if err := tx.TakeHandle(ctx, id.Person); err != nil {
				return err
			}
			for code := range d.Projects {
				ch, err := Dismiss(ctx, tx, d, code, desk.EngineerID(id.Handle), now)
				if err != nil {
					return err
				}
				changes.Add(ch)
			}
		}
		for _, id := range fewer {
			s.Log.Warn("a person has fewer accounts now", "handle", id.Handle, "lost", len(id.Accounts))
			if err := tx.Disown(ctx, id); err != nil {
				return err
			}
		}
		for _, m := range d.People {
			if err := tx.Own(ctx, m); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("follow people's accounts: %w", err)
	}
	s.Committed(ctx, changes)
	return nil
}
