package conversations

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/locales"
	"vakhta/notice"
	"vakhta/storage"
	"vakhta/tickets"
)

// promptFor is how long the bot waits for words it asked for.
const promptFor = 15 * time.Minute

// Pending is what the bot remembers of an act that waits for words.
type pending struct {
	Field  string            // that the next words are for
	Thread string            // where it was asked: words in another thread are none
	Given  map[string]string // what is known already
}

// opensForm reports whether an act is asked for in a form here: the messenger
// has forms, and there are words to ask for. A choice alone is made by buttons.
func (t *turn) opensForm(a *Act) bool {
	return t.traits().Forms && slices.ContainsFunc(a.Asks, func(f Field) bool { return f.question().how == byWords })
}

// askFor asks for what an act has to know: in a form, or by a question whose
// answer is the next message. c is nil for an act about no ticket.
func (t *turn) askFor(ctx context.Context, c *tickets.Case, w wish) error {
	if t.opensForm(w.act) {
		f, err := w.act.Form(t.who.person.Locale, w.key)
		t.reply.Form = &f
		return err
	}
	i := slices.IndexFunc(w.act.Asks, func(f Field) bool { return f.question().how == byWords && w.given[f.question().Name] == "" })
	if i < 0 {
		return t.usage(w.act)
	}
	facts, err := json.Marshal(pending{Field: w.act.Asks[i].question().Name, Thread: t.event.In.Thread, Given: w.given})
	if err != nil {
		return err
	}
	p := storage.Prompt{
		Account: t.event.From.Account, Chat: t.event.In.Chat, Form: desk.FormID(w.act.Name), Facts: facts, Expires: t.now().Add(promptFor),
	}
	ask := notice.AskText{Form: p.Form}
	if c == nil {
		t.post(t.place(), ask)
		return t.tx.SetPrompt(ctx, p)
	}
	p.Ticket = c.Ticket.ID
	c.AskAt(t.place(), t.who.person.ID, ask)
	t.answer(said(notice.DoneWriteNext))
	return t.tx.SetPrompt(ctx, p)
}

// Questions reports whether the act may come to ask for words: a button began
// it, and carries less than it needs.
func (a *Act) Questions() bool {
	words := slices.ContainsFunc(a.Asks, func(f Field) bool { return f.question().how == byWords })
	needed := slices.ContainsFunc(a.Asks, func(f Field) bool { return f.question().how != byButton && !f.question().Optional })
	return a.Button && words && (needed || !a.OnTicket())
}

// Form is what asks for the act's words in a language, where the messenger has
// forms. Its title keeps to the 24 characters that Slack allows (views.open, the
// title of a modal).
func (a *Act) Form(l desk.Locale, key desk.Key) (desk.Form, error) {
	v := locales.New(l, nil)
	id := "form." + string(a.Name)
	f := desk.Form{ID: desk.FormID(a.Name), Key: key, Title: v.Say(id), Submit: v.Say("form.send"), Cancel: v.Say("form.cancel")}
	if !a.OnTicket() {
		f.Submit = v.Say("form.open")
	}
	for _, of := range a.Asks {
		ask := of.question()
		field := desk.FormField{Name: ask.Name, Optional: ask.Optional}
		switch ask.how {
		case byWords:
			field.Hint = v.Say(id + "_hint")
		case byChoice:
			field.Options = ask.options(l)
		case byWord, byButton:
			continue
		}
		field.Label = v.Say(id + "_" + ask.Name)
		f.Fields = append(f.Fields, field)
	}
	if err := v.Err(); err != nil {
		return f, fmt.Errorf("form %s: %w", a.Name, err)
	}
	return f, nil
}

// answers takes a message as the answer to what its author was asked, unless it
// was said elsewhere or about another ticket: then the question stands.
func (t *turn) answers(ctx context.Context, s desk.Said) (bool, error) {
	if t.who.person.ID == 0 || t.traits().Forms {
		return false, nil
	}
	p, err := t.tx.TakePrompt(ctx, t.event.From.Account, t.event.In.Chat, t.now())
	if errors.Is(err, desk.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	w := wish{act: actNamed(desk.Action(p.Form)), way: byAnswer, files: s.Files, source: s.Message}
	if w.act == nil { // the version that asked knew it
		return false, nil
	}
	q := pending{Field: "text", Thread: t.event.In.Thread} // what a version asked for that remembered no more
	if p.Facts != nil {
		if err := json.Unmarshal(p.Facts, &q); err != nil {
			return false, err
		}
	}
	key, here, err := t.isAbout(ctx, s, p.Ticket)
	switch {
	case err != nil:
		return false, err
	case !here || q.Thread != t.event.In.Thread:
		return false, t.tx.SetPrompt(ctx, p)
	}
	w.key, w.given = key, map[string]string{q.Field: s.Text}
	maps.Copy(w.given, q.Given)
	return true, t.perform(ctx, w)
}

// isAbout reports whether a message may be about a ticket: it stands in no
// other ticket's thread, and replies to nothing of another ticket's.
func (t *turn) isAbout(ctx context.Context, s desk.Said, id desk.TicketID) (key desk.Key, here bool, err error) {
	if id == 0 {
		return desk.Key{}, true, nil
	}
	ticket, err := t.tx.TicketByID(ctx, id)
	if err != nil {
		return desk.Key{}, false, err
	}
	link, err := t.linked(ctx, s)
	if errors.Is(err, desk.ErrNotFound) {
		return ticket.Key, true, nil
	}
	return ticket.Key, link.Ticket == id, err
}
