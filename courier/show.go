package courier

import (
	"context"
	"errors"

	"vakhta/desk"
	"vakhta/notice"
)

// post posts a notice's only or first page.
func (c *Courier) post(ctx context.Context, m desk.Messenger, p *parcel, card desk.Card) (desk.MessageRef, error) {
	to, err := c.destination(ctx, m, p, &card)
	if err != nil {
		return desk.MessageRef{}, err
	}
	if !p.answered.IsZero() {
		card.ReplyTo = p.answered
	}
	at, err := postPage(ctx, m, p, page{card: card, to: to})
	if !errors.Is(err, desk.ErrThreadGone) {
		return at, err
	}
	if to == p.To { // the thread belongs to the place itself and no card can open it; post beside it
		return postPage(ctx, m, p, page{card: card, to: to.Root()})
	}
	p.past.thread = desk.Address{}
	return at, c.threadGone(ctx, p, err)
}

// destination returns where a notice is posted: into the ticket's thread, under
// the card. For a card that begins a thread, the thread is opened first, if the
// chat has threads.
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

// opened returns the thread that was opened for a card, and opens it once.
func (p *parcel) opened(ctx context.Context, t desk.Threader, name string) (at desk.Address, err error) {
	if !p.past.thread.IsZero() {
		return p.past.thread, nil
	}
	if at, err = t.OpenThread(ctx, p.To, name); err == nil {
		p.past.thread = at
	}
	return at, err
}

// threadOf returns the thread that a card begins; words in it are about the
// ticket.
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
