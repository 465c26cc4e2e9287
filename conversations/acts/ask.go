package acts

import (
	"cmp"
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

// promptFor is how long the bot waits for words it asked for. An answer is
// distinguished from other words, so it may be as long as it takes to write a
// few sentences.
const promptFor = 5 * time.Minute

// pending is what the bot stores about an act that waits for words.
type pending struct {
	Field  string            // the field that the next words are for
	Thread string            // where it was asked; words in another thread are no answer
	Given  map[string]string // what is known already
	Begins string            `json:",omitempty"` // what the field begins with, which can be kept
}

// opensForm reports whether an act opens a form here: the messenger has forms,
// and there are words to ask for. A choice alone is made by buttons.
func opensForm(t *turn.Turn, a *Act) bool {
	return t.Traits().Forms && slices.ContainsFunc(a.Asks, func(f Parameter) bool { return f.question().how == byWords })
}

// askFor asks for an act's input: in a form, or by a question whose answer is
// the next message. c is nil for an act about no ticket.
func askFor(ctx context.Context, t *turn.Turn, c *tickets.Case, w wish) error {
	var begins map[string]string
	if w.act.Begins != nil && c != nil {
		var err error
		if begins, err = w.act.Begins(ctx, t, c, w.words); err != nil {
			return err
		}
	}
	if opensForm(t, w.act) {
		f, err := w.act.Form(t.Who.Person.Locale, w.key)
		for i := range f.Fields {
			f.Fields[i].Value = cmp.Or(w.given[f.Fields[i].Name], begins[f.Fields[i].Name])
		}
		t.Reply.Form = &f
		return err
	}
	i := slices.IndexFunc(w.act.Asks, func(f Parameter) bool { return f.question().how == byWords && w.given[f.question().Name] == "" })
	if i < 0 {
		return usage(t, w.act)
	}
	field := w.act.Asks[i].question().Name
	facts, err := json.Marshal(pending{Field: field, Thread: t.Event.In.Thread, Given: w.given, Begins: begins[field]})
	if err != nil {
		return err
	}
	p := storage.Prompt{
		Account: t.Event.From.Account, Chat: t.Event.In.Chat, Act: w.act.Name, Facts: facts, Expires: t.Now().Add(promptFor),
	}
	ask := notice.AskText{Act: p.Act, Text: begins[field]}
	if field != "text" {
		ask.Field = field
	}
	if c == nil {
		t.Post(t.Place(), ask)
		return t.Tx.SetPrompt(ctx, p)
	}
	p.Ticket = c.Ticket.ID
	who := t.Who.Person
	who.Account = p.Account
	ask.Who = desk.Mention{Account: p.Account, Name: who.Name}
	c.AskWords(t.Place(), who, ask, p.Expires)
	t.Answer(notice.Text(notice.DoneWriteNext))
	return t.Tx.SetPrompt(ctx, p)
}

// Questions reports whether the act may ask for words, because a button carries
// less than it needs.
func (a *Act) Questions() bool {
	words := slices.ContainsFunc(a.Asks, func(f Parameter) bool { return f.question().how == byWords })
	needed := slices.ContainsFunc(a.Asks, func(f Parameter) bool { return f.question().how != byButton && !f.question().Optional })
	return a.Button && words && (needed || !a.OnTicket())
}

// Form returns the form that asks for the act's words in a language. Its title
// has at most 24 characters, Slack's limit (views.open, the title of a modal).
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
			hint := id + "_hint"
			if ask.Name != "text" {
				hint = id + "_" + ask.Name + "_hint"
			}
			field.Hint = v.Say(hint)
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

// Answers takes a message as the answer to the bot's question, if it is one: it
// replies to the question, or is in the ticket's own topic, if the messenger
// tells that. Everything else that its author writes meanwhile is for others,
// and the question stays.
func Answers(ctx context.Context, t *turn.Turn, s desk.Said) (bool, error) {
	if !t.Who.Known() || t.Traits().Forms {
		return false, nil
	}
	p, err := t.Tx.PromptOf(ctx, t.Event.From.Account, t.Event.In.Chat, t.Now())
	if errors.Is(err, desk.ErrNotFound) {
		return tooLate(ctx, t, s)
	}
	if err != nil {
		return false, err
	}
	w := wish{act: named(p.Act), way: byAnswer, files: s.Files, source: s.Message, album: s.Album}
	if w.act == nil { // the version that asked knew it
		return false, nil
	}
	q := pending{Field: "text", Thread: t.Event.In.Thread} // what an older version asked for, which stored no more
	if p.Facts != nil {
		if err := json.Unmarshal(p.Facts, &q); err != nil {
			return false, err
		}
	}
	if p.Ticket != 0 {
		about, err := t.Tx.TicketByID(ctx, p.Ticket)
		if err != nil {
			return false, err
		}
		w.key = about.Key
	}
	switch meant, err := answers(ctx, t, s, p, q); {
	case err != nil:
		return false, err
	case meant:
		w.given = map[string]string{q.Field: s.Text}
		maps.Copy(w.given, q.Given)
		return true, orDrop(perform(ctx, t, w))
	case t.Event.In.Private && s.ReplyTo.IsZero():
		return true, turn.Refuse(notice.RefusedByReply, "Key", w.key.String())
	default:
		return false, nil
	}
}

// answers reports whether a message answers a question.
func answers(ctx context.Context, t *turn.Turn, s desk.Said, p storage.Prompt, q pending) (bool, error) {
	switch {
	case !t.Traits().Replies: // the messenger does not tell what is said to whom
		return q.Thread == t.Event.In.Thread, nil
	case p.Ticket == 0:
		return q.Thread == t.Event.In.Thread && (t.Event.In.Private || s.ToBot), nil
	}
	if link, err := question(ctx, t, s); err != nil || link.Ticket == p.Ticket {
		return err == nil, err
	}
	if t.Event.In.Thread == "" {
		return false, nil
	}
	in, err := t.Tx.TicketInThread(ctx, t.Event.In.Address)
	if err == nil && in == p.Ticket && !s.ReplyTo.IsZero() { // a reply to the card, but not to a colleague
		var link storage.Link
		if link, err = t.Tx.LinkOf(ctx, s.ReplyTo); link.Utterance != 0 {
			return false, err
		}
	}
	if errors.Is(err, desk.ErrNotFound) {
		return false, nil
	}
	return in == p.Ticket, err
}

// question returns the author's question that a message replies to; zero: none.
func question(ctx context.Context, t *turn.Turn, s desk.Said) (storage.Link, error) {
	if s.ReplyTo.IsZero() {
		return storage.Link{}, nil
	}
	link, err := t.Tx.LinkOf(ctx, s.ReplyTo)
	if errors.Is(err, desk.ErrNotFound) || err == nil && link.Slot != notice.AskSlot(t.Event.From.Account, t.Event.In.Chat) {
		return storage.Link{}, nil
	}
	return link, err
}

// tooLate refuses an answer to a question that has ended. A further picture of
// an album that was the answer is no such answer.
func tooLate(ctx context.Context, t *turn.Turn, s desk.Said) (bool, error) {
	link, err := question(ctx, t, s)
	if err != nil || link.Ticket == 0 {
		return false, err
	}
	if s.Album != "" {
		if before, err := t.Tx.Album(ctx, link.Ticket, s.Album); len(before) > 0 || err != nil {
			return false, err
		}
	}
	return true, turn.Refuse(notice.RefusedAskedNoMore)
}

// Leave ends the visitor's question, and reports whether there was one: after
// another act the next words are no answer.
func Leave(ctx context.Context, t *turn.Turn) (asked bool, err error) {
	if !t.Who.Known() || t.Traits().Forms {
		return false, nil
	}
	ended, err := t.Tx.EndPrompts(ctx, t.Event.From.Account, t.Now())
	if err != nil {
		return false, err
	}
	for _, p := range ended {
		if p.Ticket == 0 {
			continue
		}
		at := desk.Address{Platform: p.Account.Platform, Chat: p.Chat}
		for _, slot := range []string{notice.AskSlot(p.Account, p.Chat), notice.AwaitSlot(p.Account, p.Chat)} {
			if err := t.Replace(ctx, desk.Notice{To: at, Ticket: p.Ticket, Slot: slot}, notice.Remove{}); err != nil {
				return false, err
			}
		}
	}
	return len(ended) > 0, nil
}

// orDrop ends a question whose answer was refused: the refusal rolls back the
// turn, and with it the end of the question.
func orDrop(err error) error {
	refused := turn.Refused(err)
	if refused == nil {
		return err
	}
	dropping := *refused
	dropping.Then = func(ctx context.Context, t *turn.Turn) error {
		_, err := Leave(ctx, t)
		return err
	}
	return &dropping
}
