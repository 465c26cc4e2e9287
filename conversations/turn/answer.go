package turn

import (
	"context"
	"fmt"
	"strings"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/locales"
	"vakhta/notice"
)

// Post queues a message to a chat.
func (t *Turn) Post(to desk.Address, f notice.Facts) { t.notices = append(t.notices, t.notice(to, f)) }

// Replace puts something into a slot of a ticket before everything else that
// the turn says.
func (t *Turn) Replace(ctx context.Context, n desk.Notice, f notice.Facts) error {
	full := t.notice(n.To, f)
	full.Ticket, full.Slot = n.Ticket, n.Slot
	full.Key = fmt.Sprintf("%s/%s/%s", t.Event.ID, f.Kind(), n.Slot)
	return t.Tx.Enqueue(ctx, t.Now(), full)
}

func (t *Turn) notice(to desk.Address, f notice.Facts) desk.Notice {
	class := desk.ClassAnswer
	if notice.Slow(f) { // other notices of the chat do not wait for it
		class = desk.ClassDigest
	}
	return desk.Notice{
		Key: fmt.Sprintf("%s/%s/%d", t.Event.ID, f.Kind(), len(t.notices)),
		To:  to, Class: class, Kind: f.Kind(), Facts: notice.Encode(f),
		Person: t.Who.Person.ID, Planned: t.Now(),
	}
}

// Later answers with something that is put together when it is sent. What would be
// a part of the messenger's response is a message in the person's private chat
// instead, which a sentence says at once.
func (t *Turn) Later(f notice.Facts, says string) notice.Facts {
	if t.InChat() {
		return f
	}
	to := t.Event.From.Private()
	if t.Event.In.Private {
		to = t.Place()
	}
	t.Post(to, f)
	return notice.Text(says)
}

// Answer answers the person who acted: in the response to a press or a slash
// command, which only they see, or in the chat.
func (t *Turn) Answer(f notice.Facts) { t.AnswerAbout(nil, f) }

// Home adds a card to the visitor's own page; without facts it has only buttons.
func (t *Turn) Home(about *desk.Ticket, f notice.Facts, buttons ...desk.Button) {
	card := &desk.Card{Title: t.Desk.Name}
	if f != nil {
		card = t.card(about, f)
	}
	if len(buttons) > 0 {
		card.Buttons = append(card.Buttons, buttons)
	}
	if t.Reply.Home == nil {
		t.Reply.Home = new(desk.Page)
	}
	t.Reply.Home.Cards = append(t.Reply.Home.Cards, *card)
}

// Say returns one of the texts in the visitor's language.
func (t *Turn) Say(id string) string { return locales.New(t.Who.Person.Locale, nil).Say(id) }

// AnswerAbout is Answer about a ticket.
func (t *Turn) AnswerAbout(about *desk.Ticket, f notice.Facts) {
	text, sentence := f.(notice.Sentence)
	switch {
	case t.InChat():
		n := t.notice(t.Place(), f)
		if about != nil {
			n.Ticket = about.ID
		}
		t.notices = append(t.notices, n)
	case sentence && t.Traits().Toasts:
		t.Reply.Toast = cards.Sentence(t.Who.Person.Locale, text.ID, text.Args)
	default:
		t.Reply.Card = t.card(about, f)
	}
}

// toastRoom is the longest toast (Telegram's answerCallbackQuery, text).
var toastRoom = desk.Length{Max: 200}

// Whisper tells the person who acted something about a ticket that nobody else
// may see and that is not stored: over the chat, or in a message only they see.
func (t *Turn) Whisper(about *desk.Ticket, f notice.Facts) {
	card := t.card(about, f)
	_, pressed := t.Event.Body.(desk.Pressed)
	if text := strings.Join(append([]string{card.Lead}, card.Lines...), "\n"); pressed && t.Traits().Toasts && toastRoom.Fits(text) {
		t.Reply.Toast, t.Reply.Alert = text, true
		return
	}
	t.Reply.Card, t.Reply.Alone = card, true
	if pressed && t.Traits().Toasts && !t.Event.In.Private {
		t.Reply.Toast = cards.Sentence(t.Who.Person.Locale, notice.DoneInPrivate, nil)
	}
}

// card returns the answer as the visitor reads it. If it cannot be put into
// words, which is a fault of this program, they get as much of it as there is.
func (t *Turn) card(about *desk.Ticket, f notice.Facts) *desk.Card {
	v := cards.View{Desk: t.Desk, Now: t.Now(), Locale: t.Who.Person.Locale, Zone: t.Who.Zone, Traits: t.Traits(), Ticket: about}
	card, err := cards.Card(v, f)
	if err != nil {
		t.Log.Error("put an answer into words", "kind", f.Kind(), "error", err)
	}
	if err != nil && card.Title+card.Lead == "" {
		card.Lead = cards.Sentence(v.Locale, notice.RefusedTrouble, nil)
	}
	return &card
}
