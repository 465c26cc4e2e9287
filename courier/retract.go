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

// remove deletes all pages in the slot, or one message. It also looks for what
// an attempt with an unknown outcome may have posted; if it cannot look, it
// reports that the removal is uncertain.
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
	if err := c.detach(ctx, m, p); err != nil {
		return storage.Settlement{}, err
	}
	return storage.Settlement{Gone: true, Unsure: unsure}, c.trim(ctx, m, p, 0)
}

// findLost adds posts of unknown outcome to the slot's pages, and reports
// whether there may be more.
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
		lost := parcel{Notice: desk.Notice{ID: d.ID, Slot: p.Slot}}
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

// trim deletes pages that the notice does not need any more, the last first.
func (c *Courier) trim(ctx context.Context, m desk.Messenger, p *parcel, keep int) error {
	for i := len(p.stands) - 1; i >= keep; i-- {
		if err := c.takeAway(ctx, m, p, p.stands[i]); err != nil {
			return err
		}
		if err := c.Store.Unposted(ctx, p.ID, i); err != nil {
			return err
		}
		p.stands = p.stands[:i]
	}
	return nil
}

// takeAway deletes a message. One that cannot be deleted any more (on Telegram
// after 48 hours: Bot API, deleteMessage) is emptied instead.
func (c *Courier) takeAway(ctx context.Context, m desk.Messenger, p *parcel, at desk.MessageRef) error {
	if at.IsZero() {
		return nil
	}
	r, can := m.(desk.Remover)
	if !can {
		return stays(errors.New("the messenger takes nothing back"))
	}
	if err := c.budgeted(p, desk.OperationRemove); err != nil {
		return err
	}
	p.touched = at.Root()
	err := r.Remove(ctx, at)
	if errors.Is(err, desk.ErrMessageStays) && p.view.Traits.Edits {
		edited := m.Edit(ctx, at, desk.Card{Lead: cards.Sentence(p.view.Locale, notice.MessageRemoved, nil), Quiet: true})
		if !errors.Is(edited, desk.ErrMessageGone) { // a file has no text to edit
			err = edited
		}
	}
	if send, ok := errors.AsType[*desk.SendError](err); ok && !send.Moved.IsZero() {
		return stays(err) // it has another, unknown number in the new chat
	}
	if errors.Is(err, desk.ErrMessageGone) {
		return nil
	}
	return err
}

// budgeted takes an operation from its budget, if it is counted apart.
func (c *Courier) budgeted(p *parcel, op desk.Operation) error {
	if p.op = op; !c.budgets.takeApart(p.Notice, op, c.Clock.Now()) {
		return errBudget
	}
	return nil
}

// stays returns the error of a message that could not be deleted.
func stays(why error) error {
	return &desk.SendError{Fate: desk.Refused, Err: fmt.Errorf("%w: %w", why, desk.ErrMessageStays)}
}

// rename gives the topic that the ticket's card opened the ticket's present
// words as its name.
func (c *Courier) rename(ctx context.Context, m desk.Messenger, p *parcel) (storage.Settlement, error) {
	r, ok := m.(desk.Renamer)
	if !ok || p.card.Thread == "" || p.card.Thread == p.To.Thread { // the card opened none
		return storage.Settlement{}, nil
	}
	card, err := cards.Card(p.view, notice.WorkCard{})
	if err != nil {
		return storage.Settlement{}, unsayable(err)
	}
	return storage.Settlement{}, r.RenameThread(ctx, p.card.Address, card.Thread, p.ticket.State.Ended())
}
