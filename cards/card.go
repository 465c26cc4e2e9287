package cards

import (
	"fmt"

	"vakhta/cards/pen"
	"vakhta/desk"
)

// Card puts facts into the reader's words. React and Remove are no cards.
func Card(v View, f Facts) (desk.Card, error) {
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
		return desk.Card{}, fmt.Errorf("card %s: %w", f.Kind(), err)
	}
	return w.Card, nil
}

// A writer writes one card.
type writer struct{ *pen.Pen }
