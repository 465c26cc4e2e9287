package tickets

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/notice"
	"vakhta/storage"
)

// detourLine calls the people of a line in private, because the messenger of its
// channel is away: instead of a call, which is settled, and once besides a card,
// which waits for the messenger.
func (s *Service) detourLine(ctx context.Context, n desk.Notice, o storage.Settlement) (moved bool, err error) {
	d := s.Current()
	var changes Changes
	err = s.Store.Update(ctx, func(tx *storage.Tx) (err error) {
		moved = false
		c, err := LockID(ctx, tx, d, n.Ticket, o.At)
		if err != nil {
			return err
		}
		now, err := c.situation(ctx)
		if err != nil || !now.Away(n.To.Platform) {
			return err
		}
		_, card := asCard(n)
		switch {
		case !n.Firing.IsZero():
			moved, err = c.stepApart(ctx, now, n, card, o)
		case card && n.Slot == notice.CardSlot(n.To) && !c.calledApart(n.To) && len(now.Lost(1)) > 0:
			err = c.callInstead(ctx, 1)
		}
		if err == nil {
			changes, err = c.Save(ctx)
		}
		return err
	})
	if errors.Is(err, desk.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("call a line's people instead of %s: %w", n.Key, err)
	}
	s.Committed(ctx, changes)
	return moved, nil
}

// stepApart calls the people of a step in private whom it has not called in private
// already. The call in the channel is settled then; a card stays.
func (c *Case) stepApart(ctx context.Context, now escalation.Situation, n desk.Notice, card bool, o storage.Settlement) (moved bool, err error) {
	made, err := c.tx.Dispatches(ctx, c.Ticket.ID, notice.PingSlots)
	if err != nil {
		return false, err
	}
	d := now.Refused(n.Firing, true)
	if len(d.Rounds) != 1 || !d.Rounds[0].Again {
		return false, nil // nobody of it can be reached
	}
	again := &d.Rounds[0]
	again.Skipped = nil
	again.Calls = slices.DeleteFunc(slices.Clone(again.Calls), func(k escalation.Call) bool {
		key := c.stepKey(calling{Call: k, firing: n.Firing})
		key = notice.PingSlots + key[:strings.LastIndexByte(key, '/')+1]
		return slices.ContainsFunc(made, func(m storage.Dispatch) bool { return strings.HasPrefix(m.Slot, key) && m.To != n.To })
	})
	if !card {
		if _, err := c.tx.Settle(ctx, o); err != nil {
			return false, err
		}
	}
	return !card, c.record(ctx, d)
}

// calledApart reports whether people were called to the ticket outside of a line's
// messenger already, or the channel is not the first line's.
func (c *Case) calledApart(at desk.Address) bool {
	team := c.desk.Team(c.project, 1)
	return team == nil || team.Channel != at || slices.ContainsFunc(c.Ticket.Copies, func(o desk.Copy) bool {
		return o.For != "" && o.At.Platform != at.Platform
	})
}

func asCard(n desk.Notice) (notice.WorkCard, bool) {
	f, err := notice.Decode(n.Kind, n.Facts)
	card, is := f.(notice.WorkCard)
	return card, err == nil && is
}
