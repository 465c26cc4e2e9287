package pen

import (
	"math"
	"strconv"
	"time"

	"vakhta/desk"
)

// State returns a ticket's state in the desk's words. A merged ticket is shown
// as merged, not as ended.
func (p *Pen) State(t *desk.Ticket) string {
	if !t.MergedInto.IsZero() {
		return p.Say("state.merged")
	}
	return p.Voice.State(t.State)
}

// YourState does the same in words for the requester.
func (p *Pen) YourState(t *desk.Ticket) string {
	if !t.MergedInto.IsZero() {
		return p.Say("your_state.merged")
	}
	return p.Voice.YourState(t.State)
}

// Tone returns the tone of a ticket's card.
func Tone(t *desk.Ticket) desk.Tone {
	switch t.State {
	case desk.New:
		if t.Priority == desk.P1 {
			return desk.ToneUrgent
		}
		return desk.ToneNew
	case desk.InProgress:
		return desk.ToneProgress
	case desk.WaitingCustomer, desk.WaitingVendor:
		return desk.ToneWaiting
	case desk.Resolved:
		return desk.ToneDone
	default:
		return desk.ToneEnded
	}
}

// WorkFields adds the facts of a ticket for engineers.
func (p *Pen) WorkFields() {
	t := p.Ticket
	p.Field("label.type", p.typeWithCue())
	p.Field("label.priority", p.Voice.Priority(t.Priority))
	p.Field("label.requester", p.Say("work.who", "Who", t.Requester.Name, "Shop", p.Project(t.Key.Project)))
	if t.Assignee == "" {
		p.Field("label.assignee", p.Say("label.nobody"))
	} else {
		p.Field("label.assignee", p.Assignee(t))
	}
	p.At(p.Say("label.opened"), t.OpenedAt)
	p.outcome("react", t.ReactedAt, t.ReactionDue)
	if t.Paused() && t.State.Open() && !t.ResolutionDue.IsZero() {
		p.Field("label.solve_paused", p.Say("work.paused"))
	} else {
		p.outcome("solve", t.ResolvedAt, t.ResolutionDue)
	}
	if t.State == desk.New {
		p.Field("label.line", p.Say("audience.line_"+strconv.Itoa(max(t.Line, 1))))
		if !p.NextAt.IsZero() {
			p.At(p.Say("label.next", "Who", p.Audience(p.NextNotify...)), p.NextAt)
		}
	}
}

// outcome shows a target: when it is due or overdue, or whether it was met.
// Exactly at the deadline it is met.
func (p *Pen) outcome(target string, done, due time.Time) {
	label := "label." + target
	switch {
	case due.IsZero(): // a resolution need not be promised
		if target == "solve" && !done.IsZero() {
			p.At(p.Say(label+"_done"), done)
		}
	case !done.IsZero() && done.After(due):
		p.At(p.Say(label+"_missed"), done)
	case !done.IsZero():
		p.At(p.Say(label+"_met"), done)
	case !p.Ticket.State.Open(): // it does not matter any more
	case p.Now.After(due):
		p.At(p.Say(label+"_late"), due)
	default:
		p.At(p.Say(label+"_by"), due)
	}
}

// typeWithCue says why the type was guessed, as long as it is a guess.
func (p *Pen) typeWithCue() string {
	t := p.Ticket
	name, percent := p.Voice.Type(t.Type), int(math.Round(t.Sureness*100))
	switch {
	case t.TypeBy == desk.ByOverride && t.Cue != "":
		return p.Say("work.forced", "Type", name, "Cue", t.Cue)
	case t.TypeBy != desk.ByGuess:
		return name
	case t.Cue == "":
		return p.Say("work.guessed_plain", "Type", name, "Percent", percent)
	default:
		return p.Say("work.guessed", "Type", name, "Cue", t.Cue, "Percent", percent)
	}
}

// WorkLines adds what has happened to a ticket, for engineers: how it was
// resolved and rated, and whether it was reopened.
func (p *Pen) WorkLines() {
	t := p.Ticket
	if t.WaitsFor != "" {
		p.Line(p.Say("work.waits_for", "Text", Quoted(t.WaitsFor)))
	}
	if t.Resolution != "" && !t.State.Open() {
		p.Line(p.Say("work.resolution", "Text", Quoted(t.Resolution)))
	}
	if t.Rating > 0 {
		p.Line(p.Say("work.rated", "Rating", t.Rating))
	}
	if t.Reopened > 0 {
		p.Line(p.Voice.Count("reopened_times", t.Reopened))
	}
	if !t.MergedInto.IsZero() {
		p.Line(p.Say("work.merged", "Key", t.MergedInto.String()))
	}
}

// WhatNext says what the requester can expect. It admits a delay, because the
// requester has noticed it already.
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
		return p.Say("receipt.late", "By", p.by(t))
	default:
		return p.Say("receipt.answer", "By", p.by(t))
	}
}

// by returns the reaction deadline, with the zone if several people read it.
func (p *Pen) by(t *desk.Ticket) string {
	by := p.Voice.By(t.ReactionDue, p.Now)
	if t.Shared {
		by += " (" + p.Voice.ZoneName(t.ReactionDue) + ")"
	}
	return by
}

// YourFields adds the facts of a ticket for its requester. How the type was
// guessed is not shown, because the requester is asked instead. A missed
// deadline is told in words and not left as a date in the past.
func (p *Pen) YourFields() {
	t := p.Ticket
	p.Field("label.type", p.Voice.Type(t.Type))
	p.Field("label.priority", p.Voice.Priority(t.Priority))
	if t.Assignee != "" && !t.State.Ended() {
		p.Field("label.answered_by", p.Assignee(t))
	}
	if t.State.Open() && !t.ResolutionDue.IsZero() && !t.Paused() && p.Now.Before(t.ResolutionDue) {
		p.At(p.Say("label.yours_by"), t.ResolutionDue)
	}
}

// Due returns the target that is counted: first the reaction, then the
// resolution; "" if none is.
func (p *Pen) Due(t *desk.Ticket) string {
	id, at := "list.answer", t.ReactionDue
	if !t.ReactedAt.IsZero() || at.IsZero() {
		id, at = "list.solve", t.ResolutionDue
	}
	switch {
	case at.IsZero() || !t.State.Open() || id == "list.solve" && t.Paused():
		return ""
	case p.Now.After(at):
		return p.Say("list.late")
	default:
		return p.Say(id, "By", p.Voice.By(at, p.Now))
	}
}
