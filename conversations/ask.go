package conversations

import (
	"context"
	"encoding/json"
	"errors"
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

// A question is what the bot remembers of an act that waits for words.
type question struct {
	Field  string            // that the next words are for
	Thread string            // where it was asked: words in another thread are none
	Given  map[string]string // what is known already
}

// opensForm reports whether an act is asked for in a form here: the messenger
// has forms, and there are words to ask for. A choice alone is made by buttons.
func (t *turn) opensForm(a *Act) bool {
	return t.traits().Forms && slices.ContainsFunc(a.Asks, func(f Field) bool { return f.how() == byWords })
}

// askFor asks for what an act has to know: in a form, or by a question whose
// answer is the next message. c is nil for an act about no ticket.
func (t *turn) askFor(ctx context.Context, c *tickets.Case, w wish) error {
	if t.opensForm(w.act) {
		t.reply.Form = new(t.form(w))
		return nil
	}
	i := slices.IndexFunc(w.act.Asks, func(f Field) bool { return f.how() == byWords && w.given[f.name()] == "" })
	if i < 0 {
		return t.usage(w.act)
	}
	facts, err := json.Marshal(question{Field: w.act.Asks[i].name(), Thread: t.event.In.Thread, Given: w.given})
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

// form is what a messenger with forms shows. Its title keeps to the 24
// characters that Slack allows (views.open, the title of a modal).
func (t *turn) form(w wish) desk.Form {
	v := locales.New(t.who.person.Locale, t.who.zone)
	id := "form." + string(w.act.Name)
	f := desk.Form{ID: desk.FormID(w.act.Name), Key: w.key, Title: v.Say(id), Submit: v.Say("form.send"), Cancel: v.Say("form.cancel")}
	for _, ask := range w.act.Asks {
		if ask.how() != byWords && ask.how() != byChoice {
			continue
		}
		field := desk.FormField{
			Name: ask.name(), Label: v.Say(id + "_" + ask.name()), Options: ask.options(t.who.person.Locale), Optional: ask.optional(),
		}
		if ask.how() == byWords {
			field.Hint = v.Say(id + "_hint")
		}
		f.Fields = append(f.Fields, field)
	}
	if err := v.Err(); err != nil {
		t.Log.Error("put a form into words", "form", f.ID, "error", err)
	}
	return f
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
	if w.act == nil { // to be moved
		w := tickets.Words{Text: s.Text, Files: s.Files, Source: s.Message, Place: t.place()}
		if p.Form == desk.FormNew {
			return true, t.given(ctx, p.Form, desk.Key{}, w)
		}
		key, here, err := t.isAbout(ctx, s, p.Ticket)
		if err != nil || !here {
			return false, err
		}
		return true, t.given(ctx, p.Form, key, w)
	}
	q := question{Field: "text", Thread: t.event.In.Thread} // what a version asked for that remembered no more
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
