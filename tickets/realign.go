package tickets

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/history"
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

// An Alignment is what another desk.yaml is to open tickets.
type Alignment struct {
	Moved []Realigned
	Kept  int // tickets that are counted by an earlier contract, which they keep
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
func RealignIn(ctx context.Context, tx *storage.Tx, d *desk.Desk, now time.Time) (a Alignment, changes Changes, err error) {
	var last desk.TicketID
	for {
		page, its, ids, err := realignAfter(ctx, tx, d, last, now)
		if err != nil {
			return Alignment{}, Changes{}, err
		}
		a.Moved, a.Kept = append(a.Moved, page.Moved...), a.Kept+page.Kept
		changes.Add(its)
		if len(ids) < realignAtOnce {
			return a, changes, nil
		}
		last = ids[len(ids)-1]
	}
}

// WouldRealign returns what RealignIn would change. It writes nothing, but holds
// the locks of all open tickets until the transaction ends.
func WouldRealign(ctx context.Context, tx *storage.Tx, d *desk.Desk, now time.Time) (a Alignment, err error) {
	var last desk.TicketID
	for {
		p, err := misaligned(ctx, tx, d, last, now)
		if err != nil {
			return Alignment{}, err
		}
		a.Moved, a.Kept = append(a.Moved, p.Moved...), a.Kept+p.Kept
		if len(p.ids) < realignAtOnce {
			return a, nil
		}
		last = p.ids[len(p.ids)-1]
	}
}

// realignAfter counts the next tickets again.
func realignAfter(ctx context.Context, tx *storage.Tx, d *desk.Desk, last desk.TicketID, now time.Time) (a Alignment, changes Changes, ids []desk.TicketID, err error) {
	p, err := misaligned(ctx, tx, d, last, now)
	if err != nil {
		return Alignment{}, Changes{}, nil, err
	}
	changes, err = SaveAll(ctx, tx, now, p.changed...)
	return p.Alignment, changes, p.ids, err
}

// A realignedPage is some tickets that were counted again.
type realignedPage struct {
	Alignment
	changed []*Case
	ids     []desk.TicketID // all that were looked at
}

// misaligned locks the next open tickets, and counts again those that were counted
// differently before.
func misaligned(ctx context.Context, tx *storage.Tx, d *desk.Desk, last desk.TicketID, now time.Time) (p realignedPage, err error) {
	if p.ids, err = tx.OpenAfter(ctx, slices.Sorted(maps.Keys(d.Projects)), last, realignAtOnce); err != nil {
		return p, err
	}
	cases, err := LockIDs(ctx, tx, d, p.ids, now)
	if err != nil {
		return p, err
	}
	for _, id := range p.ids {
		if c := cases[id]; c != nil {
			p.count(c, desk.Actor{})
			if c.keeps() {
				p.Kept++
			}
		}
	}
	return p, nil
}

// count counts a ticket again; by applied the contract, zero: desk.yaml did.
func (p *realignedPage) count(c *Case, by desk.Actor) {
	was := Realigned{Ticket: c.Ticket, Reaction: c.Ticket.ReactionDue, Resolution: c.Ticket.ResolutionDue}
	named := c.Ticket.Contract
	if !c.keeps() {
		c.Ticket.Contract = c.contract.Digest
	}
	moved := c.realign()
	if c.Ticket.Contract != named {
		if moved && named != "" {
			c.log(by, history.ContractApplied{Contract: c.contract.Name})
		}
		p.changed = append(p.changed, c)
	} else if moved {
		p.changed = append(p.changed, c)
	}
	if moved {
		p.Moved = append(p.Moved, was)
	}
}

// keeps reports whether a ticket is counted by an earlier contract than the one in
// force.
func (c *Case) keeps() bool { return c.contract.Digest != c.desk.InForce(c.project, c.Ticket).Digest }

// ApplyContract counts the open tickets of a project by the contract in force that
// keep an earlier one. If it does not write, it only returns what would change, and
// nothing else may be done with the tickets.
func ApplyContract(ctx context.Context, tx *storage.Tx, d *desk.Desk, project string, by Applying) (a Alignment, changes Changes, err error) {
	var last desk.TicketID
	for {
		ids, err := tx.OpenAfter(ctx, []string{project}, last, realignAtOnce)
		if err != nil {
			return Alignment{}, Changes{}, err
		}
		cases, err := LockIDs(ctx, tx, d, ids, by.Now)
		if err != nil {
			return Alignment{}, Changes{}, err
		}
		var p realignedPage
		for _, id := range ids {
			if c := cases[id]; c != nil && c.keeps() {
				p.Kept++
				c.Source, c.contract = by.Source, d.InForce(c.project, c.Ticket)
				p.count(c, by.Who)
			}
		}
		a.Moved, a.Kept = append(a.Moved, p.Moved...), a.Kept+p.Kept
		if by.Write {
			its, err := SaveAll(ctx, tx, by.Now, p.changed...)
			if err != nil {
				return Alignment{}, Changes{}, err
			}
			changes.Add(its)
		}
		if len(ids) < realignAtOnce {
			return a, changes, nil
		}
		last = ids[len(ids)-1]
	}
}

// Applying is who applies a contract, when, and by which message or event.
type Applying struct {
	Who    desk.Actor
	Source string
	Now    time.Time
	Write  bool
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
