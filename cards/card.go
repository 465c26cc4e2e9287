// Package cards puts facts into words: Card makes of a notice's facts what a
// reader sees, in Russian or in English. It is pure; everything that a person
// reads is localised here and nowhere else.
package cards

import (
	"fmt"

	"vakhta/cards/pen"
	"vakhta/desk"
	"vakhta/notice"
)

// A View is what a card is drawn with.
type View = pen.View

// Card puts facts into the reader's words. React and Remove are no cards. With an
// error comes as much of the card as there are words for.
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
	if err := w.Voice.Err(); err != nil {
		return w.Card, fmt.Errorf("card %s: %w", f.Kind(), err)
	}
	return w.Card, nil
}

// A writer writes one card.
type writer struct{ *pen.Pen }
