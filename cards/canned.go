package cards

import (
	"unicode/utf8"

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
		w.made(f)
		return true
	}
	send := w.Button(w.Say("button.send"), desk.ActReply, f.Sum)
	send.Press.Rev, send.Style = f.Rev, desk.StylePrimary
	other := w.Button(w.Say("button.edit_first"), desk.ActReply, desk.ArgEdit+f.Sum)
	if !w.Traits.Buttons || utf8.RuneCountInString(f.Text) > desk.MostArticle { // a command cannot say it, or no form takes it
		other = w.Button(w.Say("button.own_words"), desk.ActReply, "")
	}
	w.Row(send, other)
	w.made(f)
	return true
}

// made says who wrote the article, and of which ticket.
func (w *writer) made(f notice.CannedAnswer) {
	if f.Made.IsZero() {
		return
	}
	w.Line(w.Say("article.made", "Key", f.Made.String(), "Who", f.By, "At", w.Voice.When(f.At, w.Now)))
	w.Row(desk.Button{Label: w.Say("button.change_article"), Press: desk.Press{Action: desk.ActMake, Key: f.Made}})
}

// articles lists what engineers have made of tickets.
func (w *writer) articles(f notice.Articles) {
	w.Card.Title = w.Say("article.list", "Shop", w.Project(f.Project))
	if len(f.Made) == 0 {
		w.Card.Lead = w.Say("article.list_none")
	}
	for _, a := range f.Made {
		w.Line(w.Say("article.item", "Key", a.Name, "Title", a.Title, "Who", a.By, "At", w.Voice.When(a.At, w.Now)))
	}
	if f.Files > 0 {
		w.Line(w.Say("article.files", "N", f.Files))
	}
	if len(f.Made) > 0 {
		w.Card.Footer = w.Say("article.change", "Command", w.Command("article "+f.Made[0].Name))
	}
	if more := w.further(f.More); more != "" {
		w.Line(more)
	}
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
