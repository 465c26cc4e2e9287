package cards

import (
	"vakhta/desk"
	"vakhta/notice"
)

// canned shows an engineer a canned answer before it leaves.
func (w *writer) canned(f notice.CannedAnswer) bool {
	if w.Ticket == nil {
		return false
	}
	w.Card.Lead = w.About("talk.canned", "Who", w.Ticket.Requester.Name)
	if f.Again {
		w.Card.Lead = w.About("talk.canned_again")
	}
	w.Card.Quote = f.Text
	send := w.Button(w.Say("button.send"), desk.ActReply, f.Sum)
	send.Press.Rev, send.Style = f.Rev, desk.StylePrimary
	w.Row(send)
	return true
}
