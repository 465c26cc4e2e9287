package cards

import (
	"strings"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/papers"
)

// agreement shows what is promised, as the annex has it, and who has accepted it.
func (w *writer) agreement(f notice.AgreementCard) {
	w.Card.Title = w.Say("agreement.title", "Project", w.Project(f.Project), "Version", f.State.Version)
	p := w.Desk.Projects[f.Project]
	if p == nil {
		w.Card.Lead = w.Say("agreement.gone")
		return
	}
	annex := papers.Annex{Desk: w.Desk, Project: p, At: f.At}
	if annex.Version() != f.State.Version {
		w.Card.Tone, w.Card.Lead = desk.ToneWarning, w.Say("agreement.changed")
		f.For = ""
	} else {
		for _, s := range annex.Sections(w.Voice.Locale) {
			w.Line(s.Title + "\n• " + strings.Join(s.Lines, "\n• "))
		}
	}
	w.accepted(f.State)
	if f.For != "" {
		w.Row(desk.Button{
			Label: w.Say("button.accept_agreement"), Style: desk.StylePrimary,
			Press: desk.Press{Action: desk.ActAgreement, Arg: f.Project + ":" + notice.ArgAccept + ":" + f.State.Version},
		})
	}
	w.Row(desk.Button{Label: "PDF", Press: desk.Press{Action: desk.ActAgreement, Arg: f.Project + ":pdf"}})
}

// accepted says which sides have accepted the agreement.
func (w *writer) accepted(s desk.AgreementState) {
	var lines []string
	for _, side := range desk.Sides() {
		if a, ok := s.Of(side); ok {
			lines = append(lines, "✅ "+w.Say("agreement.accepted_"+string(side), "Who", a.Who, "At", w.Voice.When(a.At, w.Now)))
			continue
		}
		lines = append(lines, "▫️ "+w.Say("agreement.waits_"+string(side)))
	}
	w.Line(strings.Join(lines, "\n"))
	switch {
	case s.Full():
		w.Card.Tone = desk.ToneDone
		w.Line(w.Say("agreement.full"))
	case s.Before:
		w.Line(w.Say("agreement.again"))
	}
}

// agreementFile is the caption of the annex.
func (w *writer) agreementFile(f notice.AgreementFile) {
	w.Card.Title, w.Card.Lead = w.Say("agreement.file", "Project", w.Project(f.Project)), w.Say("agreement.file_"+string(f.In))
}
