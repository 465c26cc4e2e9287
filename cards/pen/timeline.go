package pen

import (
	"cmp"
	"strings"

	"vakhta/desk"
	"vakhta/history"
)

// Happened returns one line of a timeline for engineers: what happened, who did
// it, and what was set or said. The name comes last, because a Russian verb
// would have to agree with its gender. An entry of a newer program returns "".
func (p *Pen) Happened(e history.Entry) string {
	by := e.By
	var text, words string
	switch event := e.Event.(type) {
	case history.Assigned:
		text = p.Say("happened.assigned", "Who", p.Actor(event.To))
	case history.HandedOver:
		who := desk.Holding{Line: event.Line, Who: event.To.Engineer()}
		text, words = p.Say("happened.handed_over", "Who", p.Holder(who)), event.Text
	case history.OLAWarned:
		id := "happened.ola_take"
		if event.Solve {
			id = "happened.ola_solve"
		}
		if event.Late {
			id += "_late"
		}
		text = p.Say(id, "Who", p.Holder(desk.Holding{Line: event.Line, Who: event.Who.Engineer()}))
	case history.NextMissed:
		text = p.Say("happened.next_missed", "At", p.Voice.When(event.Due, p.Now))
	case history.ContractApplied:
		text = p.Say("happened.contract_applied", "Contract", event.Contract)
	case history.UpdateMissed:
		text = p.Say("happened.update_missed", "At", p.Voice.When(event.Due, p.Now))
	case history.Chased:
		text = p.Say("happened.chased", "Who", p.Actor(event.Who))
	case history.Released:
		id := "happened.released"
		if event.Idle {
			id = "happened.released_idle"
		}
		by, text = desk.Actor{}, p.Say(id, "Who", p.Actor(event.From))
	case history.PutOnHold:
		text, words = p.Voice.State(event.On), cmp.Or(event.Note, event.Text)
	case history.Resolved:
		text, words = p.Say("happened.resolved"), event.Text
	case history.Reopened:
		text, words = p.Say("happened.reopened"), event.Text
	case history.Cancelled:
		text, words = p.Say("happened.cancelled"), event.Text
	case history.AlertFired, history.AlertOver, history.AlertJoined, history.AlertHeld, history.AlertCalm, history.ShopTold:
		text, words = p.alerted(event)
	case history.Silenced:
		text = p.silenced(event)
	case history.Retyped:
		text = p.Say("happened.type", "Type", p.Voice.Type(event.To))
	case history.Prioritized:
		text = p.Say("happened.priority", "Priority", p.Voice.Priority(event.To))
	case history.Escalated:
		text, words = p.Say("happened.escalated", "Who", p.Called(event.Calls)), event.Text
	case history.Warned:
		id := "happened.warned"
		if event.Percent >= 100 {
			id = "happened.overdue"
		}
		text = p.Say(id, "Who", p.Called(event.Calls))
	case history.Snoozed:
		text, words = p.Say("happened.snoozed", "At", p.Voice.When(event.Until, p.Now)), event.Text
	case history.Worked:
		text, words = p.worked(event), event.Text
	case history.InVain:
		text = p.Say("happened.in_vain", "Who", p.Called(event.Calls))
	case history.ApprovalAsked, history.ApprovalReminded, history.ApprovalGiven, history.ApprovalDeclined, history.ApproversMissing:
		text, words = p.agreed(event)
	case history.ArticleWritten:
		id := "article.written"
		if event.Withdrawn {
			id = "article.withdrawn"
		}
		text, words = p.Say(id), event.Title
	case history.WorkChosen:
		text = p.Say("happened.work_chosen", "Title", event.Title.In(p.Locale))
	case history.Ticked:
		id := "happened.ticked"
		if event.Undone {
			id = "happened.ticked_not"
		}
		text = p.Say(id, "Title", event.Title.In(p.Locale))
	case history.Skipped:
		text = p.Say("happened.skipped", "Who", p.Audience(event.Audience), "Why", p.WhyNobody(event.Cause, event.Names))
	case history.Rated:
		text = p.Say("happened.rated", "Stars", event.Stars)
	case history.RatingExplained:
		text, words = p.Say("happened.rating_explained"), event.Text
	case history.Feedback:
		text, words = p.Say("happened.feedback"), event.Text
	case history.PostMortem:
		text = p.postMortem(event)
	case history.Triaged:
		text = p.impact(event)
	case history.ReviewOpened:
		text = p.Say("happened.review_opened", "Who", p.actors(event.Asked))
	case history.Split:
		text, words = p.Say("happened.split"), event.Text
	case history.Merged:
		text = p.Say("happened.merged", "Key", other(event).String())
	case history.LinkedTo:
		text = p.Say("happened.linked", "Key", event.To.String())
	case history.Unreachable:
		by, text = desk.Actor{}, p.Say("happened.unreachable", "Who", p.Actor(event.Who), "Why", p.WhyMissed(event.Cause))
	case history.Reminded:
		by, text = event.Who, p.Say("happened.reminded")
	case history.Retracted:
		text = p.Say("happened.retracted")
		if event.Deleted {
			text = p.Say("happened.deleted")
		}
	case history.Emptied:
		text = p.Say("happened.emptied")
		if event.Asked {
			text = p.Say("happened.forgotten")
		}
	case history.Closed:
		text = p.Say("happened.closed")
		if event.Unanswered {
			text = p.Say("happened.unanswered")
		}
	case history.Opened:
		text = p.opened("happened.opened", event)
	case history.Wrote, history.Replied, history.Commented, history.Acknowledged, history.Resumed,
		history.TimerStarted, history.TimerDropped,
		history.Nudged, history.Woken, history.Reworded, history.Redacted, history.Unmasked, history.Reviewed,
		history.MajorDeclared, history.MajorUndone:
		text = p.Say("happened." + string(event.Kind()))
	case history.Unknown:
		return ""
	}
	return p.told(p.Actor(by), text, words)
}

