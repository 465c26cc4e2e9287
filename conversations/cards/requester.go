package cards

import (
	"slices"
	"strconv"

	"vakhta/desk"
)

// requester writes what a ticket's requester reads; false: the facts are none
// of theirs. Nothing internal is ever said here.
func (w *writer) requester(f Facts) bool {
	switch f := f.(type) {
	case Receipt:
		w.receipt(f)
	case DeskSaid:
		w.deskSaid(f)
	case Taken:
		w.taken(f)
	case StateChanged:
		w.stateChanged(f)
	case Resolved:
		w.resolved(f)
	case Closed:
		w.closed(f)
	case Belongs:
		w.card.Lead = w.about("told.belongs")
		w.row(w.button(w.say("button.new"), desk.ActSplit, strconv.FormatInt(f.Utterance, 10)))
		w.card.Quiet = true
	case AskReopen:
		w.askReopen(f)
	default:
		return false
	}
	w.inPlace()
	return true
}

// inPlace answers under the request and says whom, where others read along. A
// requester of a ticket that was merged into this one is answered elsewhere.
func (w *writer) inPlace() {
	t := w.Ticket
	if !t.Shared || !w.To.IsZero() && w.To.Root() != t.Place.Root() {
		return
	}
	w.card.ReplyTo = t.Origin
	to := w.say("receipt.for", "Who", t.Requester.Name)
	if w.card.Lead != "" {
		to += " " + w.card.Lead
	}
	w.card.Lead = to
}

func (w *writer) receipt(f Receipt) {
	t := w.Ticket
	w.card.Tone = tone(t)
	w.card.Title = w.about("receipt.state", "State", w.yourState(t))
	if t.State == desk.New {
		w.card.Title = w.about("receipt.new")
	}
	w.card.Lead = w.whatNext()
	w.yourFields()
	switch {
	case !t.State.Open():
	case f.Menu == MenuType:
		w.line(w.say("receipt.choose_type"))
		w.row(w.askType("")...)
		w.row(w.button(w.say("button.back"), desk.ActMore, "back"))
	case f.Menu == MenuPriority:
		w.line(w.say("receipt.choose_priority"))
		w.row(w.priorities()...)
		w.row(w.button(w.say("button.back"), desk.ActMore, "back"))
	default:
		w.receiptButtons(f)
	}
}

func (w *writer) receiptButtons(f Receipt) {
	cancel := w.button(w.say("button.withdraw"), desk.ActCancel, "")
	cancel.Confirm = w.about("confirm.cancel")
	if f.Ask && w.Ticket.TypeBy == desk.ByGuess && w.Ticket.State == desk.New {
		w.line(w.say("receipt.ask_type"))
		w.row(w.askType(f.Second)...)
		w.row(cancel)
	} else {
		w.row(w.button(w.say("button.type"), desk.ActType, ""), w.button(w.say("button.priority"), desk.ActPriority, ""), cancel)
	}
	if len(f.Attach) == 0 || w.Ticket.State != desk.New {
		return
	}
	w.line(w.say("receipt.attach"))
	var others []desk.Button
	for _, k := range f.Attach {
		others = append(others, desk.Button{
			Label: w.say("button.attach", "Key", k.String()),
			Press: desk.Press{Action: desk.ActAttach, Key: k, Arg: strconv.Itoa(w.Ticket.Key.Number)},
		})
	}
	w.row(append(others, w.button(w.say("button.new"), desk.ActNew, ""))...) // with its key: it is new, as it was taken
}

// whatNext says what the requester may expect.
func (w *writer) whatNext() string {
	t := w.Ticket
	switch {
	case !t.MergedInto.IsZero():
		return w.say("receipt.merged", "Key", t.MergedInto.String())
	case t.State == desk.WaitingCustomer:
		return w.say("receipt.waiting")
	case t.State != desk.New || !t.ReactedAt.IsZero():
		return ""
	case t.ReactionDue.IsZero():
		return w.say("receipt.answer_open")
	case w.Now.After(t.ReactionDue):
		return w.say("receipt.late", "By", w.by(t))
	default:
		return w.say("receipt.answer", "By", w.by(t))
	}
}

// by is the reaction deadline; where several people read it names the zone.
func (w *writer) by(t *desk.Ticket) string {
	by := w.voice.By(t.ReactionDue, w.Now)
	if t.Shared {
		by += " (" + w.voice.ZoneName(t.ReactionDue) + ")"
	}
	return by
}

