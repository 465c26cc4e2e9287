package pen

import (
	"math"
	"strconv"
	"time"

	"vakhta/desk"
	"vakhta/sla"
)

// surely is the confidence from which a guess is shown without the remark that it is one, which would only cost
// trust.
const surely = 0.9

// WorkFields adds the facts of a ticket for engineers: its opening and targets, the assignee, the next step, and last
// its type.
func (p *Pen) WorkFields() {
	t := p.Ticket
	if t.State.Open() {
		p.At(p.Say("label.waits"), t.OpenedAt)
	} else {
		p.At(p.Say("label.opened"), t.OpenedAt)
	}
	p.outcome("respond", desk.ClockReaction, t.ReactedAt, t.ReactionDue)
	if t.Paused() && t.State.Open() && !t.ResolutionDue.IsZero() {
		p.Field("label.resolution", p.paused())
	} else {
		p.outcome("resolve", desk.ClockResolution, t.ResolvedAt, t.ResolutionDue)
	}
	if by := p.answerBy(); !by.IsZero() {
		if p.Now.After(by) {
			p.At(p.Say("label.answer_by"), by, p.Say("label.overdue"))
		} else {
			p.At(p.Say("label.answer_by"), by)
		}
	}
	if t.Assignee != "" && t.State != desk.InProgress { // where the title says it
		p.Field("label.assignee", p.Assignee(t))
	}
	if len(t.Holdings) > 0 && t.State.Open() {
		p.holder()
	} else if t.State == desk.New {
		p.Field("label.line", p.Say("audience.line_"+strconv.Itoa(max(t.Line, 1))))
	}
	if t.State == desk.New && !p.NextAt.IsZero() {
		p.At(p.Say("label.next"), p.NextAt, p.Audience(p.NextNotify...))
	}
}

// answerBy returns until when what the customer wrote must be answered; zero: nothing
// was promised, or they were answered.
func (p *Pen) answerBy() time.Time {
	t := p.Ticket
	project := p.Desk.Projects[t.Key.Project]
	if t.Asked.At.IsZero() || !t.State.Open() || project == nil {
		return time.Time{}
	}
	return sla.NextResponse(p.Desk, p.Desk.ContractFor(project, t), t).Due()
}

// outcome adds a target: its deadline, and whether it is or was missed. A deadline
// that passed before a later one was set is named beside it.
func (p *Pen) outcome(target string, clock desk.ClockName, done, due time.Time) {
	by, at := p.Say("label."+target+"_by"), p.Say("label."+target+"_done")
	is := p.Ticket.Judge(clock, p.Now)
	switch {
	case is.Due.IsZero(): // nothing was promised, as it may be of a resolution
		if target == "resolve" && !done.IsZero() {
			p.At(at, done)
		}
	case !done.IsZero() && is.Outcome == desk.Broken:
		p.At(at, done, p.Say("label.missed", "In", p.Late(is.Late)))
	case !done.IsZero():
		p.At(at, done, p.Say("label.met"))
	case !p.Ticket.State.Open(): // it does not matter any more
	case !p.Now.Before(due):
		p.At(by, due, p.Say("label.overdue"))
	case is.Outcome == desk.Broken:
		p.At(by, due, p.Say("label.missed_before", "At", p.Voice.When(is.Due, p.Now)))
	default:
		p.At(by, due)
	}
}

// SaleLines says that a ticket was opened in a sale, and that a change must wait for the end of a calm. The id is
// that of the reader's sentences.
func (p *Pen) SaleLines(id string) {
	t := p.Ticket
	project := p.Desk.Projects[t.Key.Project]
	if project == nil || !t.State.Open() {
		return
	}
	if s := p.Desk.ContractFor(project, t).SaleAt(project.Code, t.OpenedAt); s != nil && len(s.Targets) > 0 {
		p.Line(p.Say(id+".sale", "Sale", s.Name.In(p.Locale)))
	}
	if s := p.Desk.ContractOf(project).At(p.Now).CalmAt(project.Code, p.Now); s != nil && t.Type == desk.ChangeRequest {
		p.Line(p.Say(id+".calm", "Sale", s.Name.In(p.Locale), "Until", p.Voice.When(s.Calm.Until, p.Now)))
	}
}

// paused returns how much is left of a resolution target that is paused, in the time of its calendar.
func (p *Pen) paused() string {
	left := p.Ticket.ResolutionDue.Sub(p.Now)
	if project := p.Desk.Projects[p.Ticket.Key.Project]; project != nil && p.Desk.ContractFor(project, p.Ticket) != nil {
		c := sla.Resolution(p.Desk, p.Desk.ContractFor(project, p.Ticket), p.Ticket, p.Now)
		left = c.Target + c.Paused - sla.Between(c.Calendar, c.From, p.Now)
	}
	return p.Say("work.paused", "In", p.Voice.Duration(left.Truncate(time.Minute)))
}

// Kind adds the ticket's type, last among the facts. It is marked as a guess only while the guess is uncertain.
func (p *Pen) Kind() {
	t := p.Ticket
	name := p.Voice.Type(t.Type)
	switch {
	case t.TypeBy == desk.ByOverride && t.Cue != "":
		name = p.Say("work.forced", "Type", name, "Cue", t.Cue)
	case t.TypeBy == desk.ByGuess && t.Sureness < surely:
		name = p.Say("work.guessed", "Type", name)
	}
	p.Field("label.type", name)
}

// Confidence adds to the type the reasons for the guess, for readers who asked about the ticket.
func (p *Pen) Confidence() {
	t := p.Ticket
	if t.TypeBy != desk.ByGuess {
		return
	}
	percent, last := int(math.Round(t.Sureness*100)), &p.Card.Fields[len(p.Card.Fields)-1]
	if t.Cue == "" {
		last.Note = p.Say("work.sure_of_all", "Percent", percent)
	} else {
		last.Note = p.Say("work.sure", "Cue", t.Cue, "Percent", percent)
	}
}

// WorkLines adds lines for engineers: what the ticket waits for, its resolution, its rating, and whether it was
// reopened.
func (p *Pen) WorkLines() {
	t := p.Ticket
	p.SaleLines("work")
	if t.WaitsFor != "" {
		p.Line(p.Say("work.waits_for", "Text", Quoted(t.WaitsFor)))
	}
	p.Approvals()
	if !t.SnoozedUntil.IsZero() {
		p.Line(p.Say("work.snoozed", "At", p.Voice.When(t.SnoozedUntil, p.Now)))
	}
	if line := p.heldBefore(); line != "" {
		p.Line(line)
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
}
