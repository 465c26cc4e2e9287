package cards

import (
	"strconv"
	"strings"

	"vakhta/desk"
	"vakhta/notice"
)

// drillCall says first that nothing is wrong.
func (w *writer) drillCall(f notice.DrillCall) {
	w.Card.Title = w.Say("drill.call_title", "Project", w.Project(f.Project), "Priority", f.Priority.String())
	w.Card.Lead = w.Say("drill.call_lead", "Step", f.Step)
	w.Card.Mention = f.Mention
	w.Row(desk.Button{
		Label: w.Say("button.here"), Style: desk.StylePrimary,
		Press: desk.Press{Action: desk.ActHere, Arg: strconv.FormatInt(f.Call, 10)},
	})
}

// drillReport lists who was called where, and how fast they answered.
func (w *writer) drillReport(f notice.DrillReport) {
	w.Card.Title = w.Say("drill.report_title", "Project", w.Project(f.Project), "Priority", f.Priority.String())
	w.Card.Lead = w.Say("drill.report_lead", "At", w.Voice.WhenIn(f.Began, w.Now))
	var lines []string
	for _, l := range f.Lines {
		lines = append(lines, w.drillLine(l))
	}
	w.Line(strings.Join(lines, "\n"))
	if len(f.Lines) == 0 {
		w.Line(w.Say("drill.report_none"))
	}
	w.Card.Footer = w.Say("drill.report_foot")
}

func (w *writer) drillLine(l notice.DrillLine) string {
	who := w.callLine(notice.CallLine{Who: l.Who, Team: l.Team, Platform: l.Platform})
	if l.Team != "" {
		who = w.callLine(notice.CallLine{Team: l.Team, Platform: l.Platform, OnCall: l.Who})
	}
	at := l.Planned.In(w.Voice.Zone).Format("15:04:05")
	switch {
	case l.Refused || l.Sent.IsZero(): // refused, or not delivered in a quarter of an hour
		return w.Say("drill.line_refused", "At", at, "Who", who)
	case l.Answered.IsZero():
		return w.Say("drill.line_silent", "At", at, "Who", who)
	default:
		return w.Say("drill.line_answered", "At", at, "Who", who, "In", w.Voice.Duration(l.Answered.Sub(l.Sent)))
	}
}
