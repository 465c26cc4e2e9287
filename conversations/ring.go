package conversations

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
	"vakhta/tickets"
)

// Fire does what a batch of alarms is for, in one transaction that goes to the
// database three times: to lock the tickets, to ask who can be called, to commit.
func (e *Engine) Fire(ctx context.Context, now time.Time, due []desk.Alarm) error {
	due = slices.Clone(due)
	slices.SortFunc(due, func(a, b desk.Alarm) int {
		return cmp.Or(cmp.Compare(a.Ticket, b.Ticket), cmp.Compare(a.Clock, b.Clock))
	})
	d := &tickets.Desk{Desk: e.Current(), Platforms: e.Platforms}
	var changes tickets.Changes
	err := e.Store.Update(ctx, func(tx *storage.Tx) error {
		changes = tickets.Changes{}
		cases, err := tickets.LockIDs(ctx, tx, d, ticketsOf(due), now)
		if err != nil {
			return err
		}
		var rung []*tickets.Case
		for i, a := range due {
			c := cases[a.Ticket]
			if c == nil { // it is gone, or its project left desk.yaml
				if err := tx.Disarm(ctx, a.Ticket, a.Clock); err != nil {
					return err
				}
				continue
			}
			if err := c.Ring(ctx, a.Rung); err != nil {
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
		ch, err := tickets.SaveAll(ctx, tx, now, rung...)
		changes.Add(ch)
		return err
	})
	if err != nil {
		return err
	}
	e.settle(ctx, changes)
	return nil
}

func ticketsOf(due []desk.Alarm) []desk.TicketID {
	ids := make([]desk.TicketID, len(due))
	for i, a := range due {
		ids[i] = a.Ticket
	}
	return ids
}

// Undelivered is what follows when a platform refused a notice for good: a chat
// that does not take messages is remembered and reported, and when the notice
// called somebody, the next one is called at once.
func (e *Engine) Undelivered(ctx context.Context, n desk.Notice, why error) error {
	now := e.Clock.Now()
	t := &turn{Engine: e, desk: &tickets.Desk{Desk: e.Current(), Platforms: e.Platforms}}
	err := e.Store.Update(ctx, func(tx *storage.Tx) error {
		t.tx, t.notices, t.changes = tx, nil, tickets.Changes{}
		t.event = desk.Event{ID: desk.EventID("undelivered:" + n.Key), In: desk.Place{Address: n.To}}
		if errors.Is(why, desk.ErrChatGone) {
			if err := t.gone(ctx, n.To.Root(), why, now); err != nil {
				return err
			}
		}
		if n.Ticket != 0 {
			c, err := tickets.LockID(ctx, tx, t.desk, n.Ticket, now)
			if err != nil && !errors.Is(err, desk.ErrNotFound) {
				return err
			}
			if err == nil {
				if err := c.Undelivered(ctx, n, errors.Is(why, desk.ErrChatGone)); err != nil {
					return err
				}
				if err := t.save(ctx, c); err != nil {
					return err
				}
			}
		}
		return tx.Enqueue(ctx, now, t.notices...)
	})
	if err != nil {
		return fmt.Errorf("pass on %s: %w", n.Key, err)
	}
	e.settle(ctx, t.changes)
	return nil
}

// gone remembers a chat that does not take messages, and tells the admins the
// first time.
func (t *turn) gone(ctx context.Context, at desk.Address, why error, now time.Time) error {
	changed, err := t.tx.MarkReach(ctx, at, false, desk.ReachRefused, now)
	if err != nil || !changed || !t.matters(at) {
		return err
	}
	t.Log.Warn("chat does not take messages", "chat", at.String(), "error", why)
	t.tellAdmins(ctx, at, notice.ReachChanged{Where: t.nameOf(at), Cause: desk.ReachRefused})
	return nil
}

// ChatMoved follows a chat whose new address a call to the platform told.
func (e *Engine) ChatMoved(ctx context.Context, from, to desk.Address) error {
	err := e.Store.Update(ctx, func(tx *storage.Tx) error { return tx.MoveChat(ctx, from, to, e.Clock.Now()) })
	if err != nil {
		return err
	}
	return e.Reload(ctx)
}
