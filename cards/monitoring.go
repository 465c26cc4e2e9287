package cards

import (
	"vakhta/desk"
	"vakhta/notice"
)

// alertsLimited says that alerts of a source are held, or how many were, and what
// to do about it.
func (w *writer) alertsLimited(f notice.AlertsLimited) {
	w.Card.Tone, w.Card.Title = desk.ToneWarning, w.Say("alerts.limited_title", "System", f.System, "Project", w.Project(f.Project))
	if f.Held == 0 {
		w.Card.Lead = w.Say("alerts.limited_begins", "Limit", f.Limit, "At", w.Voice.When(f.Until, w.Now))
	} else {
		w.Card.Lead = w.Say("alerts.limited_ends", "Until", w.Voice.When(f.Until, w.Now), "Held", f.Held, "Over", f.Held-f.Left, "Left", f.Left)
	}
	w.Card.Footer = w.Say("alerts.limited_how", "System", f.System, "Code", f.Project)
}
