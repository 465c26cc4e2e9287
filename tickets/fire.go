package tickets

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/storage"
)

// Fire does what a batch of alarms is for, in one transaction that goes to the
// database three times: to lock the tickets, to ask who can be called, to commit.
func (s *Service) Fire(ctx context.Context, now time.Time, due []desk.Alarm) error {
	due = slices.Clone(due)
	slices.SortFunc(due, func(a, b desk.Alarm) int {
		return cmp.Or(cmp.Compare(a.Ticket, b.Ticket), cmp.Compare(a.Clock, b.Clock))
	})
	d := s.Current()
	var changes Changes
	err := s.Store.Update(ctx, func(tx *storage.Tx) error {
		changes = Changes{}
		cases, err := LockIDs(ctx, tx, d, ticketsOf(due), now)
		if err != nil {
			return err
		}
		var rung []*Case
		for i, a := range due {
			c := cases[a.Ticket]
			if c == nil { // it is gone, or its project left desk.yaml
				if err := tx.Disarm(ctx, a.Subject, a.Clock); err != nil {
					return err
				}
				continue
			}
			if err := c.Ring(ctx, a.Firing); err != nil {
				return fmt.Errorf("ring %s of %s: %w", a.Clock, c.Ticket.Key, err)
			}
			if i+1 < len(due) && due[i+1].Ticket == a.Ticket { // what rings next has to know of this
				ch, err := c.Save(ctx)
				if err != nil {
					return err
				}
				changes.Add(ch)
				continue
			}
			rung = append(rung, c)
		}
		ch, err := SaveAll(ctx, tx, now, rung...)
		changes.Add(ch)
		return err
	})
	if err != nil {
		return err
	}
	s.Committed(ctx, changes)
	return nil
}

func ticketsOf(due []desk.Alarm) []desk.TicketID {
	ids := make([]desk.TicketID, len(due))
	for i, a := range due {
		ids[i] = a.Ticket
	}
	return ids
}
