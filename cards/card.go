// Package cards puts facts into words: Card makes what a reader sees from a
// notice's facts, in Russian or English. It is pure. Everything that a person
// reads is localised here and nowhere else.
package cards

import (
	"fmt"
	"strings"

	"vakhta/cards/pen"
	"vakhta/desk"
	"vakhta/notice"
)

// A View is the input of a card besides the facts.
type View = pen.View

// Card puts facts into the reader's words. Facts such as React and Remove have
// no card. With an error it returns as much of the card as could be written.
func Card(v View, f notice.Facts) (desk.Card, error) {
	w := writer{pen.New(v)}
	if !w.talk(f) {
		if v.Ticket == nil {
			return desk.Card{}, fmt.Errorf("card %s: it is about no ticket", f.Kind())
		}
		if !w.requester(f) && !w.engineer(f) {
			return desk.Card{}, fmt.Errorf("card %s: this kind is no card", f.Kind())
		}
	}
	if !v.Traits.Buttons {
		w.choices()
	}
	if v.Traits.Threads == desk.NoThreads && !v.Traits.Replies {
		w.apart()
	}
	if err := w.Voice.Err(); err != nil {
		return w.Card, fmt.Errorf("card %s: %w", f.Kind(), err)
	}
	return w.Card, nil
}

// apart names the ticket of a card that would otherwise be in the ticket's
// thread or a reply to its card.
func (w *writer) apart() {
	if t := w.Ticket; t != nil && w.Card.Title == "" && !strings.Contains(w.Card.Lead, t.Key.String()) {
		w.Card.Title = t.Key.String()
	}
}

// choices replaces a card's buttons by the commands that do the same, for a
// messenger without buttons.
func (w *writer) choices() {
	lines := []string{w.Say("choices.lead")}
	for _, row := range w.Card.Buttons {
		for _, b := range row {
			if b.Press.Action == desk.ActNew && !b.Press.Key.IsZero() {
				continue // this leaves everything as it is, so there is nothing to write
			}
			lines = append(lines, w.Say("choices.line", "Command", w.Command(b.Press.Words()), "About", b.Label))
		}
	}
	if w.Card.Buttons = nil; len(lines) > 1 {
		w.Card.Lines = append(w.Card.Lines, lines...)
	}
}

// A writer writes one card.
type writer struct{ *pen.Pen }
