package cards

import (
	"strconv"

	"vakhta/desk"
	"vakhta/notice"
)

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
