package pen

import (
	"time"

	"vakhta/desk"
)

// State is where a ticket is, in the desk's words; one that was merged did not
// just end.
func (p *Pen) State(t *desk.Ticket) string {
	if !t.MergedInto.IsZero() {
		return p.Say("card.merged", "Key", t.MergedInto.String())
	}
	switch t.State {
	case desk.InProgress:
		return p.Assignee(t)
	default:
		return p.Say("card." + string(t.State))
	}
}

// Headline names a ticket to engineers, who serve several shops: how bad, which,
// whose, and where it is. Only this much is on a phone's lock screen.
func (p *Pen) Headline(t *desk.Ticket, state string) string {
	return p.Say("card.title",
		"Priority", t.Priority.String(), "Key", t.Key.String(), "Shop", p.Project(t.Key.Project), "State", state)
}

// Standing is State with what is late. A missed reaction says that nobody has it.
func (p *Pen) Standing(t *desk.Ticket) string {
	switch {
	case t.State == desk.New && p.reactionLate(t):
		return p.Say("card.reaction_late")
	case t.State == desk.Resolved && t.MergedInto.IsZero() && !t.ResolutionDue.IsZero() && t.ResolvedAt.After(t.ResolutionDue):
		return p.Say("card.resolved_late")
	case p.resolutionLate(t):
		return p.Say("card.resolution_late", "State", p.State(t))
	default:
		return p.State(t)
	}
}

// reactionLate reports whether the first response is overdue. What is drawn at the
// deadline itself is read after it.
func (p *Pen) reactionLate(t *desk.Ticket) bool {
	return t.State.Open() && t.ReactedAt.IsZero() && !t.ReactionDue.IsZero() && !p.Now.Before(t.ReactionDue)
}

func (p *Pen) resolutionLate(t *desk.Ticket) bool {
	return t.State.Open() && !t.Paused() && !t.ResolutionDue.IsZero() && !p.Now.Before(t.ResolutionDue)
}

// Tone is the mood of a ticket's card for engineers. A missed target has one of its
// own, whatever the state.
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

// YourTone is the same for the requester, to whom red beside "received" would look
// like an error.
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

// Due is the target that runs, and by how much it is late: first the response, then
// the resolution; "" when none runs. Family says for whom.
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

// Apart is how far a moment is from now, in words: seconds do not matter beside
// minutes.
func (p *Pen) Apart(at time.Time) string {
	d := p.Now.Sub(at).Abs()
	if d >= time.Minute {
		d = d.Truncate(time.Minute)
	}
	return p.Voice.Duration(d)
}
