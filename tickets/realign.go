package tickets

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/storage"
)

// realignAtOnce is how many tickets one transaction counts again.
const realignAtOnce = 100

// Realign counts the targets of open tickets again, because desk.yaml may have
// changed since the desk ran last. What is promised, shown, called by and judged
// then agrees. Deadlines that had passed before stay missed.
func (s *Service) Realign(ctx context.Context) error {
	d := s.Current()
	projects := slices.Sorted(maps.Keys(d.Projects))
	var last desk.TicketID
	for {
		var changes Changes
		var ids []desk.TicketID
		err := s.Store.Update(ctx, func(tx *storage.Tx) (err error) {
			now := s.Clock.Now()
			changes = Changes{}
			if ids, err = tx.OpenAfter(ctx, projects, last, realignAtOnce); err != nil {
				return err
			}
			cases, err := LockIDs(ctx, tx, d, ids, now)
			if err != nil {
				return err
			}
			var moved []*Case
			for _, id := range ids {
				if c := cases[id]; c != nil && c.realign() {
					moved = append(moved, c)
				}
			}
			changes, err = SaveAll(ctx, tx, now, moved...)
			return err
		})
		if err != nil {
			return fmt.Errorf("count the targets of open tickets again: %w", err)
		}
		s.Committed(ctx, changes)
		if len(ids) < realignAtOnce {
			return nil
		}
		last = ids[len(ids)-1]
	}
}

// realign reports whether the contract sets other deadlines or alarms than those
// that are stored. A resolution that is paused moves by itself, and is counted
// again when it continues.
func (c *Case) realign() bool {
	t := c.Ticket
	reaction, resolution := t.ReactionDue, t.ResolutionDue
	c.setDeadlines()
	moved := !t.ReactionDue.Equal(reaction) || !t.Paused() && !t.ResolutionDue.Equal(resolution)
	s := escalation.Situation{Desk: c.desk, Ticket: t, Fired: c.fired, Now: c.now}
	for _, clock := range []desk.ClockName{desk.ClockReaction, desk.ClockResolution} {
		had := c.alarmOf(clock)
		want, armed := s.Alarm(clock, had, escalation.News{})
		if armed != (had != nil) || armed && (want.Firing != had.Firing || !want.Due.Equal(had.Due)) {
			moved = true
		}
	}
	if moved {
		c.shows = everybody
	}
	return moved
}
