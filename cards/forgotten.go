package cards

import (
	"cmp"

	"vakhta/desk"
	"vakhta/notice"
)

// forgotten lists open tickets that nobody has said a word about.
func (w *writer) forgotten(f notice.ForgottenTickets) {
	w.Card.Tone, w.Card.Title = desk.ToneWarning, w.Say("forgotten.title")
	w.Card.Lead = w.Say("forgotten.manager")
	if f.Team != "" {
		w.Card.Lead = w.Say("forgotten.team", "Team", f.Team)
	}
	for _, t := range f.Tickets {
		who := w.Say("forgotten.nobody")
		if t.Assignee != "" {
			who = cmp.Or(w.Person(t.Assignee.Handle()), string(t.Assignee))
		}
		w.Line(w.Say("forgotten.line", "Key", t.Key.String(), "Priority", t.Priority.String(), "Who", who, "For", w.Voice.Duration(w.Now.Sub(t.Since))))
	}
	if f.More > 0 {
		w.Card.Footer = w.Say("forgotten.more", "N", f.More)
	}
}
