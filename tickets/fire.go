package tickets

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/storage"
)

// Fire acts on a batch of alarms, in one transaction with three round trips: to
// lock the tickets, to look up who can be called, and to commit.
func (s *Service) Fire(ctx context.Context, now time.Time, due []desk.Alarm) error {
	due = slices.Clone(due)
	slices.SortFunc(due, func(a, b desk.Alarm) int {
		return cmp.Or(cmp.Compare(a.Ticket, b.Ticket), cmp.Compare(a.Clock, b.Clock))
	})
	d := s.Current()
	var changes Changes
	var decided []decidedOn
	err := s.Store.Update(ctx, func(tx *storage.Tx) error {
		changes, decided = Changes{}, nil
		cases, err := LockIDs(ctx, tx, d, ticketsOf(due), now)
		if err != nil {
			return err
		}
		var fired []*Case
		for i, a := range due {
			c := cases[a.Ticket]
			if c == nil { // it is gone, or its project was removed from desk.yaml
				if err := tx.Disarm(ctx, a.Subject, a.Clock); err != nil {
					return err
				}
				continue
			}
			decision, err := c.Fire(ctx, a.Firing)
			if err != nil {
				return fmt.Errorf("fire %s of %s: %w", a.Clock, c.Ticket.Key, err)
			}
			decided = append(decided, decidedOn{c.Ticket.Key, decision})
			if i+1 < len(due) && due[i+1].Ticket == a.Ticket { // the next firing of this ticket must know about this one
				ch, err := c.Save(ctx)
				if err != nil {
					return err
				}
				changes.Add(ch)
				continue
			}
			fired = append(fired, c)
		}
		ch, err := SaveAll(ctx, tx, now, fired...)
		changes.Add(ch)
		return err
	})
	if err != nil {
		return err
	}
	s.Committed(ctx, changes)
	for _, d := range decided {
		d.log(ctx, s.Log)
	}
	return nil
}

// A decidedOn is a decision about a ticket's ladder.
type decidedOn struct {
	key      desk.Key
	decision escalation.Decision
}

// log logs the decision, so that one can find out why nobody was called.
func (d decidedOn) log(ctx context.Context, log *slog.Logger) {
	if !log.Enabled(ctx, slog.LevelDebug) {
		return
	}
	for _, step := range d.decision.Rounds {
		log.Debug("step fired", "ticket", d.key.String(), "clock", step.Clock, "step", step.Step+1, "repetition", step.Rep+1,
			"calls", len(step.Calls), "skipped", len(step.Skipped))
	}
	if next := d.decision.Next; next != nil {
		log.Debug("next step", "ticket", d.key.String(), "clock", next.Clock, "step", next.Step+1, "repetition", next.Rep+1, "due", next.At)
	}
}

func ticketsOf(due []desk.Alarm) []desk.TicketID {
	ids := make([]desk.TicketID, len(due))
	for i, a := range due {
		ids[i] = a.Ticket
	}
	return ids
}