// yourFields are the facts of a ticket that its requester is shown.
func (w *writer) yourFields() {
	t := w.Ticket
	w.field("label.type", w.voice.Type(t.Type))
	w.field("label.priority", w.voice.Priority(t.Priority))
	if t.Assignee != "" && !t.State.Ended() {
		w.field("label.answered_by", w.person(t.Assignee))
	}
	if t.State.Open() && !t.ResolutionDue.IsZero() && !t.Paused() && w.Now.Before(t.ResolutionDue) {
		w.at(w.say("label.yours_by"), t.ResolutionDue)
	}
}

// askType offers the types in the requester's words, the likeliest first.
func (w *writer) askType(second desk.RequestType) []desk.Button {
	order := slices.DeleteFunc(append([]desk.RequestType{w.Ticket.Type, second}, desk.RequestTypes()...),
		func(t desk.RequestType) bool { return !t.Valid() })
	var buttons []desk.Button
	for i, t := range order {
		if !slices.Contains(order[:i], t) {
			buttons = append(buttons, w.button(w.say("ask_type."+string(t)), desk.ActType, string(t)))
		}
	}
	return buttons
}

func (w *writer) priorities() []desk.Button {
	var buttons []desk.Button
	for _, p := range desk.Priorities() {
		buttons = append(buttons, w.button(w.voice.Priority(p), desk.ActPriority, p.String()))
	}
	return buttons
}

func (w *writer) deskSaid(f DeskSaid) {
	w.card.Lead = w.about("said.to_you")
	w.card.Author, w.card.Quote, w.card.Files = f.Author, f.Text, f.Files
	w.edited(f.Edited)
}

func (w *writer) edited(yes bool) {
	if yes {
		w.card.Footer = w.say("said.edited")
	}
}

func (w *writer) taken(f Taken) {
	w.card.Tone = desk.ToneProgress
	w.card.Lead = w.about("told.taken", "Who", f.Name)
	id := "told.taken_late"
	if f.Met {
		id = "told.taken_in"
	}
	w.line(w.say(id, "In", w.voice.Duration(f.In)))
}

func (w *writer) stateChanged(f StateChanged) {
	w.card.Tone = tone(w.Ticket)
	id := string(f.Entry)
	if f.Entry == desk.EntryWaiting {
		id = string(desk.WaitingCustomer)
		if w.Ticket.State == desk.WaitingVendor {
			id = string(desk.WaitingVendor)
		}
	}
	if f.Entry == desk.EntryMerged {
		w.card.Lead = w.about("told.merged", "Note", f.Note)
		return
	}
	w.card.Lead = w.about("told." + id)
	if f.Note != "" {
		w.card.Quote, w.card.Author = f.Note, f.By
	}
}

// resolved asks only while the ticket is resolved: afterwards the message stays
// as a record, with nothing to press.
func (w *writer) resolved(f Resolved) {
	t := w.Ticket
	if f.Text == "" {
		f = Resolved{By: w.person(t.Assignee), Text: t.Resolution}
	}
	w.card.Tone = desk.ToneDone
	w.card.Title = w.about("told.resolved")
	w.card.Author, w.card.Quote = f.By, f.Text
	if t.State != desk.Resolved {
		return
	}
	w.line(w.say("told.helped"))
	yes := w.button(w.say("button.helped"), desk.ActClose, "")
	yes.Style = desk.StylePrimary
	w.row(yes, w.button(w.say("button.not_helped"), desk.ActReopen, ""))
}

func (w *writer) closed(f Closed) {
	w.card.Tone = desk.ToneEnded
	w.card.Lead = w.about("told.closed")
	if f.ByTime {
		w.card.Lead = w.about("told.closed_by_time")
	}
	if w.Ticket.Rating > 0 {
		w.line(w.say("told.rated", "Rating", w.Ticket.Rating))
		return
	}
	w.line(w.say("told.rate"))
	var stars []desk.Button
	for i := 1; i <= 5; i++ {
		n := strconv.Itoa(i)
		stars = append(stars, w.button(n, desk.ActRate, n))
	}
	w.card.Buttons = [][]desk.Button{stars} // one digit each: five fit a row
}

func (w *writer) askReopen(f AskReopen) {
	fresh := desk.Button{
		Label: w.say("button.new"),
		Press: desk.Press{Action: desk.ActNew, Arg: w.Ticket.Key.Project + "." + strconv.FormatInt(f.Held, 10)},
	}
	if w.Ticket.State != desk.Resolved {
		w.card.Lead = w.about("told.ask_new")
		fresh.Label, fresh.Style = w.say("button.open_request"), desk.StylePrimary
		w.row(fresh)
		return
	}
	w.card.Lead = w.about("told.ask_reopen")
	again := w.button(w.say("button.reopen"), desk.ActReopen, "")
	again.Style = desk.StylePrimary
	w.row(again, fresh)
}
