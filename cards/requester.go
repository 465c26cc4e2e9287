package cards

import (
	"slices"
	"strconv"
	"strings"

	"vakhta/cards/pen"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/triage"
)

// requester writes the cards for a ticket's requester, which contain nothing
// internal. It returns false if the facts are not for them.
func (w *writer) requester(f notice.Facts) bool {
	switch f := f.(type) {
	case notice.RequestCard:
		w.receipt(f)
	case notice.DeskSaid:
		w.deskSaid(f)
	case notice.Taken:
		w.taken(f)
	case notice.Late:
		w.late(f)
	case notice.Nudge:
		w.nudge(f)
	case notice.EndedUnanswered:
		w.unanswered(f)
	case notice.StateChanged:
		w.stateChanged(f)
	case notice.AskHelped:
		w.resolved(f)
	case notice.AskRating:
		w.closed(f)
	case notice.Belongs:
		w.Card.Lead = w.About("told.belongs")
		w.Row(w.Button(w.Say("button.new"), desk.ActSplit, strconv.FormatInt(f.Utterance, 10)))
		w.Card.Quiet = true
	case notice.AskReopen:
		w.askReopen(f)
	case notice.FormStep:
		w.formStep(f)
	case notice.AskLower:
		w.askLower(f)
		return true
	case notice.AskImpact:
		w.askImpact()
	case notice.ApprovalCard:
		w.approval(f)
		return true // it answers no message of the requester's
	default:
		return false
	}
	w.inPlace()
	return true
}

// inPlace replies to the request, and names the requester where others read
// along. The requester of a ticket that was merged into this one is answered
// elsewhere.
func (w *writer) inPlace() {
	t := w.Ticket
	if !t.Shared || !w.To.IsZero() && w.To.Root() != t.Place.Root() {
		return
	}
	w.Card.ReplyTo = t.Origin
	if w.Traits.Replies || w.Traits.Threads != desk.NoThreads { // the messenger shows whom it answers
		return
	}
	w.Card.Lead = strings.TrimSpace(w.Say("receipt.for", "Who", pen.First(t.Requester.Name)) + " " + w.Card.Lead)
}

// late apologises for a missed target.
func (w *writer) late(f notice.Late) {
	w.Card.Tone = desk.ToneWarning
	if !f.Resolution {
		w.Card.Lead = w.About("told.late", "By", w.By(f.Due))
		if len(f.Involved) > 0 {
			w.Line(w.Say("told.late_involved", "Who", w.Audience(f.Involved...)))
		}
		return
	}
	w.Card.Lead = w.About("told.late_resolution", "By", w.By(f.Due))
	if w.Ticket.Assignee != "" && w.Ticket.State.Open() {
		w.Line(w.About("told.taken", "Who", w.Assignee(w.Ticket)))
	}
}

// receipt is updated as long as the ticket lives; its buttons depend on the
// state.
func (w *writer) receipt(f notice.RequestCard) {
	t := w.Ticket
	w.Card.Tone = pen.YourTone(t)
	w.Card.Title = w.About("receipt.state", "State", w.YourState(t))
	if t.State == desk.New {
		w.Card.Title = w.About("receipt.new")
	}
	w.Card.Lead = w.WhatNext()
	if f.By != "" {
		w.Line(w.Say("receipt.by", "Who", f.By))
	}
	w.YourFields()
	w.SaleLines("receipt")
	w.YourWork()
	w.Approvals()
	if t.Question != "" {
		w.Line(w.Say("receipt.question", "Text", pen.Quoted(t.Question)))
	}
	if t.Lead != 0 && t.State == desk.New {
		w.Line(w.Say("storm.yours"))
	}
	if t.Hidden && t.State.Open() {
		w.Line(w.Say("receipt.hidden"))
	}
	switch {
	case !t.State.Open():
	case f.Menu == notice.MenuType:
		w.Line(w.Say("receipt.choose_type"))
		w.Row(w.askType("")...)
		w.Row(w.Button(w.Say("button.back"), desk.ActMore, "back"))
	case f.Menu == notice.MenuPriority:
		w.Line(w.Say("receipt.choose_priority"))
		w.examples()
		w.Row(w.priorities()...)
		w.Row(w.Button(w.Say("button.back"), desk.ActMore, "back"))
	case f.Menu == notice.MenuCancel:
		w.Line(w.About("confirm.cancel"))
		yes := w.Button(w.Say("button.cancel_yes"), desk.ActCancel, "yes")
		yes.Style = desk.StyleDanger
		w.Row(yes, w.Button(w.Say("button.back"), desk.ActMore, "back"))
	default:
		w.receiptButtons(f)
	}
}

