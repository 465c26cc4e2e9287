package cards

import (
	"strings"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/techmap"
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

// labelsShown is how many labels of a ticket's alerts are on the card.
const labelsShown = 8

// labels shows on the engineers' card what the ticket's alerts are about.
func (w *writer) labels() {
	all := w.Ticket.Alert.Labels
	if len(all) == 0 {
		return
	}
	shown := strings.Join(all[:min(len(all), labelsShown)], ", ")
	if len(all) > labelsShown {
		shown += " …"
	}
	w.Line("🏷 " + shown)
}

// shopAlert tells a shop's chat of a ticket that monitoring opened: what it is
// about as far as the map says so by the alerts' labels, and how it stands. Words
// of the monitoring are for engineers.
func (w *writer) shopAlert(f notice.ShopAlert) bool {
	t := w.Ticket
	if t == nil {
		return false
	}
	since := w.Voice.When(f.Since, w.Now)
	if f.Over || !t.State.Open() {
		w.Card.Tone, w.Card.Title = desk.ToneDone, w.Say("shop_alert.title")
		if f.Over {
			w.Card.Title = w.Say("shop_alert.over_title")
		}
		w.Card.Lead = w.Say("shop_alert.over", "Since", since, "At", w.Voice.When(t.StateAt, w.Now))
		return true
	}
	w.Card.Tone, w.Card.Title, w.Card.Lead = desk.ToneWarning, w.Say("shop_alert.title"), w.Say("shop_alert.since", "Since", since)
	if p := w.Desk.Projects[t.Key.Project]; p != nil && len(t.Alert.Labels) > 0 {
		var names []string
		for _, c := range techmap.Find(p.TechMap, "", t.Alert.Labels...) {
			names = append(names, c.Name)
		}
		if len(names) > 0 {
			w.Line(w.Say("shop_alert.part", "Parts", w.partNames(p.TechMap, names)))
		}
	}
	state := "shop_alert.waits"
	if t.Assignee != "" {
		state = "shop_alert.works"
	}
	w.Line(w.Say(state))
	w.Card.Footer = w.Say("shop_alert.how")
	return true
}
