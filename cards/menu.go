package cards

import (
	"vakhta/desk"
	"vakhta/notice"
)

// menu adds choices under the buttons, which stay: in a channel another person
// may want to take the ticket while this one is choosing.
func (w *writer) menu(f notice.WorkCard) {
	m := f.Menu
	if !w.Ticket.State.Open() || m == notice.MenuNone {
		return
	}
	w.Card.Buttons = w.Card.Buttons[:1:1] // without "more", which opened this
	choices := map[notice.Menu]func() []desk.Button{
		notice.MenuCancel: w.cancelChoice, notice.MenuMore: w.moreChoices, notice.MenuType: w.typeChoices, notice.MenuPriority: w.priorityChoices,
		notice.MenuHandOver: w.handOverChoices,
		notice.MenuAssign:   func() []desk.Button { return w.assignChoices(f.Joined) }, notice.MenuWait: w.waitChoices,
	}[m]
	if choices == nil {
		return
	}
	switch m {
	case notice.MenuMore:
	case notice.MenuCancel:
		w.Line(w.About("confirm.cancel_told"))
	default:
		w.Line(w.Say("work.choose_" + string(m)))
	}
	w.Row(choices()...)
	if m == notice.MenuMore {
		w.CopyKey()
	}
	w.Row(w.work("button.back", desk.ActMore, "back", desk.StylePlain))
}

func (w *writer) moreChoices() []desk.Button {
	cancel := w.work("button.cancel", desk.ActCancel, "", desk.StyleDanger)
	cancel.Confirm = w.cancelling("confirm.cancel_told")
	choices := []desk.Button{
		w.work("button.assign", desk.ActAssign, "", desk.StylePlain),
		w.work("button.type", desk.ActType, "", desk.StylePlain),
		w.work("button.priority", desk.ActPriority, "", desk.StylePlain),
	}
	if w.Ticket.State != desk.New || w.Ticket.Handed() { // otherwise it is in the first row
		choices = append(choices, w.escalate())
	}
	return append(choices, w.work("button.handover", desk.ActHandOver, "", desk.StylePlain),
		w.work("button.similar", desk.ActSimilar, "", desk.StylePlain), w.work("button.timer", desk.ActTimer, "", desk.StylePlain), cancel)
}

// handOverChoices returns the other lines, and the people of the third.
func (w *writer) handOverChoices() []desk.Button {
	p, has := w.Desk.Projects[w.Ticket.Key.Project], w.Ticket.Holder()
	var choices []desk.Button
	for line, audience := range []desk.Audience{desk.Line1, desk.Line2} {
		if w.Desk.Team(p, line+1) != nil && has.Line != line+1 {
			choices = append(choices, w.work("audience."+string(audience), desk.ActHandOver, string(audience), desk.StylePlain))
		}
	}
	for _, handle := range p.Line3 {
		if desk.EngineerID(handle) != has.Who {
			b := w.Button(w.Person(handle), desk.ActHandOver, handle)
			b.Press.Rev = w.Ticket.DrawnAs()
			choices = append(choices, b)
		}
	}
	return choices
}

// cancelling asks for confirmation before a ticket is cancelled.
func (w *writer) cancelling(question string) desk.Confirm {
	return desk.Confirm{Question: w.About(question), Yes: w.Say("button.cancel_yes"), No: w.Say("button.cancel_no")}
}

func (w *writer) cancelChoice() []desk.Button {
	return []desk.Button{w.work("button.cancel_yes", desk.ActCancel, "yes", desk.StyleDanger)}
}

func (w *writer) typeChoices() []desk.Button {
	var choices []desk.Button
	for _, t := range desk.RequestTypes() {
		choices = append(choices, w.work("type."+string(t), desk.ActType, string(t), desk.StylePlain))
	}
	return choices
}

func (w *writer) priorityChoices() []desk.Button {
	var choices []desk.Button
	for _, p := range desk.Priorities() {
		choices = append(choices, w.work("priority."+p.String(), desk.ActPriority, p.String(), desk.StylePlain))
	}
	return choices
}

// assignChoices returns the project's engineers except the assignee. People of
// the same name are distinguished as in /assign.
func (w *writer) assignChoices(joined []desk.Actor) []desk.Button {
	p := w.Desk.Projects[w.Ticket.Key.Project]
	if p == nil {
		return nil
	}
	var all []desk.Actor
	for _, handle := range w.Desk.Engineers(p) {
		all = append(all, desk.Actor{Handle: handle, Name: w.Person(handle)})
	}
	all = append(all, joined...)
	called := map[string]int{}
	for _, a := range all {
		called[a.Name]++
	}
	var choices []desk.Button
	for _, a := range all {
		id, label := a.Engineer(), a.Name
		if id == w.Ticket.Assignee {
			continue
		}
		if called[a.Name] > 1 {
			label += " " + string(id)
		}
		b := w.Button(label, desk.ActAssign, string(id))
		b.Press.Rev = w.Ticket.DrawnAs()
		choices = append(choices, b)
	}
	return choices
}

func (w *writer) waitChoices() []desk.Button {
	return []desk.Button{
		w.work("button.wait_customer", desk.ActWait, desk.ArgCustomer, desk.StylePlain),
		w.work("button.wait_vendor", desk.ActWait, desk.ArgVendor, desk.StylePlain),
	}
}
