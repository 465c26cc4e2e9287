package cards

import (
	"strings"

	"vakhta/cards/pen"
	"vakhta/desk"
)

// mayUnlink is how many linked tickets a card has a button for; the command
// takes any.
const mayUnlink = 3

// majorIncident says on the lead's card how many people report the fault, and
// offers to split off the latest of them.
func (w *writer) majorIncident() {
	m := w.Incident
	if m == nil {
		return
	}
	w.Card.Lead = strings.TrimSpace(w.Say("storm.counts",
		"People", w.Voice.Count("storm_people", m.People), "Shops", w.Voice.Count("storm_shops", m.Shops),
		"Since", w.Voice.When(m.Since, w.Now), "Fault", w.Say("fault."+strings.TrimPrefix(m.Fault, "fn."))) + "\n" + w.Card.Lead)
	keys := strings.Join(m.Latest, ", ")
	if m.Linked > len(m.Latest) {
		keys += ", …"
	}
	w.Line(w.Say("storm.linked", "N", m.Linked, "Keys", keys))
}

// under says on the card of a ticket that was linked by hand where its work goes
// on, and offers to undo it.
func (w *writer) under(lead desk.Key) {
	w.Card.Title, w.Card.Lead = w.Ticket.Key.String(), w.Say("storm.under", "Key", lead.String())
	w.Card.Author, w.Card.Quote = w.Ticket.Requester.Name, pen.Quoted(w.Ticket.Text)
	undo := w.Button(w.Say("button.unlink", "Key", w.Ticket.Key.String()), desk.ActUnlink, "")
	undo.Press.Rev = w.Ticket.DrawnAs()
	w.Row(undo)
}

// unlinks offers to split off the latest linked tickets.
func (w *writer) unlinks() {
	if w.Incident == nil || !w.Ticket.State.Open() {
		return
	}
	var buttons []desk.Button
	for _, name := range w.Incident.Latest[:min(mayUnlink, len(w.Incident.Latest))] {
		if key, ok := desk.ParseKey(name); ok {
			buttons = append(buttons, desk.Button{Label: w.Say("button.unlink", "Key", name), Press: desk.Press{Action: desk.ActUnlink, Key: key, Rev: w.Ticket.Revision}})
		}
	}
	w.Row(buttons...)
}
