package cards

import (
	"vakhta/cards/pen"
	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
)

// stateChanged says what a change means for the requester, and quotes an
// engineer's words for them.
func (w *writer) stateChanged(f notice.StateChanged) {
	w.Card.Tone = pen.YourTone(w.Ticket)
	id, words := string(f.Event.Kind()), ""
	switch event := f.Event.(type) {
	case history.PutOnHold:
		id, words = string(event.On), event.Text
	case history.Cancelled:
		words = event.Text
	case history.Merged:
		w.Card.Lead = w.About("told.merged", "Into", event.Into.String())
		return
	case history.ApprovalAsked:
		w.Card.Lead = w.About("told.approval_asked", "What", w.Asked(event.Of, w.Voice.Effort(event.Effort), event.Price), "Who", w.names(event.Asked))
		if event.Text != "" {
			w.Card.Quote, w.Card.Author = event.Text, f.By.Name
		}
		return
	case history.ApprovalDeclined:
		words = event.Text
	case history.Reopened:
		if f.By.Person == w.Ticket.Requester.ID && !event.Unanswered {
			id = "reopened_ask"
		}
	default: // nothing to say but that it happened
	}
	w.Card.Lead = w.About("told."+id, "Who", f.By.Name)
	if words != "" {
		w.Card.Quote, w.Card.Author = words, f.By.Name
	}
}

// resolved asks only while the ticket is resolved. After that the message stays
// as a record without buttons.
func (w *writer) resolved(f notice.AskHelped) {
	t := w.Ticket
	if f.Text == "" {
		f = notice.AskHelped{By: w.Assignee(t), Text: t.Resolution}
	}
	w.Card.Tone = desk.ToneDone
	w.Card.Title = w.About("told.resolved")
	if f.Text != "" {
		w.Card.Author, w.Card.Quote = f.By, f.Text
	}
	if t.State != desk.Resolved {
		return
	}
	w.Line(w.Say("told.helped"))
	yes := w.Button(w.Say("button.helped"), desk.ActClose, "")
	yes.Style = desk.StylePrimary
	w.Row(yes, w.Button(w.Say("button.not_helped"), desk.ActReopen, ""))
}

// askReopen offers to reopen the ticket while it is resolved. An ended ticket
// stays ended, and the words may open a new one.
func (w *writer) askReopen(f notice.AskReopen) {
	fresh := desk.Button{
		Label: w.Say("button.new"),
		Press: desk.Press{Action: desk.ActNew, Arg: desk.HeldArg(w.Ticket.Key.Project, f.Held)},
	}
	if w.Ticket.State != desk.Resolved {
		w.Card.Lead = w.About("told.ask_new")
		fresh.Label, fresh.Style = w.Say("button.open_request"), desk.StylePrimary
		w.Row(fresh)
		return
	}
	w.Card.Lead = w.About("told.ask_reopen")
	again := w.Button(w.Say("button.reopen"), desk.ActReopen, "")
	again.Style = desk.StylePrimary
	w.Row(again, fresh)
}
