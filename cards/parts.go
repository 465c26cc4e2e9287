package cards

import (
	"vakhta/cards/pen"
	"vakhta/desk"
)

// parts lists the requests in a ticket's message, for engineers with their
// types.
func (w *writer) parts() {
	for i, p := range w.Ticket.Parts {
		if words := p.Of(w.Ticket.Text); words != "" {
			w.Line(w.Say("parts.line", "N", i+1, "Type", w.Voice.Type(p.Type), "Priority", p.Priority.String(), "Text", pen.Excerpt(words)))
		}
	}
}

// askParts asks the requester whether the requests in their message are tickets
// of their own.
func (w *writer) askParts() {
	w.Line(w.Voice.Count("parts_found", len(w.Ticket.Parts)))
	for i, p := range w.Ticket.Parts {
		w.Line(w.Say("parts.yours", "N", i+1, "Text", pen.Excerpt(p.Of(w.Ticket.Text))))
	}
	w.Line(w.Say("parts.ask"))
	yes := w.Button(w.Say("parts.yes"), desk.ActSeparate, "")
	yes.Style = desk.StylePrimary
	w.Row(yes, w.Button(w.Say("parts.no"), desk.ActSeparate, "no"))
}