// Yours does the same for the requester; "" means that it is not for them. They
// see the values that engineers set. Engineers' words reach them only when they
// are sent to them.
func (p *Pen) Yours(e history.Entry) string {
	by := e.By
	var text string
	switch event := e.Event.(type) {
	case history.Assigned: // to whom, not by whom
		by, text = desk.Actor{}, p.Say("yours.assigned", "Who", p.Actor(event.To))
	case history.PutOnHold:
		text = p.Voice.YourState(event.On)
	case history.Retyped:
		text = p.Say("yours.type", "Type", p.Voice.Type(event.To))
	case history.Prioritized:
		text = p.Say("yours.priority", "Priority", p.Voice.Priority(event.To))
	case history.Rated:
		text = p.Say("yours.rated", "Stars", event.Stars)
	case history.Merged:
		text = p.Say("yours.merged", "Key", other(event).String())
	case history.ApprovalAsked, history.ApprovalGiven, history.ApprovalDeclined:
		text, _ = p.agreed(event)
	case history.WorkChosen:
		text = p.Say("yours.work_chosen", "Title", event.Title.In(p.Locale))
	case history.Opened:
		text = p.opened("yours.opened", event)
	case history.Wrote, history.Replied, history.Acknowledged, history.Resumed, history.Resolved,
		history.Reopened, history.Closed, history.Cancelled, history.Split, history.RatingExplained:
		text = p.Say("yours." + string(event.Kind()))
	case history.HandedOver, history.OLAWarned, history.NextMissed, history.ContractApplied, history.UpdateMissed, history.Chased,
		history.Released, history.LinkedTo, history.Commented, history.Escalated, history.Warned, history.InVain, history.Skipped,
		history.Unreachable, history.Reminded, history.Snoozed, history.Woken, history.Worked, history.TimerStarted, history.TimerDropped,
		history.Nudged, history.Retracted, history.Reworded, history.Redacted, history.Emptied, history.Unmasked,
		history.AlertFired, history.AlertOver, history.AlertJoined, history.AlertHeld, history.AlertCalm, history.Silenced,
		history.ApprovalReminded, history.ApproversMissing, history.Feedback, history.ReviewOpened, history.Reviewed, history.MajorDeclared, history.MajorUndone, history.PostMortem, history.Ticked,
		history.Triaged, history.ShopTold, history.ArticleWritten,
		history.Unknown:
		return ""
	}
	return p.told(p.Actor(by), text, "")
}

// opened names whom a ticket was opened for, if they did not do it themselves.
func (p *Pen) opened(id string, e history.Opened) string {
	if e.OnBehalf && p.Ticket != nil {
		return p.Say("happened.opened_for", "Who", p.Ticket.Requester.Name)
	}
	if e.After != (desk.Key{}) && id == "happened.opened" {
		return p.Say("happened.opened_after", "Key", e.After.String())
	}
	return p.Say(id)
}

// told puts a name before a line, and words after it.
func (p *Pen) told(who, text, words string) string {
	if who != "" {
		text = p.Say("happened.by", "Text", text, "Who", who)
	}
	if words != "" {
		text = p.Say("happened.note", "Text", text, "Note", Excerpt(words))
	}
	return text
}

// worked says how long, and what is special about it.
func (p *Pen) worked(e history.Worked) string {
	id := "happened.worked"
	if e.Spent < 0 {
		id = "happened.worked_back"
	}
	text := p.Say(id, "Hours", p.Voice.Hours(e.Spent.Abs()))
	if e.Activity != "" {
		text += ", " + e.Activity
	}
	if e.AfterHours {
		text += ", " + p.Say("happened.worked_after")
	}
	if e.Free {
		text += ", " + p.Say("happened.worked_free")
	}
	if !strings.HasPrefix(e.Day, e.Month) {
		text += ", " + p.Say("happened.worked_late", "Month", e.Month)
	}
	return text
}

// other returns the ticket that one was merged with.
func other(m history.Merged) desk.Key {
	if m.Into.IsZero() {
		return m.From
	}
	return m.Into
}

// Actor returns the name of an actor, "" for the desk itself.
func (p *Pen) Actor(a desk.Actor) string {
	if a.Name != "" {
		return a.Name
	}
	return p.Person(a.Handle)
}

// postMortem tells cause, what was done and what prevents it, in a line each.
func (p *Pen) postMortem(e history.PostMortem) string {
	text := p.Say("happened.post_mortem", "Cause", e.Cause)
	if e.Done != "" {
		text += "\n" + p.Say("happened.post_mortem_done", "Text", e.Done)
	}
	if e.Prevents != "" {
		text += "\n" + p.Say("happened.post_mortem_prevents", "Text", e.Prevents)
	}
	return text
}

// actors names people.
func (p *Pen) actors(all []desk.Actor) string {
	names := make([]string, len(all))
	for i, a := range all {
		names[i] = p.Actor(a)
	}
	return strings.Join(names, ", ")
}
