package cards

import (
	"math"
	"strconv"
	"time"

	"vakhta/desk"
)

// engineer writes what the desk's own people read in a ticket's thread and in
// private; false: the facts are none of theirs.
func (w *writer) engineer(f Facts) bool {
	switch f := f.(type) {
	case WorkCard:
		w.workCard(f)
	case Ping:
		w.ping(f)
	case CustomerSaid:
		w.card.Author = w.say("work.who", "Who", f.Author, "Shop", w.project(w.Ticket.Key.Project))
		w.card.Quote, w.card.Files = f.Text, f.Files
		w.edited(f.Edited)
		if w.Ticket.State.Open() {
			w.row(w.button(w.say("button.reply"), desk.ActReply, ""))
		}
	case Noted:
		w.card.Lead = w.say("said.noted")
		w.card.Author, w.card.Quote, w.card.Files = f.Author, f.Text, f.Files
		w.card.Quiet = true
	case Delivered:
		w.delivered(f)
	case Happened:
		w.card.Lead = w.event(happened, desk.Entry{Kind: f.Entry, By: f.By, Note: f.Note})
		w.card.Quiet = true
	case Skipped:
		w.card.Tone = desk.ToneWarning
		w.card.Lead = w.say("trouble.skipped", "Step", f.Step, "Who", w.audience(f.Notify...), "Why", w.whyNobody(f.Why, f.Names))
	default:
		return false
	}
	return true
}

func (w *writer) workCard(f WorkCard) {
	t := w.Ticket
	w.card.Tone = tone(t)
	w.card.Title = t.Key.String() + " · " + w.state(t) + " · " + t.Priority.String()
	w.card.Thread = t.Key.String() + " · " + excerpt(t.Text)
	if f.Reason != "" && f.Reason != WhyNew && t.State.Open() {
		w.card.Lead = w.say("work." + string(f.Reason))
	}
	w.workFields()
	w.card.Quote = cut(t.Text, quoteRunes)
	w.workLines()
	w.workButtons()
	w.menu(f.Menu)
}

// workFields are the facts of a ticket that engineers are shown.
func (w *writer) workFields() {
	t := w.Ticket
	w.field("label.type", w.typeWithCue())
	w.field("label.priority", w.voice.Priority(t.Priority))
	w.field("label.requester", w.say("work.who", "Who", t.Requester.Name, "Shop", w.project(t.Key.Project)))
	if t.Assignee == "" {
		w.field("label.assignee", w.say("label.nobody"))
	} else {
		w.field("label.assignee", w.person(t.Assignee))
	}
	w.at(w.say("label.opened"), t.OpenedAt)
	w.outcome("react", t.ReactedAt, t.ReactionDue)
	if t.Paused() && t.State.Open() && !t.ResolutionDue.IsZero() {
		w.field("label.solve_paused", w.say("work.paused"))
	} else {
		w.outcome("solve", t.ResolvedAt, t.ResolutionDue)
	}
	if t.State == desk.New {
		w.field("label.line", w.say("audience.line_"+strconv.Itoa(max(t.Line, 1))))
		if !w.NextAt.IsZero() {
			w.at(w.say("label.next", "Who", w.audience(w.NextNotify...)), w.NextAt)
		}
	}
}

// outcome shows a target: when it is due or overdue, or whether it was met. At
// the deadline it is met.
func (w *writer) outcome(target string, done, due time.Time) {
	label := "label." + target
	switch {
	case !done.IsZero() && due.IsZero():
		w.at(w.say(label+"_done"), done)
	case !done.IsZero() && done.After(due):
		w.at(w.say(label+"_missed"), done)
	case !done.IsZero():
		w.at(w.say(label+"_met"), done)
	case due.IsZero() || !w.Ticket.State.Open():
	case w.Now.After(due):
		w.at(w.say(label+"_late"), due)
	default:
		w.at(w.say(label+"_by"), due)
	}
}

// typeWithCue tells why the type was guessed, for as long as it is a guess.
func (w *writer) typeWithCue() string {
	t := w.Ticket
	name, percent := w.voice.Type(t.Type), int(math.Round(t.Sureness*100))
	switch {
	case t.TypeBy == desk.ByOverride && t.Cue != "":
		return w.say("work.forced", "Type", name, "Cue", t.Cue)
	case t.TypeBy != desk.ByGuess:
		return name
	case t.Cue == "":
		return w.say("work.guessed_plain", "Type", name, "Percent", percent)
	default:
		return w.say("work.guessed", "Type", name, "Cue", t.Cue, "Percent", percent)
	}
}

