package courier

import (
	"context"
	"errors"
	"fmt"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
)

// show edits the message that stands in the slot, or posts one: also where a
// messenger edits nothing, and the new message then stands in the slot.
func (c *Courier) show(ctx context.Context, m desk.Messenger, p *parcel, card desk.Card) (storage.Settlement, error) {
	if !p.stands.IsZero() && p.view.Traits.Edits {
		err := m.Edit(ctx, p.stands, card)
		if !errors.Is(err, desk.ErrMessageGone) {
			return storage.Settlement{Sent: &p.stands}, err
		}
	}
	to, err := c.destination(ctx, m, p, &card)
	if err != nil {
		return storage.Settlement{}, err
	}
	outcome, err := post(ctx, m, p, to, card)
	if !errors.Is(err, desk.ErrThreadGone) {
		return outcome, err
	}
	if to == p.To { // the thread is the place's own, and no card opens it: what is said there is said beside it
		return post(ctx, m, p, to.Root(), card)
	}
	p.past.thread = desk.Address{}
	return outcome, c.threadGone(ctx, p, err)
}

// post posts a notice, unless an earlier attempt did.
func post(ctx context.Context, m desk.Messenger, p *parcel, to desk.Address, card desk.Card) (storage.Settlement, error) {
	if at, found, err := find(ctx, m, p, to); err != nil {
		return storage.Settlement{}, err
	} else if found {
		if p.Slot != "" && p.view.Traits.Edits { // what was posted may be an older version
			err = m.Edit(ctx, at, card)
		}
		if !errors.Is(err, desk.ErrMessageGone) {
			return storage.Settlement{Sent: &at, Thread: threadOf(p, at)}, err
		}
	}
	at, err := m.Post(ctx, to, card, p.mark())
	if err != nil && at.IsZero() {
		return storage.Settlement{}, err
	}
	return storage.Settlement{Sent: &at, Thread: threadOf(p, at)}, err
}

// mark is what a notice's message bears where the platform can hold a mark. A
// newer version that took its place has another key, and the same id.
func (p *parcel) mark() string {
	if p.Slot == "" {
		return p.Key
	}
	return fmt.Sprintf("%s/%d", p.Slot, p.ID)
}

// find looks for the message that an earlier attempt may have posted.
func find(ctx context.Context, m desk.Messenger, p *parcel, to desk.Address) (at desk.MessageRef, found bool, err error) {
	f, can := m.(desk.Finder)
	if !can || p.clean() {
		return at, false, nil
	}
	return f.Find(ctx, to, p.mark(), p.Planned)
}

// destination is where a notice is posted: into the ticket's thread, under the
// card; a card that begins a thread has it opened first where the chat has such.
func (c *Courier) destination(ctx context.Context, m desk.Messenger, p *parcel, card *desk.Card) (desk.Address, error) {
	to := p.To
	if work, ok := p.facts.(notice.WorkCard); ok {
		if t, can := m.(desk.Threader); can && work.For == "" && to.Thread == "" {
			return p.opened(ctx, t, card.Thread)
		}
		return to, nil
	}
	switch {
	case p.card.IsZero():
	case p.view.Traits.Threads == desk.ReplyThreads:
		to.Thread = p.card.Message
	case p.card.Thread != "" && p.card.Thread != p.To.Thread:
		to.Thread = p.card.Thread
	case p.view.Traits.Replies:
		card.ReplyTo = p.card
	}
	return to, nil
}

// opened is the thread that the chat has opened for a card, once.
func (p *parcel) opened(ctx context.Context, t desk.Threader, name string) (at desk.Address, err error) {
	if !p.past.thread.IsZero() {
		return p.past.thread, nil
	}
	if at, err = t.OpenThread(ctx, p.To, name); err == nil {
		p.past.thread = at
	}
	return at, err
}

// threadOf is the thread that a card begins: words in it are about the ticket.
func threadOf(p *parcel, at desk.MessageRef) desk.Address {
	work, ok := p.facts.(notice.WorkCard)
	switch {
	case !ok || work.For != "":
		return desk.Address{}
	case p.view.Traits.Threads == desk.ReplyThreads:
		return desk.Address{Platform: at.Platform, Chat: at.Chat, Thread: at.Message}
	case at.Thread != "" && at.Thread != p.To.Thread:
		return at.Address
	default:
		return desk.Address{}
	}
}
