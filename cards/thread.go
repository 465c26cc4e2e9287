package cards

import (
	"strconv"

	"vakhta/cards/pen"
	"vakhta/desk"
	"vakhta/notice"
)

// ping calls people. It is the only card with mentions.
func (w *writer) ping(f notice.Ping) {
	w.Card.Tone, w.Card.Mention = desk.ToneUrgent, f.Mention
	w.Card.Title = w.About(w.pingTitle(f), "Who", f.By, "Priority", w.Ticket.Priority.String())
	t := w.Ticket
	switch {
	case f.Percent == 0 && f.Why == desk.ReasonEscalated:
		w.Card.Lead = w.Say("ping.waits", "In", w.Voice.Duration(w.Now.Sub(t.OpenedAt)))
	case f.Why == desk.ReasonReminded:
		w.Card.Lead = w.Say("ping.back_to_line")
	case f.Percent == 0:
	case f.Why == desk.ReasonWarning:
		w.Card.Lead = w.Say("ping.resolution_share", "Percent", f.Percent)
	case f.Percent < 100:
		w.Card.Lead = w.Say("ping.reaction_share", "Percent", f.Percent)
	default:
		w.Card.Lead = w.Say("ping.reaction_late", "Percent", f.Percent)
	}
	switch {
	case f.Text != "":
		w.Card.Quote, w.Card.Author = f.Text, f.By
	case f.Private:
		w.Card.Quote = pen.Excerpt(t.Text)
	}
}

// pingOver is what a call says when it is answered. It is told as what happened, so it
// stays true whatever becomes of the ticket later.
func (w *writer) pingOver() {
	t := w.Ticket
	w.Card.Tone, w.Card.Quiet = desk.ToneDone, true
	switch {
	case t.State == desk.New:
		w.Card.Tone = desk.ToneWarning
		w.Card.Title = w.About("ping.back", "Priority", t.Priority.String())
	case t.State.Open():
		w.Card.Title = w.About("ping.taken", "Priority", t.Priority.String(), "Who", w.Assignee(t), "At", w.Voice.When(t.AckedAt, w.Now))
	default:
		w.Card.Title = t.Key.String() + " · " + t.Priority.String() + ": " + w.State(t)
	}
}

// pingTitle is all that a phone's lock screen shows: which ticket, how urgent, and why.
func (w *writer) pingTitle(f notice.Ping) string {
	switch {
	case f.Why == desk.ReasonWarning && f.Percent >= 100:
		return "ping.warning_late"
	default:
		return "ping." + string(f.Why)
	}
}

// delivered shows the state of words to the customer, with undo as long as it is possible.
func (w *writer) delivered(f notice.Delivered) {
	w.Card.Author, w.Card.Quote, w.Card.Files = f.Author, f.Text, w.files(f.Files)
	undo := w.Button(w.Say("button.undo"), desk.ActUndo, strconv.FormatInt(f.Utterance, 10))
	switch {
	case f.Retracted, f.Stage == notice.StageRecalled:
		w.Card.Lead = w.Say("said.retracted")
	case f.Stage == notice.StageArrived:
		w.Card.Lead = w.Say("said.delivered")
		if w.Now.Before(f.Until) {
			w.Row(undo)
		}
	case f.Stage == notice.StageSending:
		w.Card.Lead = w.Say("said.sending")
		w.Row(undo)
	case f.Stage == notice.StageStands && f.Cause == desk.ReachRefused:
		w.Card.Tone, w.Card.Lead = desk.ToneWarning, w.Say("said.stands", "Why", w.Say("missed.stays"))
	case f.Stage == notice.StageStands, f.Stage == notice.StageFailed:
		w.Card.Tone, w.Card.Lead = desk.ToneWarning, w.Say("said."+string(f.Stage), "Why", w.WhyMissed(f.Cause))
	case f.Stage == notice.StageDoubtful:
		w.Card.Tone, w.Card.Lead = desk.ToneWarning, w.Say("said.doubtful")
	default:
		w.Card.Lead = w.Say("said." + string(f.Stage))
	}
	w.Card.Quiet = w.Card.Tone != desk.ToneWarning
}
