package cards

import (
	"strings"

	"vakhta/desk"
	"vakhta/notice"
)

// chatCode can be forwarded as it is: the command is on a line of its own.
func (w *writer) chatCode(f notice.ChatCode) {
	w.Card.Title = w.Say("connect.title", "Project", w.Project(f.Project))
	w.Card.Lead = w.Say("connect.how")
	for _, line := range f.Commands {
		w.Line(line)
	}
	w.At(w.Say("label.valid_until"), f.Expires)
}

// chatConnected is the checklist of a chat that was linked. It names nobody whom the
// shop does not know: only how many can be reached.
func (w *writer) chatConnected(f notice.ChatConnected) {
	w.Card.Tone, w.Card.Title = desk.ToneDone, w.Say("connect.done", "Project", w.Project(f.Project))
	lines := []string{"✅ " + w.Say("connect.check_chat")}
	missing := 0
	for _, c := range f.Reach {
		if !c.OK {
			missing++
		}
	}
	if missing == 0 {
		lines = append(lines, "✅ "+w.Say("connect.check_reach", "N", len(f.Reach)))
	} else {
		w.Card.Tone = desk.ToneWarning
		lines = append(lines, "⚠️ "+w.Say("connect.check_unreached", "N", missing, "Of", len(f.Reach)))
	}
	lines = append(lines, "▫️ "+w.Say("connect.check_request"))
	w.Line(strings.Join(lines, "\n"))
}

// askDisconnect asks for confirmation before a chat's link ends.
func (w *writer) askDisconnect(f notice.AskDisconnect) {
	w.Card.Tone, w.Card.Title = desk.ToneWarning, w.Say("connect.ask_end", "Project", w.Project(f.Project))
	w.Card.Lead = w.Say("connect.end_means")
	w.Row(desk.Button{Label: w.Say("button.disconnect"), Style: desk.StyleDanger, Press: desk.Press{Action: desk.ActDisconnect, Arg: string(f.Chat.Platform) + "." + f.Chat.Chat}})
}
