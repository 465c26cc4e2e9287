package cards

import (
	"slices"
	"time"

	"vakhta/cards/pen"
	"vakhta/desk"
	"vakhta/notice"
)

// ping calls people. Its title is what a phone's lock screen shows, so it has the priority, the shop and the reason.
// Below are the deadline, and who is called next. The times are those of the call. If nobody is needed any more when
// it is drawn again, it says who has the ticket instead.
func (w *writer) ping(f notice.Ping) {
	t := w.Ticket
	if !w.needed(f.Why) || f.Why == desk.ReasonOLA && !f.Solve && t.Assignee != "" {
		w.pingOver(notice.PingOver{By: f.By, Text: f.Text})
		return
	}
	w.Card.Tone, w.Card.Mention = w.pingTone(f.Why), f.Mention
	w.Card.Title = w.Say("ping.title", "Priority", t.Priority.String(), "Shop", w.Project(t.Key.Project), "Text", pen.Excerpt(t.Text))
	switch f.Why {
	case desk.ReasonWarning:
		w.Card.Lead = w.About("ping.resolve_"+w.tense(desk.ClockResolution), w.until(desk.ClockResolution)...)
		if t.Assignee != "" && !slices.ContainsFunc(f.Mention, func(m desk.Mention) bool { return m.Name == w.Assignee(t) }) {
			w.Line(w.Say("ping.assignee", "Who", w.Assignee(t)))
		}
	case desk.ReasonReminded:
		w.reminded(f)
	case desk.ReasonVendor:
		w.Card.Lead = w.About("ping.vendor", "In", w.Voice.Duration(f.Quiet))
		if w.Ticket.WaitsFor != "" {
			w.Line(w.Say("work.waits_for", "Text", pen.Excerpt(w.Ticket.WaitsFor)))
		}
	case desk.ReasonSnoozed:
		w.Card.Lead = w.About("ping.snoozed")
	case desk.ReasonApproved, desk.ReasonDeclined:
		w.Card.Lead = w.About("ping."+string(f.Why), "Who", f.By)
	case desk.ReasonHeard:
		w.Card.Lead = w.About("ping.heard")
		if f.Reopened {
			w.Card.Lead = w.About("ping.returned")
		}
	case desk.ReasonAssigned:
		id := "ping.assigned"
		if f.Reopened {
			id = "ping.reopened"
		}
		w.Card.Lead = w.About(id)
	case desk.ReasonByHand:
		w.Card.Lead = w.About("ping.by_hand", "Who", f.By)
	case desk.ReasonHanded:
		w.Card.Lead = w.About("ping.handed", "Who", f.By)
	case desk.ReasonOLA:
		w.ola(f)
	case desk.ReasonUpdate:
		w.wordsDue(f, "ping.update_")
	case desk.ReasonNext:
		w.wordsDue(f, "ping.next_response_")
	case desk.ReasonChased:
		w.Card.Lead = w.About("ping.chased", "In", w.Apart(t.Holder().From))
	case desk.ReasonInVain:
		w.Card.Lead = w.About("ping.in_vain", "In", w.Apart(t.OpenedAt))
		if !w.NextAt.IsZero() {
			w.Line(w.Say("ping.next", "At", w.Voice.When(w.NextAt, w.Now), "Who", w.Audience(w.NextNotify...)))
		}
	case desk.ReasonLinked: // nobody is called for a linked ticket
	case desk.ReasonEscalated, desk.ReasonNew:
		w.Card.Lead = w.About("ping.untaken")
		if w.Now.Sub(t.OpenedAt) >= time.Minute {
			w.Card.Lead = w.About("ping.waits", "In", w.Apart(t.OpenedAt))
		}
		if !t.ReactionDue.IsZero() {
			w.Card.Lead += " " + w.Say("ping.respond_"+w.tense(desk.ClockReaction), w.until(desk.ClockReaction)...)
		}
		if !w.NextAt.IsZero() {
			w.Line(w.Say("ping.next", "At", w.Voice.When(w.NextAt, w.Now), "Who", w.Audience(w.NextNotify...)))
		}
	}
	if f.Text != "" {
		w.Card.Quote, w.Card.Author = f.Text, f.By
	}
	if f.Private && t.State == desk.New { // who has no card there takes it here
		take := w.Button(w.Say("button.ack"), desk.ActAck, "")
		take.Style = desk.StylePrimary
		w.Row(take)
	}
}

