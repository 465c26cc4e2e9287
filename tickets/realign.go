package tickets

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/storage"
)

// realignAtOnce is how many tickets are counted again at once.
const realignAtOnce = 100

// A Realigned ticket has other deadlines or other calls than before.
type Realigned struct {
	Ticket *desk.Ticket // as it is now
	// Reaction and Resolution were its deadlines before; zero: none.
	Reaction, Resolution time.Time
}

// Realign counts the targets of open tickets again, because desk.yaml may have
// changed since they were counted last. What is promised, shown, called by and
// judged then agrees. Deadlines that had passed before stay missed.
func (s *Service) Realign(ctx context.Context) error {
	d := s.Current()
	var last desk.TicketID
	for {
		var changes Changes
		var ids []desk.TicketID
		err := s.Store.Update(ctx, func(tx *storage.Tx) (err error) {
			_, changes, ids, err = realignAfter(ctx, tx, d, last, s.Clock.Now())
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

// RealignIn does the same within one transaction, under a desk that may not be in
// force yet, and returns what it changed. Nothing may be done with the tickets but
// show them.
func RealignIn(ctx context.Context, tx *storage.Tx, d *desk.Desk, now time.Time) (all []Realigned, changes Changes, err error) {
	var last desk.TicketID
	for {
		moved, its, ids, err := realignAfter(ctx, tx, d, last, now)
		if err != nil {
			return nil, Changes{}, err
		}
		all = append(all, moved...)
		changes.Add(its)
		if len(ids) < realignAtOnce {
			return all, changes, nil
		}
		last = ids[len(ids)-1]
	}
}

// WouldRealign returns what RealignIn would change. It writes nothing, but holds
// the locks of all open tickets until the transaction ends.
func WouldRealign(ctx context.Context, tx *storage.Tx, d *desk.Desk, now time.Time) (all []Realigned, err error) {
	var last desk.TicketID
	for {
		moved, ids, err := misaligned(ctx, tx, d, last, now)
		if err != nil {
			return nil, err
		}
		for _, m := range moved {
			all = append(all, m.Realigned)
		}
		if len(ids) < realignAtOnce {
			return all, nil
		}
		last = ids[len(ids)-1]
	}
}

// realignAfter counts the next tickets again.
func realignAfter(ctx context.Context, tx *storage.Tx, d *desk.Desk, last desk.TicketID, now time.Time) (all []Realigned, changes Changes, ids []desk.TicketID, err error) {
	moved, ids, err := misaligned(ctx, tx, d, last, now)
	if err != nil {
		return nil, Changes{}, nil, err
	}
	cases := make([]*Case, len(moved))
	for i, m := range moved {
		cases[i] = m.c
		all = append(all, m.Realigned)
	}
	changes, err = SaveAll(ctx, tx, now, cases...)
	return all, changes, ids, err
}

type misalignedCase struct {
	Realigned
	c *Case
}

// misaligned locks the next open tickets, and returns those of them that were
// counted differently before.
func misaligned(ctx context.Context, tx *storage.Tx, d *desk.Desk, last desk.TicketID, now time.Time) (moved []misalignedCase, ids []desk.TicketID, err error) {
	if ids, err = tx.OpenAfter(ctx, slices.Sorted(maps.Keys(d.Projects)), last, realignAtOnce); err != nil {
		return nil, nil, err
	}
	cases, err := LockIDs(ctx, tx, d, ids, now)
	if err != nil {
		return nil, nil, err
	}
	for _, id := range ids {
		c := cases[id]
		if c == nil {
			continue
		}
		was := Realigned{Ticket: c.Ticket, Reaction: c.Ticket.ReactionDue, Resolution: c.Ticket.ResolutionDue}
		if c.realign() {
			moved = append(moved, misalignedCase{was, c})
		}
	}
	return moved, ids, nil
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
