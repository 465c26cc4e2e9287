package conversations

import (
	"context"
	"errors"
	"slices"
	"strings"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
	"vakhta/tickets"
)

// askWords asks an engineer for words: in a form where the platform has them,
// or by taking their next message in the chat.
func (t *turn) askWords(ctx context.Context, c *tickets.Case, form desk.FormID) error {
	if !c.Ticket.State.Open() {
		return &desk.MoveError{Move: desk.MoveResume, State: c.Ticket.State}
	}
	if t.traits().Forms {
		t.reply.Form = new(cards.Form(t.view(), form, c.Ticket.Key))
		return nil
	}
	if err := t.tx.SetPrompt(ctx, storage.Prompt{
		Account: t.event.From.Account, Chat: t.event.In.Chat, Ticket: c.Ticket.ID,
		Form: form, Expires: t.now().Add(promptFor),
	}); err != nil {
		return err
	}
	c.AskAt(t.place(), t.who.person.ID, notice.AskText{Form: form})
	return t.did(nil, notice.DoneWriteNext)
}

// askNew asks for the words of a new request.
func (t *turn) askNew(ctx context.Context) error {
	if len(t.newIn()) == 0 {
		t.answer(notice.Stranger{})
		return nil
	}
	if t.traits().Forms {
		t.reply.Form = new(cards.Form(t.view(), desk.FormNew, desk.Key{}))
		return nil
	}
	if err := t.tx.SetPrompt(ctx, storage.Prompt{
		Account: t.event.From.Account, Chat: t.event.In.Chat, Form: desk.FormNew, Expires: t.now().Add(promptFor),
	}); err != nil {
		return err
	}
	t.post(t.place(), notice.AskText{Form: desk.FormNew})
	return nil
}

// submitted takes a form that was filled in.
func (t *turn) submitted(ctx context.Context, b desk.Submitted) error {
	if a := actNamed(desk.Action(b.Form)); a != nil {
		return t.perform(ctx, wish{act: a, way: byForm, key: b.Key, given: b.Values})
	}
	w := tickets.Words{Text: strings.TrimSpace(b.Values["text"])}
	return t.given(ctx, b.Form, b.Key, w)
}

// given does what words were asked for.
func (t *turn) given(ctx context.Context, form desk.FormID, key desk.Key, w tickets.Words) error {
	if form == desk.FormNew {
		return t.intake(ctx, request{
			Text: w.Text, Files: w.Files, Message: w.Source, Sure: true, ToBot: true,
			Projects: t.newIn(), Shared: !t.event.In.Private && !w.Source.IsZero(),
		})
	}
	return t.with(ctx, key, func(c *tickets.Case) error {
		if !t.who.works(c.Ticket) {
			return desk.ErrForbidden
		}
		if w.Text == "" && len(w.Files) == 0 {
			return say(notice.RefusedNeedText, "Command", string(form))
		}
		text, outward := address(w.Text, desk.ThreadInternal, true)
		if w.Text = text; !outward {
			return t.done(c.Note(ctx, t.actor(), w), notice.DoneNoted)
		}
		_, err := c.DeskSays(ctx, t.actor(), w)
		return t.done(err, notice.DoneSent)
	})
}

// done is did for words that came as a message: those are confirmed by a sign
// on the message itself.
func (t *turn) done(err error, id string) error {
	if _, message := t.event.Body.(desk.Said); message {
		return err
	}
	return t.did(err, id)
}

// newIn are the projects a new request of the visitor may be about: the one
// whose chat they are in, or those they are staff of.
func (t *turn) newIn() []string {
	if p, _ := t.desk.ProjectByChat(t.event.In.Address); p != nil && !t.event.In.Private {
		return []string{p.Code}
	}
	return t.who.projects(roleStaff)
}

// reacted takes a sign on the card as a press of its button: eyes or a tick
// acknowledge, or what the platform has instead of a tick.
func (t *turn) reacted(ctx context.Context, b desk.Reacted) error {
	if !slices.Contains(t.traits().Signs, b.Emoji) {
		return nil
	}
	link, err := t.tx.LinkOf(ctx, b.Message)
	if errors.Is(err, desk.ErrNotFound) || err == nil && !notice.IsCardSlot(link.Slot) {
		return nil
	}
	if err != nil {
		return err
	}
	return t.byID(ctx, link.Ticket, func(c *tickets.Case) error {
		if !t.who.works(c.Ticket) || c.Ticket.Assignee == t.actor().Handle || !c.Ticket.State.Open() {
			return errSilent
		}
		return t.change(ctx, c, wish{act: actNamed(desk.ActAck), way: bySign})
	})
}
