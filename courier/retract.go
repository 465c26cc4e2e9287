package courier

import (
	"context"
	"errors"
	"fmt"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
)

// remove takes all pages away of what stands in the slot, or one message. Nothing is
// said to be gone of which nobody knows: what an attempt may have posted besides is
// looked for, and where that cannot be done the removal is unsure.
func (c *Courier) remove(ctx context.Context, m desk.Messenger, p *parcel, f notice.Remove) (storage.Settlement, error) {
	if !f.At.IsZero() {
		p.stands = []desk.MessageRef{f.At}
	}
	if _, can := m.(desk.Remover); !can && f.Utterance == 0 { // nobody waits for it
		return storage.Settlement{}, nil
	}
	unsure, err := c.findLost(ctx, m, p)
	if err != nil {
		return storage.Settlement{}, err
	}
	return storage.Settlement{Gone: true, Unsure: unsure}, c.trim(ctx, m, p, 0)
}

// findLost adds the messages to what stands in the slot that nobody remembers, and
// reports whether there may be more.
func (c *Courier) findLost(ctx context.Context, m desk.Messenger, p *parcel) (unsure bool, err error) {
	f, can := m.(desk.Finder)
	if !can || len(p.doubts) == 0 {
		return len(p.doubts) > 0, nil
	}
	to, err := c.destination(ctx, m, p, &desk.Card{})
	if err != nil {
		return false, err
	}
	for _, d := range p.doubts {
		lost := parcel{Notice: desk.Notice{ID: d.ID, Key: d.Key, Slot: p.Slot}}
		for nth := 0; ; nth++ {
			at, found, err := f.Find(ctx, to, lost.mark(nth), d.Planned)
			if err != nil {
				return false, err
			}
			if !found {
				break
			}
			p.stands = append(p.stands, at)
		}
	}
	return false, nil
}

// trim takes away pages that the notice has no words for any more, the last first.
func (c *Courier) trim(ctx context.Context, m desk.Messenger, p *parcel, keep int) error {
	for i := len(p.stands) - 1; i >= keep; i-- {
		if err := takeAway(ctx, m, p, p.stands[i]); err != nil {
			return err
		}
		if err := c.Store.Unposted(ctx, p.ID, i); err != nil {
			return err
		}
		p.stands = p.stands[:i]
	}
	return nil
}

// takeAway takes a message away. One that the platform lets nobody remove any more
// (Telegram after 48 hours: Bot API, deleteMessage) is emptied where it stands.
func takeAway(ctx context.Context, m desk.Messenger, p *parcel, at desk.MessageRef) error {
	if at.IsZero() {
		return nil
	}
	r, can := m.(desk.Remover)
	if !can {
		return stays(errors.New("the messenger takes nothing back"))
	}
	p.touched = at.Root()
	err := r.Remove(ctx, at)
	if errors.Is(err, desk.ErrMessageStays) && p.view.Traits.Edits {
		err = m.Edit(ctx, at, desk.Card{Lead: cards.Sentence(p.view.Locale, notice.MessageRemoved, nil), Quiet: true})
	}
	if send, ok := errors.AsType[*desk.SendError](err); ok && !send.Moved.IsZero() {
		return stays(err) // it has another number in the new chat, which nobody knows
	}
	if errors.Is(err, desk.ErrMessageGone) {
		return nil
	}
	return err
}

// stays is the error of a message that stands where it stands.
func stays(why error) error {
	return &desk.SendError{Fate: desk.Refused, Err: fmt.Errorf("%w: %w", why, desk.ErrMessageStays)}
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
