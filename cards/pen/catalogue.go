package pen

import (
	"vakhta/desk"
)

// StandardWork adds for engineers the standard work that the ticket is about, and its
// checklist.
func (p *Pen) StandardWork() {
	work := p.Ticket.Work
	if work == nil {
		return
	}
	p.Field("label.work", p.workNamed(work))
	if work.Unfilled() && p.Ticket.State.Open() {
		p.Line(p.Say("catalogue.unfilled"))
	}
	for i, t := range work.Checklist {
		id := "catalogue.todo"
		if !t.At.IsZero() {
			id = "catalogue.done"
		}
		p.Line(p.Say(id, "N", i+1, "Text", t.Names.In(p.Locale)))
	}
}

// YourWork adds the same for the requester, without the checklist.
func (p *Pen) YourWork() {
	if p.Ticket.Work != nil {
		p.Field("label.work", p.workNamed(p.Ticket.Work))
	}
}

// workNamed names a standard work, with the hours that it includes.
func (p *Pen) workNamed(w *desk.AgreedWork) string {
	name := w.Names.In(p.Locale)
	if w.Included == 0 {
		return name
	}
	return p.Say("catalogue.included", "Title", name, "Hours", p.Voice.Hours(w.Included))
}
