package cards

import (
	"strings"

	"vakhta/desk"
	"vakhta/notice"
)

// askLower asks whether a priority is to be lower than what the words say.
func (w *writer) askLower(f notice.AskLower) {
	w.Card.Tone = desk.ToneWarning
	id := "impact.lower"
	if f.By != "" {
		id = "impact.lower_own"
	}
	w.Card.Lead = w.About(id, "Said", w.Voice.Priority(f.Said), "To", w.Voice.Priority(f.To), "Who", f.By)
	if w.Ticket.State.Open() && w.Ticket.Priority != f.To {
		w.Row(w.Button(w.Say("button.lower", "To", f.To.String()), desk.ActPriority, f.To.String()+".yes"))
	}
}

// askImpact asks who is hit.
func (w *writer) askImpact() {
	w.Card.Lead = w.About("impact.ask")
	if !w.Ticket.State.Open() {
		return
	}
	w.whoIsHit()
}

// whoIsHit offers the answers.
func (w *writer) whoIsHit() {
	var answers []desk.Button
	for _, who := range desk.Impacts() {
		answers = append(answers, w.Button(w.Say("impact."+string(who)), desk.ActImpact, string(who)))
	}
	w.Row(answers...)
}

// examples lists what the contract says to be of which priority.
func (w *writer) examples() {
	p := w.Desk.Projects[w.Ticket.Key.Project]
	if p == nil {
		return
	}
	c := w.Desk.ContractFor(p, w.Ticket)
	if c == nil || c.Matrix == nil {
		return
	}
	for _, priority := range desk.Priorities() {
		var all []string
		for _, e := range c.Matrix.Examples[priority] {
			all = append(all, e.In(w.Locale))
		}
		if len(all) > 0 {
			w.Line(w.Say("impact.examples", "Priority", w.Say("ask_priority."+priority.String()), "Text", strings.Join(all, "; ")))
		}
	}
}
