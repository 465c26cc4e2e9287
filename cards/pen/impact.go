package pen

import (
	"vakhta/history"
)

// impact says who is hit and how urgent it is for them, as far as they said, and what
// the contract's matrix makes of it.
func (p *Pen) impact(e history.Triaged) string {
	var text string
	switch {
	case e.Hits != "" && e.Urgency != "":
		text = p.Say("happened.impact_urgency", "Who", p.Say("impact."+string(e.Hits)), "Urgency", p.Say("incident.urgency_"+string(e.Urgency)))
	case e.Urgency != "":
		text = p.Say("happened.urgency", "Urgency", p.Say("incident.urgency_"+string(e.Urgency)))
	default:
		text = p.Say("happened.impact", "Who", p.Say("impact."+string(e.Hits)))
	}
	if e.Means.Valid() {
		text += ". " + p.Say("happened.impact_means", "Priority", e.Means.String())
	}
	return text
}

// Hit adds who is hit, once their side said so.
func (p *Pen) Hit() {
	if t := p.Ticket.Triage; t != nil && t.Hits != "" {
		p.Field("label.hits", p.Say("impact."+string(t.Hits)))
	}
}