func (w *writer) workLines() {
	t := w.Ticket
	if t.Resolution != "" && !t.State.Open() {
		w.line(w.say("work.resolution", "Text", cut(t.Resolution, quoteRunes)))
	}
	if t.Rating > 0 {
		w.line(w.say("work.rated", "Rating", t.Rating))
	}
	if t.Reopened > 0 {
		w.line(w.voice.Count("reopened_times", t.Reopened))
	}
	if !t.MergedInto.IsZero() {
		w.line(w.say("work.merged", "Key", t.MergedInto.String()))
	}
}

// work is a button of the work card: it says for which revision it was drawn.
func (w *writer) work(label string, a desk.Action, arg string, s desk.Style) desk.Button {
	b := w.button(w.say(label), a, arg)
	b.Press.Rev, b.Style = w.Ticket.Revision, s
	return b
}

func (w *writer) workButtons() {
	reply := w.work("button.reply", desk.ActReply, "", desk.StylePlain)
	more := w.work("button.more", desk.ActMore, "", desk.StylePlain)
	switch w.Ticket.State {
	case desk.New:
		w.row(w.work("button.ack", desk.ActAck, "", desk.StylePrimary), reply, w.escalate())
		w.row(more)
	case desk.InProgress:
		w.row(w.work("button.resolve", desk.ActResolve, "", desk.StylePrimary), reply,
			w.work("button.wait", desk.ActWait, "", desk.StylePlain))
		w.row(more)
	case desk.WaitingCustomer, desk.WaitingVendor:
		w.row(w.work("button.resume", desk.ActResume, "", desk.StylePrimary),
			w.work("button.resolve", desk.ActResolve, "", desk.StylePlain), reply)
		w.row(more)
	case desk.Resolved:
		w.row(w.work("button.reopen", desk.ActReopen, "", desk.StylePlain))
	case desk.Closed, desk.Cancelled:
	}
}

func (w *writer) escalate() desk.Button {
	b := w.work("button.escalate", desk.ActEscalate, "", desk.StyleDanger)
	b.Confirm = w.say("confirm.escalate")
	return b
}

// menu unfolds choices under the buttons, which stay: in a channel the next
// person may want to take the ticket while this one is still choosing.
func (w *writer) menu(m Menu) {
	if !w.Ticket.State.Open() || m == MenuNone {
		return
	}
	w.card.Buttons = w.card.Buttons[:1:1] // without "more", which led here
	choices := map[Menu]func() []desk.Button{
		MenuMore: w.moreChoices, MenuType: w.typeChoices, MenuPriority: w.priorityChoices,
		MenuAssign: w.assignChoices, MenuWait: w.waitChoices,
	}[m]
	if choices == nil {
		return
	}
	if m != MenuMore {
		w.line(w.say("work.choose_" + string(m)))
	}
	w.row(choices()...)
	w.row(w.work("button.back", desk.ActMore, "back", desk.StylePlain))
}

func (w *writer) moreChoices() []desk.Button {
	cancel := w.work("button.cancel", desk.ActCancel, "", desk.StyleDanger)
	cancel.Confirm = w.about("confirm.cancel")
	choices := []desk.Button{
		w.work("button.assign", desk.ActAssign, "", desk.StylePlain),
		w.work("button.type", desk.ActType, "", desk.StylePlain),
		w.work("button.priority", desk.ActPriority, "", desk.StylePlain),
	}
	if w.Ticket.State != desk.New { // where it is in the first row
		choices = append(choices, w.escalate())
	}
	return append(choices, cancel)
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

func (w *writer) assignChoices() []desk.Button {
	p := w.Desk.Projects[w.Ticket.Key.Project]
	if p == nil {
		return nil
	}
	var choices []desk.Button
	for _, handle := range w.Desk.Engineers(p) {
		if handle != w.Ticket.Assignee {
			b := w.button(w.person(handle), desk.ActAssign, handle)
			b.Press.Rev = w.Ticket.Revision
			choices = append(choices, b)
		}
	}
	return choices
}

func (w *writer) waitChoices() []desk.Button {
	return []desk.Button{
		w.work("button.wait_customer", desk.ActWait, "customer", desk.StylePlain),
		w.work("button.wait_vendor", desk.ActWait, "vendor", desk.StylePlain),
	}
}
