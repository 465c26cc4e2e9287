package pen

import (
	"time"

	"vakhta/desk"
)

// YourState is where a ticket is in its requester's words.
func (p *Pen) YourState(t *desk.Ticket) string {
	if !t.MergedInto.IsZero() {
		return p.Say("your_state.merged")
	}
	return p.Voice.YourState(t.State)
}

// WhatNext says what the requester may expect. It owns up to being late: they have
// noticed already.
func (p *Pen) WhatNext() string {
	t := p.Ticket
	switch {
	case !t.MergedInto.IsZero():
		return p.Say("receipt.merged", "Key", t.MergedInto.String())
	case t.State == desk.WaitingCustomer:
		return p.Say("receipt.waiting")
	case t.State != desk.New || !t.ReactedAt.IsZero() || t.ReactionDue.IsZero():
		return ""
	case p.Now.After(t.ReactionDue):
		return p.Say("receipt.late", "By", p.By(t.ReactionDue))
	default:
		return p.Say("receipt.answer", "By", p.By(t.ReactionDue))
	}
}

// By is a deadline of the ticket; where several people read it names the zone.
func (p *Pen) By(at time.Time) string {
	by := p.Voice.By(at, p.Now)
	if p.Ticket.Shared {
		by += " (" + p.Voice.ZoneName(at) + ")"
	}
	return by
}

// YourFields are the facts of a ticket that its requester is shown. Type and priority
// are none: Understood says them in their words. A promise that was broken is told in
// words, not left standing as a date that has passed.
func (p *Pen) YourFields() {
	t := p.Ticket
	if t.Assignee != "" && !t.State.Ended() {
		p.Field("label.answered_by", p.Assignee(t))
	}
	if t.State.Open() && !t.ResolutionDue.IsZero() && !t.Paused() && p.Now.Before(t.ResolutionDue) {
		p.At(p.Say("label.yours_by"), t.ResolutionDue)
	}
}

// Understood says in the requester's own words what their request was taken for.
func (p *Pen) Understood(t *desk.Ticket) string {
	if !t.Type.Valid() || !t.Priority.Valid() {
		return ""
	}
	return p.Say("receipt.understood", "What", p.Say("understood."+string(t.Type)), "How", p.Say("urgency."+t.Priority.String()))
}
