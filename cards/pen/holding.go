package pen

import (
	"strconv"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/sla"
)

// Holder names a line, or the person of the third line, that has a ticket.
func (p *Pen) Holder(h desk.Holding) string {
	if h.Who != "" {
		return p.Person(string(h.Who))
	}
	return p.Say("audience.line_" + strconv.Itoa(h.Line))
}

// HolderNamed names a holder by the word that a notice keeps.
func (p *Pen) HolderNamed(name string) string {
	if n, ok := strings.CutPrefix(name, "line_"); ok && len(n) == 1 {
		return p.Say("audience." + name)
	}
	return p.Person(name)
}

// holder says who has the ticket, and since when.
func (p *Pen) holder() {
	h := p.Ticket.Holder()
	p.Card.Fields = append(p.Card.Fields, desk.Field{Label: p.Say("label.holder"), Value: p.Holder(h), Note: p.Say("work.since", "At", p.Voice.WhenIn(h.From, p.Now))})
	project := p.Desk.Projects[p.Ticket.Key.Project]
	if project == nil || p.Ticket.Paused() {
		return
	}
	take, solve := sla.Handed(p.Desk, p.Desk.ContractFor(project, p.Ticket), p.Ticket, p.Now)
	if h.TakenAt.IsZero() {
		p.within("label.ola_take", take.Due())
	}
	p.within("label.ola_solve", solve.Due())
}

// within adds a deadline of the ticket's holder.
func (p *Pen) within(label string, due time.Time) {
	switch {
	case due.IsZero():
	case p.Now.Before(due):
		p.At(p.Say(label), due)
	default:
		p.At(p.Say(label), due, p.Say("label.overdue"))
	}
}

// heldBefore says how long each line had the ticket. While one still has it, its
// own time is left out, because it would not be true a minute later.
func (p *Pen) heldBefore() string {
	t := p.Ticket
	if len(t.Holdings) == 0 {
		return ""
	}
	id, held := "work.held_all", t.Held()
	if t.State.Open() {
		id, held = "work.held", held[:len(held)-1]
	}
	var each []string
	for _, h := range held {
		if d := p.heldFor(h).Truncate(time.Minute); d > 0 {
			each = append(each, p.Say("work.held_for", "Who", p.Holder(h), "In", p.Voice.Duration(d)))
		}
	}
	if len(each) == 0 {
		return ""
	}
	return p.Say(id, "Text", strings.Join(each, ", "))
}

// heldFor is how long a holding lasted. The last one ends with the work.
func (p *Pen) heldFor(h desk.Holding) time.Duration {
	switch t := p.Ticket; {
	case !h.To.IsZero():
		return h.To.Sub(h.From)
	case !t.ResolvedAt.IsZero():
		return t.ResolvedAt.Sub(h.From)
	default:
		return t.StateAt.Sub(h.From)
	}
}
