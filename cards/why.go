package cards

import (
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/notice"
)

// most of each part of an explanation are shown, the latest.
const mostExplained = 8

// why answers /why; false: there is no ticket.
func (w *writer) why(f notice.Explanation) bool {
	t := w.Ticket
	if t == nil {
		return false
	}
	w.Card.Tone, w.Card.Title = w.Tone(t), w.Headline(t, w.Standing(t))
	w.contractNamed(f.Contract)
	for _, target := range f.Targets {
		w.Line(w.counted(target))
	}
	w.part("why.changes", false, len(f.Changes), func(i int) string {
		e := f.Changes[i]
		return w.Say("status.entry", "At", w.Voice.When(e.At, w.Now), "Text", w.Happened(e))
	})
	w.part("why.calls", true, len(f.Calls), func(i int) string { return w.callMade(f.Calls[i]) })
	w.part("why.next", true, len(f.Next), func(i int) string { return w.upcoming(f.Next[i]) })
	return true
}

// contractNamed says by which version of the contract the ticket is counted.
func (w *writer) contractNamed(c notice.ContractNamed) {
	if c.Name != "" && !c.Since.IsZero() {
		line := w.Say("why.contract", "Contract", c.Name, "Since", w.Voice.When(c.Since, w.Now))
		if c.Kept {
			line += " " + w.Say("why.contract_kept")
		}
		w.Line(line)
	}
	if len(c.Sale) > 0 {
		w.Line(w.Say("why.sale", "Sale", c.Sale.In(w.Locale)))
	}
}

// part adds a heading with lines below it. A part without lines says so if it
// always has to be there.
func (w *writer) part(heading string, always bool, n int, line func(i int) string) {
	if n == 0 {
		if always {
			w.Line(w.Say(heading + "_none"))
		}
		return
	}
	lines := []string{w.Say(heading)}
	for i := max(0, n-mostExplained); i < n; i++ {
		lines = append(lines, line(i))
	}
	w.Line(strings.Join(lines, "\n"))
}

// counted explains a target: what is promised, how it stands, and its pauses.
func (w *writer) counted(c notice.TargetCount) string {
	name := w.Say("why." + string(c.Target))
	if c.Within == 0 && c.Outcome == desk.Unpromised {
		return w.Say("why.unpromised", "Target", name)
	}
	hours := w.Say("why.always")
	if !c.Always {
		hours = w.Say("why.hours", "Calendar", c.Calendar)
	}
	lines := []string{
		w.Say("why.promised", "Target", name, "Within", w.Voice.Duration(c.Within), "Hours", hours, "From", w.Voice.When(c.From, w.Now)),
		w.standing(c),
	}
	for _, stop := range c.Pauses {
		to := w.Say("why.now")
		if !stop.To.IsZero() {
			to = w.Voice.When(stop.To, w.Now)
		}
		lines = append(lines, w.Say("why.pause", "From", w.Voice.When(stop.From, w.Now), "To", to, "Counts", w.Voice.Duration(stop.Counts)))
	}
	return strings.Join(lines, "\n")
}

// standing says how a target stands.
func (w *writer) standing(c notice.TargetCount) string {
	used, due := w.Voice.Duration(c.Used), w.Voice.When(c.Due, w.Now)
	switch {
	case c.Outcome == desk.Broken && !c.Done.IsZero():
		return w.Say("why.late", "Due", w.Voice.When(c.Judgement.Due, w.Now), "Done", w.Voice.When(c.Done, w.Now), "Late", w.Voice.Duration(c.Late), "Used", used)
	case c.Outcome == desk.Broken:
		return w.Say("why.missed", "Due", w.Voice.When(c.Judgement.Due, w.Now), "Late", w.Voice.Duration(c.Late), "Used", used)
	case c.Outcome == desk.Kept:
		return w.Say("why.kept", "Due", due, "Done", w.Voice.When(c.Done, w.Now), "Used", used)
	case c.Outcome == desk.Unpromised:
		return w.Say("why.ended", "Used", used)
	case c.Stopped:
		return w.Say("why.stopped", "Used", used, "Left", w.Voice.Duration(c.Within-c.Used))
	default:
		return w.Say("why.pending", "Due", due, "Used", used, "Left", w.Voice.Duration(c.Within-c.Used))
	}
}

// callMade says who was called where and when, and whether they came.
func (w *writer) callMade(c notice.CallMade) string {
	who := c.Team
	switch {
	case c.Who.Handle != "":
		who = w.Actor(c.Who)
	case who == "":
		who = c.To.String()
	}
	by := w.Say("why.by_hand")
	if !c.IsZero() {
		by = w.Say("why.step", "N", c.Step+1)
	}
	came := w.Say("why.not_seen")
	if !c.Came.IsZero() {
		came = w.Say("why.seen", "At", w.Voice.When(c.Came, w.Now))
	}
	late := ""
	if c.Late >= time.Second {
		late = " " + w.Say("why.sent_late", "Late", w.Voice.Duration(c.Late))
	}
	where := w.Say("why.via_" + string(c.To.Platform))
	if !w.Desk.CallsOnly(c.To.Platform) {
		where = w.Say("why.message", "Where", where, "Message", c.Message)
	}
	return w.Say("why.call", "At", w.Voice.When(c.Sent, w.Now)+late, "By", by, "Who", who, "Where", where, "Came", came)
}

// upcoming says what a clock does next.
func (w *writer) upcoming(u notice.Upcoming) string {
	what := w.Audience(u.Notify...)
	if len(u.Notify) == 0 {
		what = w.Say("why.then_" + string(u.Clock))
	}
	return w.Say("status.entry", "At", w.Voice.When(u.Due, w.Now), "Text", what)
}
