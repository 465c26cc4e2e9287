package cards

import (
	"vakhta/desk"
	"vakhta/notice"
)

// timerAsked asks whether a timer still runs.
func (w *writer) timerAsked(f notice.TimerAsked) {
	w.Card.Title = w.About("timer.asked")
	w.Card.Lead = w.Say("timer.since", "At", w.Voice.When(f.Since, w.Now))
	stop := w.Button(w.Say("timer.stop"), desk.ActTimer, desk.ArgStop)
	stop.Style = desk.StylePrimary
	w.Row(stop, w.Button(w.Say("timer.keep"), desk.ActTimer, desk.ArgKeep))
	w.Row(w.Button(w.Say("timer.drop"), desk.ActTimer, desk.ArgDrop))
	w.Card.Footer = w.Say("timer.unanswered")
}

// timers names whose timers run, and lets them stop theirs.
func (w *writer) timers() {
	if !w.Ticket.State.Open() || len(w.Ticket.Timers) == 0 {
		return
	}
	for _, t := range w.Ticket.Timers {
		w.Line(w.Say("timer.runs", "Who", t.Name, "At", w.Voice.When(t.Since, w.Now)))
	}
	w.Row(w.work("timer.stop", desk.ActTimer, desk.ArgStop, desk.StylePlain))
}
