package cards

import (
	"strings"

	"vakhta/desk"
	"vakhta/notice"
)

// fault names what a major incident is about: "payments".
func (w *writer) fault() string {
	name := ""
	if w.Ticket != nil {
		name = w.Ticket.Fault
	}
	if w.Incident != nil && w.Incident.Fault != "" {
		name = w.Incident.Fault
	}
	if name == "" {
		name = "unknown"
	}
	return w.Say("fault." + strings.TrimPrefix(name, "fn."))
}

// majorStatus tells a shop's chat how a major incident stands. It names no ticket and no
// other shop.
func (w *writer) majorStatus(f notice.MajorStatus) bool {
	t := w.Ticket
	if t == nil {
		return false
	}
	m := t.Major
	w.Card.Quote = f.Text
	switch {
	case f.Over:
		w.Card.Tone, w.Card.Title = desk.ToneDone, w.Say("major.over", "Fault", w.fault())
		w.Card.Lead = w.Say("major.over_since", "Since", w.Voice.When(m.Since, w.Now), "At", w.Voice.When(f.At, w.Now))
	case !m.Lasts():
		w.Card.Tone, w.Card.Title = desk.ToneDone, w.Say("major.title", "Fault", w.fault())
		w.Card.Lead = w.Say("major.over_since", "Since", w.Voice.When(m.Since, w.Now), "At", w.Voice.When(m.Over, w.Now))
	default:
		w.Card.Tone, w.Card.Title = desk.ToneWarning, w.Say("major.title", "Fault", w.fault())
		w.Card.Lead = w.Say("major.since", "Since", w.Voice.When(m.Since, w.Now))
		if f.Text != "" {
			w.Line(w.Say("major.said", "At", w.Voice.When(f.At, w.Now)))
		}
		if !f.Next.IsZero() {
			w.Line(w.Say("major.next", "By", w.Voice.By(f.Next, w.Now)))
		}
	}
	return true
}

// declared says on the engineers' card that the ticket is a major incident, and what that
// asks for.
func (w *writer) declared() {
	m := w.Ticket.Major
	switch {
	case m.Lasts():
		w.Line(w.Say("major.declared", "Since", w.Voice.When(m.Since, w.Now)))
	case w.postMortemMissing():
		w.Line(w.Say("major.unexplained"))
	}
}

// postMortemMissing reports whether a post-mortem is to be written. A ticket that was
// cancelled was no fault.
func (w *writer) postMortemMissing() bool {
	return w.Ticket.Major.Unexplained() && w.Ticket.State != desk.Cancelled
}

// majorButtons are those of a major incident, and the one that declares it when several
// people report one fault.
func (w *writer) majorButtons() {
	m := w.Ticket.Major
	switch {
	case m.Lasts():
		w.Row(w.work("button.update", desk.ActUpdate, "", desk.StylePlain), w.work("button.major_off", desk.ActMajor, "off", desk.StylePlain))
	case w.postMortemMissing():
		w.Row(w.work("button.post_mortem", desk.ActPostMortem, "", desk.StylePlain))
	case w.Incident != nil && w.Ticket.State.Open():
		w.Row(w.work("button.major", desk.ActMajor, "", desk.StyleDanger))
	}
}

// askPostMortem asks what a major incident came from.
func (w *writer) askPostMortem(f notice.AskPostMortem) {
	m := w.Ticket.Major
	w.Card.Lead = w.Say("major.ask")
	if f.Again {
		w.Card.Lead = w.Say("major.ask_again", "At", w.Voice.When(m.Over, w.Now))
	}
	switch {
	case m.Lasts():
		w.Card.Lead = w.Say("major.again")
	case m.Explained:
		w.Card.Lead = w.Say("major.explained")
	default:
		w.Row(w.Button(w.Say("button.post_mortem"), desk.ActPostMortem, ""))
	}
}
