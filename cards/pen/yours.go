package pen

import (
	"time"

	"vakhta/desk"
)

// YourState returns the state of a ticket in words for its requester.
func (p *Pen) YourState(t *desk.Ticket) string {
	if !t.MergedInto.IsZero() {
		return p.Say("your_state.merged")
	}
	return p.Voice.YourState(t.State)
}

// WhatNext says what the requester may expect. It admits a missed target: they have noticed it already.
func (p *Pen) WhatNext() string {
	t := p.Ticket
	switch {
	case !t.MergedInto.IsZero():
		return p.Say("receipt.merged", "Key", t.MergedInto.String())
	case t.State == desk.WaitingCustomer:
		return p.Say("receipt.waiting")
	case p.Now.Before(p.answerBy()):
		return p.Say("receipt.next_answer", "By", p.By(p.answerBy()))
	case t.State != desk.New || !t.ReactedAt.IsZero() || t.ReactionDue.IsZero():
		return ""
	case p.Now.After(t.ReactionDue):
		return p.Say("receipt.late", "By", p.By(t.ReactionDue))
	default:
		return p.Say("receipt.answer", "By", p.By(t.ReactionDue))
	}
}

// By returns a deadline of the ticket in words, with the zone if several people read it.
func (p *Pen) By(at time.Time) string {
	by := p.Voice.By(at, p.Now)
	if p.Ticket.Shared {
		by += " (" + p.Voice.ZoneName(at) + ")"
	}
	return by
}

// YourFields adds the facts of a ticket for its requester. Type and priority are not among them: Understood says them
// in words. A missed target is put into words, not shown as a date that has passed.
func (p *Pen) YourFields() {
	t := p.Ticket
	if t.Assignee != "" && !t.State.Ended() {
		p.Field("label.answered_by", p.Assignee(t))
	}
	if t.State.Open() && !t.ResolutionDue.IsZero() && !t.Paused() && p.Now.Before(t.ResolutionDue) {
		p.At(p.Say("label.yours_by"), t.ResolutionDue)
	}
}

// Understood says in words for the requester what their request was taken for.
func (p *Pen) Understood(t *desk.Ticket) string {
	if !t.Type.Valid() || !t.Priority.Valid() {
		return ""
	}
	return p.Say("receipt.understood", "What", p.Say("understood."+string(t.Type)), "How", p.Say("urgency."+t.Priority.String()))
}
