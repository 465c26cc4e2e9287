package tickets

import (
	"context"
	"slices"

	"vakhta/desk"
	"vakhta/storage"
)

// handBackAtOnce is how many tickets one transaction hands back.
const handBackAtOnce = 50

// HandBack returns open tickets to their lines if their assignees are not among
// the project's engineers in desk.yaml any more.
func (s *Service) HandBack(ctx context.Context) error {
	d := s.Current()
	var ids []desk.TicketID
	err := s.Store.View(ctx, func(tx *storage.Tx) error {
		held, err := tx.OpenAssigned(ctx)
		ids = nil
		for _, t := range held {
			p, handle := d.Projects[t.Key.Project], t.Assignee.Handle()
			if p != nil && handle != "" && !slices.Contains(d.Engineers(p), handle) {
				ids = append(ids, t.ID)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	for batch := range slices.Chunk(ids, handBackAtOnce) {
		if err := s.handBack(ctx, batch); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) handBack(ctx context.Context, ids []desk.TicketID) error {
	now, d := s.Clock.Now(), s.Current()
	var changes Changes
	err := s.Store.Update(ctx, func(tx *storage.Tx) error {
		cases, err := LockIDs(ctx, tx, d, ids, now)
		if err != nil {
			return err
		}
		var changed []*Case
		for _, id := range ids {
			c := cases[id]
			if c == nil || slices.Contains(d.Engineers(c.project), c.Ticket.Assignee.Handle()) {
				continue // another replica was first
			}
			if err := c.Leave(c.Ticket.Assignee); err != nil {
				return err
			}
			changed = append(changed, c)
		}
		changes, err = SaveAll(ctx, tx, now, changed...)
		return err
	})
	if err == nil {
		s.Committed(ctx, changes)
	}
	return err
}
