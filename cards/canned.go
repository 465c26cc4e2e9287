package cards

import (
	"vakhta/desk"
	"vakhta/knowledge"
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
	if f.Article != "" {
		w.Card.Title = w.Say("talk.article", "Title", f.Article)
	}
	w.Card.Quote = f.Text
	if f.Others != "" {
		w.Card.Footer = w.Say("talk.article_others", "Names", f.Others, "Command", w.Command("knowledge "+w.Ticket.Key.String()))
	}
	if f.Held != "" {
		send := w.Button(w.Say("button.send"), desk.ActAdd, f.Held)
		send.Press.Rev, send.Style = f.Rev, desk.StylePrimary
		w.Row(send)
		return true
	}
	if f.Sum == "" {
		w.Card.Lead = w.Say("talk.article_only")
		if w.Ticket.State.Open() {
			w.Row(w.Button(w.Say("button.own_words"), desk.ActReply, ""))
		}
		return true
	}
	send := w.Button(w.Say("button.send"), desk.ActReply, f.Sum)
	send.Press.Rev, send.Style = f.Rev, desk.StylePrimary
	if f.Article == "" {
		w.Row(send)
		return true
	}
	w.Row(send, w.Button(w.Say("button.own_words"), desk.ActReply, ""))
	return true
}

// article returns the title of the note that the ticket is about, in the reader's
// language; "": none fits.
func (w *writer) article() string {
	p := w.Desk.Projects[w.Ticket.Key.Project]
	if p == nil || !w.Ticket.State.Open() {
		return ""
	}
	found := knowledge.Find(p.Knowledge, w.Ticket.Text)
	if len(found) == 0 {
		return ""
	}
	text, _ := found[0].In(w.Locale)
	return text.Title()
}
