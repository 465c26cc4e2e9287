package courier

import (
	"context"
	"errors"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
)

// remove takes all pages away of what stands in the slot, or one message.
func (c *Courier) remove(ctx context.Context, m desk.Messenger, p *parcel, f notice.Remove) (storage.Settlement, error) {
	if !f.At.IsZero() {
		p.stands = []desk.MessageRef{f.At}
	}
	return storage.Settlement{Gone: true}, c.trim(ctx, m, p, 0)
}

// trim takes away pages that the notice has no words for any more, the last first.
func (c *Courier) trim(ctx context.Context, m desk.Messenger, p *parcel, keep int) error {
	r, can := m.(desk.Remover)
	if !can {
		return nil
	}
	for i := len(p.stands) - 1; i >= keep; i-- {
		if err := takeAway(ctx, m, r, p, p.stands[i]); err != nil && !errors.Is(err, desk.ErrMessageGone) {
			return err
		}
		if err := c.Store.Unposted(ctx, p.ID, i); err != nil {
			return err
		}
		p.stands = p.stands[:i]
	}
	return nil
}

// takeAway takes one message back. One that the platform lets nobody remove any
// more (Telegram after 48 hours: Bot API, deleteMessage) is emptied where it stands.
func takeAway(ctx context.Context, m desk.Messenger, r desk.Remover, p *parcel, at desk.MessageRef) error {
	err := r.Remove(ctx, at)
	if !errors.Is(err, desk.ErrMessageStays) {
		return err
	}
	return m.Edit(ctx, at, desk.Card{Lead: cards.Sentence(p.view.Locale, notice.MessageRemoved, nil), Quiet: true})
}

// rename has the topic that the ticket's card began called by the ticket's words
// as they are now.
func (c *Courier) rename(ctx context.Context, m desk.Messenger, p *parcel) (storage.Settlement, error) {
	r, ok := m.(desk.Renamer)
	if !ok || p.card.Thread == "" || p.card.Thread == p.To.Thread { // the card began none
		return storage.Settlement{}, nil
	}
	card, err := cards.Card(p.view, notice.WorkCard{})
	if err != nil {
		return storage.Settlement{}, unsayable(err)
	}
	return storage.Settlement{}, r.RenameThread(ctx, p.card.Address, card.Thread)
}
