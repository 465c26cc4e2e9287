package tickets

import (
	"context"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
	"vakhta/storage"
)

// Undo takes words to the customer back: copies that have not been sent are
// cancelled, and delivered ones are deleted, including those being sent right
// now.
func (c *Case) Undo(ctx context.Context, by desk.Actor, utterance int64, place desk.Address) error {
	u, err := c.tx.UtteranceByID(ctx, utterance)
	if err != nil {
		return err
	}
	if u.Ticket != c.Ticket.ID || !u.FromDesk || u.Internal {
		return desk.ErrNotFound
	}
	if err := c.inTime(ctx, utterance); err != nil {
		return err
	}
	u.Internal = true
	if err := c.tx.SaveUtterance(ctx, &u); err != nil {
		return err
	}
	if _, err := c.tx.CancelWords(ctx, utterance); err != nil {
		return err
	}
	if err := c.unsay(ctx, by, u); err != nil {
		return err
	}
	c.apply(effects{
		by: by, event: history.Retracted{Utterance: utterance},
		tell: []telling{living(requesters, notice.WordsSlot(utterance, c.Ticket.Place), notice.Remove{Utterance: utterance, Tell: place})},
	})
	c.tellColleagues(u, place, true)
	c.add(deliveredAt(c.Ticket.ID, utterance, place), delivered(u, notice.StageRecalling))
	return nil
}

// inTime returns ErrTooLate for words that were delivered too long ago. The
// delivery of old words is not stored any more.
func (c *Case) inTime(ctx context.Context, utterance int64) error {
	copies, err := c.tx.Dispatches(ctx, c.Ticket.ID, notice.WordsSlots(utterance))
	if err != nil {
		return err
	}
	copies = slices.DeleteFunc(copies, func(d storage.Dispatch) bool { return d.Kind != (notice.DeskSaid{}).Kind() })
	late := func(d storage.Dispatch) bool { return d.State == storage.NoticeSent && c.now.After(d.At.Add(undoFor)) }
	if len(copies) == 0 || slices.ContainsFunc(copies, late) {
		return ErrTooLate
	}
	return nil
}

// unsay undoes the other effects of words to the customer, if nobody of the
// desk has done anything since: they may have taken the ticket or put it on
// hold.
func (c *Case) unsay(ctx context.Context, by desk.Actor, u desk.Utterance) error {
	entries, err := c.tx.Timeline(ctx, c.Ticket.ID)
	if err != nil {
		return err
	}
	said := -1
	for i, e := range entries {
		if r, ok := e.Event.(history.Replied); ok && r.Utterance == u.ID {
			said = i
		}
	}
	if said < 0 || !aloneSince(entries[said+1:]) {
		return nil
	}
	at := entries[said].At
	if err := c.unanswer(ctx, at); err != nil {
		return err
	}
	t := c.Ticket
	for _, first := range []*time.Time{&t.RepliedAt, &t.ReactedAt, &t.AckedAt} {
		if first.Equal(at) {
			*first = time.Time{}
		}
	}
	if t.ReactedAt.IsZero() {
		t.Undecide(desk.ClockReaction)
	}
	if said == 0 || t.State != desk.InProgress || !entries[said-1].At.Equal(at) {
		return nil
	}
	if _, took := entries[said-1].Event.(history.Acknowledged); !took {
		return nil
	}
	had := c.actor(t.Assignee)
	if err := t.Release(c.now); err != nil {
		return err
	}
	c.apply(effects{
		by: by, moved: true, event: history.Released{From: had}, announce: true,
		tell: []telling{living(requesters, notice.SlotTaken, notice.Remove{})},
	})
	return nil
}

// aloneSince reports whether nobody of the desk did anything in these entries.
func aloneSince(entries []history.Entry) bool {
	for _, e := range entries {
		switch e.Event.(type) {
		case history.Wrote, history.Reworded, history.Unreachable:
		default:
			return false
		}
	}
	return true
}
