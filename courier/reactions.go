package courier

import (
	"context"
	"errors"
	"fmt"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
)

// threadGone forgets a card whose thread was deleted and posts it again, in a
// new thread; the notice itself is retried after it.
func (c *Courier) threadGone(ctx context.Context, p *parcel, cause error) error {
	err := c.Store.Update(ctx, func(tx *storage.Tx) error {
		slot := notice.CardSlot(p.To)
		if err := tx.DropSlot(ctx, p.Ticket, slot); err != nil {
			return err
		}
		now := c.Clock.Now()
		return tx.Enqueue(ctx, now, desk.Notice{
			Key: fmt.Sprintf("%s/again/%d", slot, now.UnixMilli()), Ticket: p.Ticket, To: p.To, Slot: slot,
			Class: desk.ClassEscalation, Kind: notice.WorkCard{}.Kind(), Facts: notice.Encode(notice.WorkCard{}), Planned: now,
		})
	})
	if err != nil {
		return err
	}
	c.urgent.look()
	return &desk.SendError{Fate: desk.Later, After: time.Second, Err: cause}
}

// react adds or removes an emoji. A message that moved with its chat has an
// unknown number there; then the emoji is dropped.
func (c *Courier) react(ctx context.Context, m desk.Messenger, p *parcel, f notice.React) (storage.Settlement, error) {
	r, ok := m.(desk.Reactor)
	if !ok {
		return storage.Settlement{}, nil
	}
	sign, op := r.React, desk.OperationReact
	if f.Off {
		sign, op = r.Unreact, desk.OperationUnreact
	}
	if err := c.budgeted(p, op); err != nil {
		return storage.Settlement{}, err
	}
	err := sign(ctx, f.At, f.Emoji)
	if send, ok := errors.AsType[*desk.SendError](err); ok && !send.Moved.IsZero() {
		return storage.Settlement{}, nil
	}
	if err != nil {
		return storage.Settlement{}, err
	}
	if p.Slot != "" { // it is an emoji, and no message that stands in the slot
		return storage.Settlement{Gone: true}, nil
	}
	return storage.Settlement{Sent: &f.At}, nil
}
