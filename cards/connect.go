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
	var lines []string
	point := func(mark, text string) {
		if mark == pointWrong {
			w.Card.Tone = desk.ToneWarning
		}
		lines = append(lines, mark+" "+text)
	}
	point(pointTrue, w.Say("connect.check_chat"))
	if f.Tested {
		w.testedRights(f, point)
	} else {
		point(pointOpen, w.Say("connect.check_testing"))
	}
	if f.Unreached == 0 {
		point(pointTrue, w.Say("connect.check_reach", "N", f.People))
	} else {
		point(pointWrong, w.Say("connect.check_unreached", "N", f.Unreached, "Of", f.People))
	}
	if f.Rehearsed {
		point(pointTrue, w.Say("connect.check_rehearsed"))
	} else {
		point(pointOpen, w.Say("connect.check_rehearsal"))
	}
	if f.Requested {
		point(pointTrue, w.Say("connect.check_requested"))
	} else {
		point(pointOpen, w.Say("connect.check_request"))
	}
	w.Line(strings.Join(lines, "\n"))
	if f.Done() {
		w.Line(w.Say("connect.all_done"))
	}
}

// Marks of the points of a checklist.
const (
	pointTrue, pointWrong, pointOpen = "✅", "⚠️", "▫️"
)

// testedRights says what the bot may do in the chat and in the first line's channel.
func (w *writer) testedRights(f notice.ChatConnected, point func(mark, text string)) {
	here := w.Say("connect.this_chat")
	switch f.Chat {
	case "", desk.LackPrivacy:
		point(pointTrue, w.Say("connect.check_rights"))
	case desk.LackScopes:
		point(pointWrong, w.Say("connect.lacks_scopes"))
	default:
		point(pointWrong, w.Say("rights."+string(f.Chat), "Chat", here, "Bot", f.Bot))
	}
	switch f.Line {
	case "", desk.LackPrivacy:
		point(pointTrue, w.Say("connect.check_line"))
	default:
		point(pointWrong, w.Say("connect.line_lacks"))
	}
	switch desk.LackPrivacy {
	case f.Chat:
		point(pointWrong, w.Say("rights.privacy", "Chat", here))
	case f.Line:
		point(pointWrong, w.Say("connect.line_privacy"))
	default:
		point(pointTrue, w.Say("connect.check_privacy"))
	}
}

// chatRehearsal says first that nothing is wrong.
func (w *writer) chatRehearsal(f notice.ChatRehearsal) {
	w.Card.Title = w.Say("connect.rehearsal_title", "Project", w.Project(f.Project))
	w.Card.Lead = w.Say("connect.rehearsal_lead")
	w.Row(desk.Button{
		Label: w.Say("button.here"), Style: desk.StylePrimary,
		Press: desk.Press{Action: desk.ActRehearsed, Arg: string(f.Chat.Platform) + "." + f.Chat.Chat},
	})
}

// askDisconnect asks for confirmation before a chat's link ends.
func (w *writer) askDisconnect(f notice.AskDisconnect) {
	w.Card.Tone, w.Card.Title = desk.ToneWarning, w.Say("connect.ask_end", "Project", w.Project(f.Project))
	w.Card.Lead = w.Say("connect.end_means")
	w.Row(desk.Button{Label: w.Say("button.disconnect"), Style: desk.StyleDanger, Press: desk.Press{Action: desk.ActDisconnect, Arg: string(f.Chat.Platform) + "." + f.Chat.Chat}})
}
