package cards

import (
	"strings"

	"vakhta/cards/pen"
	"vakhta/desk"
	"vakhta/notice"
)

// approval asks an approver, and says what was decided when it is drawn again.
func (w *writer) approval(f notice.ApprovalCard) {
	t := w.Ticket
	a := t.ApprovalWith(f.Print)
	w.Card.Title, w.Card.Mention = w.About("approval."+string(f.Of)), f.Mention
	w.Card.Author, w.Card.Quote = f.By, f.Text
	if f.Text == "" {
		w.Card.Author, w.Card.Quote = t.Requester.Name, pen.Quoted(t.Text)
	}
	w.Field("label.effort", w.Voice.Effort(f.Effort))
	if a != nil && a.Already > 0 {
		w.Field("label.already", w.Voice.Effort(a.Already))
	}
	if f.Price != "" {
		w.Field("label.price", w.Price(f.Price))
	}
	switch {
	case a == nil:
		w.Card.Tone, w.Card.Lead = desk.ToneEnded, w.Say("approval.changed")
	case a.Standing() == desk.Approved:
		w.Card.Tone, w.Card.Lead = desk.ToneDone, w.ApprovalStands(*a)
		if t.State.Open() {
			w.Line(w.Say("approval.mind", "Command", w.Command("decline "+t.Key.String())))
		}
	case a.Standing() == desk.Declined:
		w.Card.Tone, w.Card.Lead = desk.ToneEnded, w.ApprovalStands(*a)
		if t.State.Open() {
			w.Line(w.Say("approval.mind", "Command", w.Command("approve "+t.Key.String())))
		}
	case !t.State.Open() && f.Of != desk.OfOverage:
		w.Card.Tone, w.Card.Lead = desk.ToneEnded, w.About("approval.over", "State", w.State(t))
	default:
		w.Card.Tone, w.Card.Lead = desk.ToneWaiting, w.Say(asksFor(t, f.Of))
		if a.Need > 1 {
			w.Line(w.ApprovalStands(*a))
		}
		yes, no := w.Button(w.Say("button.approve"), desk.ActApprove, f.Print), w.Button(w.Say("button.decline"), desk.ActDecline, f.Print)
		yes.Style, no.Style = desk.StylePrimary, desk.StyleDanger
		w.Row(yes, no)
		w.Card.Footer = w.Say("approval.why", "Command", strings.TrimSpace(w.Command("decline "+t.Key.String())))
	}
}

// asksFor names the sentence about what depends on an agreement.
func asksFor(t *desk.Ticket, of desk.ApprovalSubject) string {
	switch {
	case of != desk.OfOverage:
		return "approval.ask"
	case t.State.Open():
		return "approval.ask_overage"
	default:
		return "approval.ask_worked"
	}
}

// names lists people.
func (w *writer) names(who []desk.Actor) string {
	var all []string
	for _, a := range who {
		all = append(all, w.Actor(a))
	}
	if len(all) == 0 {
		return w.Say("approval.nobody")
	}
	return strings.Join(all, ", ")
}
