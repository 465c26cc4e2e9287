package acts

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"vakhta/conversations/turn"
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
func opensForm(t *turn.Turn, a *Act) bool {
	return t.Traits().Forms && slices.ContainsFunc(a.Asks, func(f Parameter) bool { return f.question().how == byWords })
}

// askFor asks for what an act has to know: in a form, or by a question whose
// answer is the next message. c is nil for an act about no ticket.
func askFor(ctx context.Context, t *turn.Turn, c *tickets.Case, w wish) error {
	if opensForm(t, w.act) {
		f, err := w.act.Form(t.Who.Person.Locale, w.key)
		t.Reply.Form = &f
		return err
	}
	i := slices.IndexFunc(w.act.Asks, func(f Parameter) bool { return f.question().how == byWords && w.given[f.question().Name] == "" })
	if i < 0 {
		return usage(t, w.act)
	}
	facts, err := json.Marshal(pending{Field: w.act.Asks[i].question().Name, Thread: t.Event.In.Thread, Given: w.given})
	if err != nil {
		return err
	}
	p := storage.Prompt{
		Account: t.Event.From.Account, Chat: t.Event.In.Chat, Act: w.act.Name, Facts: facts, Expires: t.Now().Add(promptFor),
	}
	ask := notice.AskText{Act: p.Act}
	if c == nil {
		t.Post(t.Place(), ask)
		return t.Tx.SetPrompt(ctx, p)
	}
	p.Ticket = c.Ticket.ID
	c.AskAt(t.Place(), t.Who.Person.ID, ask)
	t.Answer(notice.Text(notice.DoneWriteNext))
	return t.Tx.SetPrompt(ctx, p)
}

// Questions reports whether the act may come to ask for words: a button began
// it, and carries less than it needs.
func (a *Act) Questions() bool {
	words := slices.ContainsFunc(a.Asks, func(f Parameter) bool { return f.question().how == byWords })
	needed := slices.ContainsFunc(a.Asks, func(f Parameter) bool { return f.question().how != byButton && !f.question().Optional })
	return a.Button && words && (needed || !a.OnTicket())
}

// Form is what asks for the act's words in a language, where the messenger has
// forms. Its title keeps to the 24 characters that Slack allows (views.open, the
// title of a modal).
func (a *Act) Form(l desk.Locale, key desk.Key) (desk.Form, error) {
	v := locales.New(l, nil)
	id := "form." + string(a.Name)
	f := desk.Form{Act: a.Name, Key: key, Title: v.Say(id), Submit: v.Say("form.send"), Cancel: v.Say("form.cancel")}
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

// Answers takes a message as the answer to what its author was asked, unless it
// was said elsewhere or about another ticket: then the question stands.
func Answers(ctx context.Context, t *turn.Turn, s desk.Said) (bool, error) {
	if !t.Who.Known() || t.Traits().Forms {
		return false, nil
	}
	p, err := t.Tx.TakePrompt(ctx, t.Event.From.Account, t.Event.In.Chat, t.Now())
	if errors.Is(err, desk.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	w := wish{act: named(p.Act), way: byAnswer, files: s.Files, source: s.Message}
	if w.act == nil { // the version that asked knew it
		return false, nil
	}
	q := pending{Field: "text", Thread: t.Event.In.Thread} // what a version asked for that remembered no more
	if p.Facts != nil {
		if err := json.Unmarshal(p.Facts, &q); err != nil {
			return false, err
		}
	}
	key, here, err := isAbout(ctx, t, s.ReplyTo, p.Ticket)
	switch {
	case err != nil:
		return false, err
	case !here || q.Thread != t.Event.In.Thread:
		return false, t.Tx.SetPrompt(ctx, p)
	}
	w.key, w.given = key, map[string]string{q.Field: s.Text}
	maps.Copy(w.given, q.Given)
	return true, orDrop(p, perform(ctx, t, w))
}

// orDrop has a question that was answered in vain asked no more: its refusal
// takes the whole turn back, and with it that the question was taken.
func orDrop(p storage.Prompt, err error) error {
	refused := turn.Refused(err)
	if refused == nil {
		return err
	}
	dropping := *refused
	dropping.Then = func(ctx context.Context, t *turn.Turn) error {
		_, err := t.Tx.TakePrompt(ctx, p.Account, p.Chat, t.Now())
		return err
	}
	return &dropping
}

// isAbout reports whether a message may be about a ticket: it stands in no
// other ticket's thread, and replies to nothing of another ticket's.
func isAbout(ctx context.Context, t *turn.Turn, replyTo desk.MessageRef, id desk.TicketID) (key desk.Key, here bool, err error) {
	if id == 0 {
		return desk.Key{}, true, nil
	}
	ticket, err := t.Tx.TicketByID(ctx, id)
	if err != nil {
		return desk.Key{}, false, err
	}
	link, err := t.Linked(ctx, replyTo)
	if errors.Is(err, desk.ErrNotFound) {
		return ticket.Key, true, nil
	}
	return ticket.Key, link.Ticket == id, err
}
