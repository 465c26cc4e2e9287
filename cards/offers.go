package cards

import (
	"strconv"

	"vakhta/desk"
	"vakhta/notice"
)

// askDetails asks to fill in the ticket's form. The clock runs already.
func (w *writer) askDetails(cancel desk.Button) {
	w.Line(w.Say("receipt.fill_in"))
	fill := w.step(w.Say("button.fill_in"), "")
	fill.Style = desk.StylePrimary
	if w.Ticket.State != desk.New {
		w.Row(fill, cancel)
		return
	}
	w.Row(fill, w.wrongType(), w.Button(w.Say("button.urgency"), desk.ActPriority, ""), cancel)
}

// offer asks whether a standard work is meant.
func (w *writer) offer(f notice.RequestCard, cancel desk.Button) {
	p := w.Desk.Projects[w.Ticket.Key.Project]
	w.Line(w.Understood(w.Ticket))
	w.Line(w.Say("receipt.offers"))
	var works []desk.Button
	for _, code := range f.Offers {
		if p == nil || p.Item(code) == nil {
			continue // the catalogue has changed
		}
		works = append(works, w.Button(p.Item(code).Names.In(w.Locale), desk.ActService, code))
	}
	w.Row(works...)
	w.Row(w.wrongType(), w.Button(w.Say("button.urgency"), desk.ActPriority, ""), cancel)
}

// wrongType offers the other types.
func (w *writer) wrongType() desk.Button {
	label := "button.wrong_type"
	if w.Ticket.Type == desk.Incident {
		label = "button.not_broken"
	}
	return w.Button(w.Say(label), desk.ActType, "")
}

// ticks are the buttons of the checklist, once somebody has the ticket.
func (w *writer) ticks() {
	if w.Ticket.Work == nil || w.Ticket.Assignee == "" || !w.Ticket.State.Open() {
		return
	}
	var steps []desk.Button
	for i, t := range w.Ticket.Work.Checklist {
		id := "catalogue.tick"
		if !t.At.IsZero() {
			id = "catalogue.untick"
		}
		b := w.Button(w.Say(id, "N", i+1), desk.ActTick, strconv.Itoa(i))
		b.Press.Rev = w.Ticket.DrawnAs()
		steps = append(steps, b)
	}
	if len(steps) > 0 {
		w.Row(steps...)
	}
}
