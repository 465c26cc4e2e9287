package courier

import (
	"context"
	"errors"
	"fmt"

	"vakhta/desk"
	"vakhta/storage"
)

// A page is one of the messages of a notice.
type page struct {
	nth  int // from 0
	card desk.Card
	to   desk.Address
}

// show makes a notice's slot show its content: existing pages are edited,
// missing ones posted, and surplus ones deleted. Each is stored at once, and a
// retry continues where the attempt failed. On a messenger without edits
// everything is posted again.
func (c *Courier) show(ctx context.Context, m desk.Messenger, p *parcel, card desk.Card) (storage.Settlement, error) {
	cards := []desk.Card{card}
	if s, can := m.(desk.Splitter); can {
		cards = s.Split(card)
	}
	if !p.view.Traits.Edits {
		p.stands = nil
	}
	p.past.of(p.Key)
	hash := hashOf(cards)
	if p.showsAlready(hash) {
		p.unchanged = true
		p.past.shown = p.stands
		return storage.Settlement{Sent: &p.stands[0], Shown: hash}, c.attach(ctx, m, p, card.Files)
	}
	for i := len(p.past.shown); i < len(cards); i++ {
		if p.op = p.shows(i); !c.budgets.take(p.Notice, p.op, c.Clock.Now()) {
			return storage.Settlement{}, errBudget
		}
		at, err := c.page(ctx, m, p, page{nth: i, card: cards[i]})
		if err != nil {
			return storage.Settlement{}, err
		}
		p.past.shown = append(p.past.shown, at)
		if len(cards) == 1 && !c.brings(m, p, card.Files) {
			break
		}
		if living, err := c.Store.Posted(ctx, p.ID, i, at); err != nil || !living {
			return storage.Settlement{Sent: &p.past.shown[0]}, err
		}
	}
	if err := c.trim(ctx, m, p, len(cards)); err != nil {
		return storage.Settlement{}, err
	}
	if err := c.attach(ctx, m, p, card.Files); err != nil {
		return storage.Settlement{}, err
	}
	out := storage.Settlement{Sent: &p.past.shown[0], Shown: hash}
	if p.posted {
		out.Thread = threadOf(p, *out.Sent)
	}
	return out, nil
}

// shows returns what shows a page: an edit where it stands, or else a post.
func (p *parcel) shows(nth int) desk.Operation {
	if nth < len(p.stands) && !p.stands[nth].IsZero() {
		return desk.OperationEdit
	}
	return desk.OperationPost
}

// page shows one page, in its slot or in a new message.
func (c *Courier) page(ctx context.Context, m desk.Messenger, p *parcel, one page) (desk.MessageRef, error) {
	if p.shows(one.nth) == desk.OperationEdit {
		at := p.stands[one.nth]
		p.touched = at.Root()
		if err := m.Edit(ctx, at, one.card); !errors.Is(err, desk.ErrMessageGone) {
			return at, err
		}
		if one.card.Expect != "" { // a message that asks for words cannot be edited everywhere
			if err := c.takeAway(ctx, m, p, at); err != nil {
				return desk.MessageRef{}, err
			}
		}
	}
	if one.nth == 0 {
		return c.post(ctx, m, p, one.card)
	}
	one.to = p.past.shown[0].Address
	at, err := postPage(ctx, m, p, one)
	if errors.Is(err, desk.ErrThreadGone) {
		one.to = one.to.Root()
		return postPage(ctx, m, p, one)
	}
	return at, err
}

// postPage posts a page, unless an earlier attempt did.
func postPage(ctx context.Context, m desk.Messenger, p *parcel, one page) (desk.MessageRef, error) {
	p.touched, p.op = one.to.Root(), desk.OperationPost
	if at, found, err := find(ctx, m, p, one); err != nil {
		return desk.MessageRef{}, err
	} else if found {
		if p.Slot != "" && p.view.Traits.Edits { // what was posted may be an older version
			err = m.Edit(ctx, at, one.card)
		}
		if !errors.Is(err, desk.ErrMessageGone) {
			p.posted = true
			return at, err
		}
	}
	at, err := m.Post(ctx, one.to, one.card, p.mark(one.nth))
	p.posted = p.posted || err == nil
	return at, err
}

// mark returns the key of a page, for platforms that can store one. A newer
// version that replaced the notice has another key but the same id.
func (p *parcel) mark(nth int) string {
	mark := p.Key
	if p.Slot != "" {
		mark = fmt.Sprintf("%s/%d", p.Slot, p.ID)
	}
	if nth > 0 {
		mark += fmt.Sprintf("#%d", nth+1)
	}
	return mark
}

// find looks for the message that an earlier attempt may have posted. It can
// only be the first missing page, because each is stored before the next is
// posted.
func find(ctx context.Context, m desk.Messenger, p *parcel, one page) (at desk.MessageRef, found bool, err error) {
	f, can := m.(desk.Finder)
	if !can || p.posted || p.clean() {
		return at, false, nil
	}
	return f.Find(ctx, one.to, p.mark(one.nth), p.Planned)
}