// pingOver is a call after it was answered. It says what happened at that moment, so it
// stays true when the ticket changes later.
func (w *writer) pingOver(f notice.PingOver) {
	t := w.Ticket
	w.Card.Quote, w.Card.Author = f.Text, f.By
	w.Card.Tone, w.Card.Quiet = desk.ToneDone, true
	switch {
	case t.State == desk.New:
		w.Card.Tone = desk.ToneWarning
		w.Card.Title = w.About("ping.back", "Priority", t.Priority.String())
	case t.State.Open() && t.Assignee != "":
		w.Card.Title = w.About("ping.taken", "Priority", t.Priority.String(), "Who", w.Assignee(t), "At", w.Voice.When(t.TakenAt(), w.Now))
	default:
		w.Card.Title = t.Key.String() + " · " + t.Priority.String() + ": " + w.State(t)
	}
}

// allClear says to somebody who was called why they are not needed any more.
func (w *writer) allClear() {
	t := w.Ticket
	w.Card.Tone, w.Card.Quiet = desk.ToneDone, true
	if t.State.Open() && t.Assignee != "" {
		w.Card.Lead = w.About("ping.clear", "Who", w.Assignee(t))
	} else {
		w.Card.Lead = w.About("ping.clear_over", "State", w.State(t))
	}
}

// needed reports whether the reason of a call still exists.
func (w *writer) needed(why desk.Reason) bool {
	switch why {
	case desk.ReasonEscalated, desk.ReasonNew, desk.ReasonInVain:
		return w.Ticket.State == desk.New
	case desk.ReasonHanded:
		return w.Ticket.Handed()
	case desk.ReasonNext:
		return w.Ticket.State.Open() && !w.Ticket.Asked.At.IsZero()
	case desk.ReasonUpdate:
		return w.Ticket.State == desk.InProgress || w.Ticket.State == desk.WaitingVendor
	case desk.ReasonWarning:
		return w.Ticket.State.Open() && !w.Ticket.Paused()
	default:
		return w.Ticket.State.Open()
	}
}

// wordsDue says until when the customer must hear something, or that they did
// not. Who is asked can write it from here.
func (w *writer) wordsDue(f notice.Ping, family string) {
	id := family + "by"
	if !w.Now.Before(f.Due) {
		id = family + "late"
	}
	w.Card.Lead = w.About(id, "By", w.Voice.By(f.Due, w.Now), "At", w.Voice.When(f.Due, w.Now))
	w.Row(w.Button(w.Say("button.reply"), desk.ActReply, ""))
}

// ola says that the holder of the ticket should take or solve it, or is late.
func (w *writer) ola(f notice.Ping) {
	id := "ping.ola_take_"
	if f.Solve {
		id = "ping.ola_solve_"
	}
	if w.Now.Before(f.Due) {
		id += "by"
	} else {
		id += "late"
	}
	w.Card.Lead = w.About(id, "Who", w.HolderNamed(f.Holder), "By", w.Voice.By(f.Due, w.Now), "At", w.Voice.When(f.Due, w.Now), "In", w.Apart(f.Due))
}

// reminded says how long nothing happened, and when the ticket goes back to its line. Reminders of earlier versions
// have neither.
func (w *writer) reminded(f notice.Ping) {
	w.Card.Lead = w.About("ping.assigned")
	if f.Quiet > 0 {
		w.Card.Lead = w.About("ping.reminded", "In", w.Voice.Duration(f.Quiet))
	}
	if !f.Back.IsZero() {
		w.Line(w.Say("ping.back_to_line", "At", w.Voice.When(f.Back, w.Now)))
	}
}

// pingTone returns red only for the worst reasons and for missed targets: a colour that is on everything means
// nothing.
func (w *writer) pingTone(why desk.Reason) desk.Tone {
	tone := w.Tone(w.Ticket)
	switch {
	case tone == desk.ToneOverdue || tone == desk.ToneUrgent:
		return tone
	case why == desk.ReasonAssigned || why == desk.ReasonByHand || why == desk.ReasonHanded || why == desk.ReasonHeard || why == desk.ReasonSnoozed ||
		why == desk.ReasonApproved || why == desk.ReasonDeclined:
		return desk.ToneYours
	default:
		return desk.ToneDue
	}
}

// tense returns the variant of a sentence about a deadline: "by" before it, "late" after it, and "now" within a second
// of it, which no duration says.
func (w *writer) tense(clock desk.ClockName) string {
	switch late := w.Now.Sub(w.due(clock)); {
	case late.Abs() < time.Second:
		return "now"
	case late > 0:
		return "late"
	default:
		return "by"
	}
}

func (w *writer) due(clock desk.ClockName) time.Time {
	if clock == desk.ClockResolution {
		return w.Ticket.ResolutionDue
	}
	return w.Ticket.ReactionDue
}

// until fills the blanks of a sentence about a deadline.
func (w *writer) until(clock desk.ClockName) []any {
	due := w.due(clock)
	return []any{"By", w.Voice.By(due, w.Now), "At", w.Voice.When(due, w.Now), "In", w.Apart(due)}
}
