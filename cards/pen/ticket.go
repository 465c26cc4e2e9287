package pen

import (
	"time"

	"vakhta/desk"
)

// State returns the state of a ticket in words. A merged ticket has words of
// its own.
func (p *Pen) State(t *desk.Ticket) string {
	if !t.MergedInto.IsZero() {
		return p.Say("card.merged", "Key", t.MergedInto.String())
	}
	switch {
	case t.State == desk.InProgress && t.Assignee == "":
		return p.Say("card.handed", "Who", p.Holder(t.Holder()))
	case t.State == desk.InProgress:
		return p.Assignee(t)
	case t.Unanswered():
		return p.Say("card.unanswered")
	default:
		return p.Say("card." + string(t.State))
	}
}

// Headline names a ticket to engineers, who serve several shops: its priority,
// key, shop and state. A phone's lock screen shows only this much.
func (p *Pen) Headline(t *desk.Ticket, state string) string {
	return p.Say("card.title",
		"Priority", t.Priority.String(), "Key", t.Key.String(), "Shop", p.Project(t.Key.Project), "State", state)
}

// Standing returns the State, and whether a target is missed. A missed reaction
// is put as "nobody has taken it".
func (p *Pen) Standing(t *desk.Ticket) string {
	switch {
	case t.State == desk.New && p.reactionLate(t):
		return p.Say("card.reaction_late")
	case t.State == desk.Resolved && t.MergedInto.IsZero() && t.Judge(desk.ClockResolution, p.Now).Outcome == desk.Broken:
		return p.Say("card.resolved_late")
	case p.resolutionLate(t):
		return p.Say("card.resolution_late", "State", p.State(t))
	default:
		return p.State(t)
	}
}

// reactionLate reports whether the first response is overdue. A card that is
// drawn exactly at the deadline is read after it, so then it is overdue too.
func (p *Pen) reactionLate(t *desk.Ticket) bool {
	return t.State.Open() && t.ReactedAt.IsZero() && !t.ReactionDue.IsZero() && !p.Now.Before(t.ReactionDue)
}

func (p *Pen) resolutionLate(t *desk.Ticket) bool {
	return t.State.Open() && !t.Paused() && !t.ResolutionDue.IsZero() && !p.Now.Before(t.ResolutionDue)
}

// Tone returns the colour of a ticket's card for engineers. A missed target has
// its own colour in every state.
func (p *Pen) Tone(t *desk.Ticket) desk.Tone {
	if p.reactionLate(t) || p.resolutionLate(t) {
		return desk.ToneOverdue
	}
	switch t.State {
	case desk.New:
		switch t.Priority {
		case desk.P1:
			return desk.ToneUrgent
		case desk.P4:
			return desk.ToneLow
		default:
			return desk.ToneNew
		}
	case desk.InProgress:
		return desk.ToneProgress
	default:
		return YourTone(t)
	}
}

// YourTone returns the colour for the requester, to whom red beside "received"
// would look like an error.
func YourTone(t *desk.Ticket) desk.Tone {
	switch t.State {
	case desk.New:
		return desk.ToneNone
	case desk.InProgress:
		return desk.ToneWork
	case desk.WaitingCustomer, desk.WaitingVendor:
		return desk.ToneWaiting
	case desk.Resolved:
		return desk.ToneDone
	default:
		return desk.ToneEnded
	}
}

// Due returns the running target and by how much it is late: first the
// response, then the resolution. It is "" if none runs. Family selects the
// wording for a reader.
func (p *Pen) Due(t *desk.Ticket, family string) string {
	id, at := "respond", t.ReactionDue
	if !t.ReactedAt.IsZero() || at.IsZero() {
		id, at = "resolve", t.ResolutionDue
	}
	switch {
	case at.IsZero() || !t.State.Open() || id == "resolve" && t.Paused():
		return ""
	case p.Now.After(at):
		return p.Say(family+".late", "In", p.Apart(at))
	default:
		return p.Say(family+"."+id, "By", p.Voice.By(at, p.Now))
	}
}

// Apart returns the time between a moment and now in words. Seconds are left
// out beside minutes.
func (p *Pen) Apart(at time.Time) string {
	d := p.Now.Sub(at).Abs()
	if d >= time.Minute {
		d = d.Truncate(time.Minute)
	}
	return p.Late(d)
}

// Late returns by how much a target was missed. What was missed by less than a
// second is not missed by nothing.
func (p *Pen) Late(d time.Duration) string { return p.Voice.Duration(max(d, time.Second)) }