// receiptButtons asks what the desk is unsure of, until an engineer takes the
// ticket and can ask the requester.
func (w *writer) receiptButtons(f notice.RequestCard) {
	cancel := w.Button(w.Say("button.withdraw"), desk.ActCancel, "")
	cancel.Confirm = w.cancelling("confirm.cancel")
	switch {
	case w.Ticket.State != desk.New && w.Ticket.Work.Unfilled(): // an engineer waits for it
		w.askDetails(cancel)
		return
	case w.Ticket.State != desk.New:
		w.Row(cancel)
		return
	case w.Ticket.Several():
		w.askParts()
		w.Row(cancel)
		return // one question at a time
	case f.Ask && w.Ticket.TypeBy == desk.ByGuess:
		w.Line(w.Say("receipt.ask_type", "What", w.Say("understood."+string(w.Ticket.Type))))
		w.Row(w.askType(f.Second)...)
		w.Row(cancel)
	case w.Ticket.Work.Unfilled():
		w.askDetails(cancel)
	case len(f.Offers) > 0 && w.Ticket.Work == nil && w.Ticket.Type == desk.ServiceRequest:
		w.offer(f, cancel)
	default:
		w.Line(w.Understood(w.Ticket))
		switch {
		case triage.Wanted(w.Ticket):
			w.Line(w.Say("receipt.ask_incident"))
			w.Row(w.step(w.Say("button.details"), ""))
		case triage.WhoIsHit(w.Ticket):
			w.Line(w.Say("receipt.ask_hits"))
			w.whoIsHit()
		case len(f.Attach) == 0:
			w.Line(w.Say("receipt.nothing_more"))
		}
		w.Row(w.wrongType(), w.Button(w.Say("button.urgency"), desk.ActPriority, ""), cancel)
	}
	if len(f.Attach) == 0 {
		return
	}
	w.Line(w.Say("receipt.attach"))
	var others []desk.Button
	for _, k := range f.Attach {
		others = append(others, desk.Button{
			Label: w.Say("button.attach", "Key", k.String()),
			Press: desk.Press{Action: desk.ActAttach, Key: k, Arg: strconv.Itoa(w.Ticket.Key.Number)},
		})
	}
	w.Row(append(others, w.Button(w.Say("button.new"), desk.ActNew, ""))...) // with its key: it is new, as registered
}

// askType offers the types in the requester's words, most likely first.
func (w *writer) askType(second desk.RequestType) []desk.Button {
	order := slices.DeleteFunc(append([]desk.RequestType{w.Ticket.Type, second}, desk.RequestTypes()...),
		func(t desk.RequestType) bool { return !t.Valid() })
	var buttons []desk.Button
	for i, t := range order {
		if !slices.Contains(order[:i], t) {
			buttons = append(buttons, w.Button(w.Say("ask_type."+string(t)), desk.ActType, string(t)))
		}
	}
	return buttons
}

func (w *writer) priorities() []desk.Button {
	var buttons []desk.Button
	for _, p := range desk.Priorities() {
		buttons = append(buttons, w.Button(w.Say("ask_priority."+p.String()), desk.ActPriority, p.String()))
	}
	return buttons
}

// deskSaid shows an engineer's words under their name, whichever messenger they
// wrote in.
func (w *writer) deskSaid(f notice.DeskSaid) {
	w.Card.Lead = w.About("said.to_you")
	to := w.Answers
	if to != nil && to.Internal { // not for the customer
		to = nil
	}
	w.Card.Author, w.Card.Quote, w.Card.Files = f.Author, w.answering(f.Text, to), w.files(f.Files)
	w.edited(f.Edited)
}

func (w *writer) edited(yes bool) {
	if yes {
		w.Card.Footer = w.Say("said.edited")
	}
}

// taken apologises if the deadline was missed, and says how fast it was if it
// was met.
func (w *writer) taken(f notice.Taken) {
	w.Card.Tone = desk.ToneWork
	w.Card.Lead = w.About("told.taken", "Who", f.Name)
	if !f.Met {
		w.Line(w.Say("told.taken_late", "In", w.Voice.Duration(f.In)))
	}
	if due := w.Ticket.ResolutionDue; w.Now.Before(due) {
		w.Line(w.Say("told.taken_next", "By", w.Voice.By(due, w.Now)))
	} else {
		w.Line(w.Say("told.taken_soon"))
	}
}

// nudge reminds of a question. Nobody who does not need it any more has to
// answer it.
func (w *writer) nudge(f notice.Nudge) {
	w.Card.Tone = desk.ToneWaiting
	w.Card.Lead = w.About("told.nudge")
	w.asked(f.Text)
	if !f.Ends.IsZero() {
		w.Line(w.Say("told.nudge_ends", "By", w.By(f.Ends)))
	}
	if w.Ticket.State == desk.WaitingCustomer {
		withdraw := w.Button(w.Say("button.withdraw"), desk.ActCancel, "")
		withdraw.Confirm = w.cancelling("confirm.cancel")
		w.Row(withdraw)
	}
}

// unanswered offers a way back as long as the ticket is closed.
func (w *writer) unanswered(f notice.EndedUnanswered) {
	w.Card.Tone = desk.ToneEnded
	w.Card.Lead = w.About("told.unanswered")
	w.asked(f.Text)
	if !w.Ticket.Unanswered() {
		return
	}
	w.Line(w.Say("told.unanswered_back"))
	back := w.Button(w.Say("button.reopen"), desk.ActReopen, "")
	back.Style = desk.StylePrimary
	w.Row(back)
}

// asked quotes the question that the requester was asked, if there was one.
func (w *writer) asked(question string) {
	if question != "" {
		w.Card.Quote, w.Card.Author = pen.Quoted(question), w.Assignee(w.Ticket)
	}
}
