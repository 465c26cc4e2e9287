package cards

import (
	"vakhta/desk"
	"vakhta/notice"
)

// membersShown is how many of the people who joined are listed: a shop's group
// may have hundreds.
const membersShown = 100

// members answers /members: a line for each person, by role.
func (w *writer) members(f notice.Members) {
	w.Card.Title = w.Say("members.title", "Project", w.Project(f.Project))
	joined := 0
	for _, role := range []string{desk.RoleEngineer, desk.RoleManager, desk.RoleStaff} {
		for _, m := range f.People {
			if m.Role != role {
				continue
			}
			if m.Handle == "" {
				joined++
			}
			if joined <= membersShown {
				w.Line(w.member(m))
			}
		}
	}
	if joined > membersShown {
		w.Card.Footer = w.Say("members.more", "Number", joined-membersShown)
	}
	if len(f.People) == 0 {
		w.Card.Lead = w.Say("members.none")
	}
}

// member returns one person, with the number that /remove accepts and how they
// joined.
func (w *writer) member(m notice.MemberLine) string {
	role := w.Say("role." + m.Role)
	switch {
	case m.Handle != "":
		return w.Say("members.named", "Who", m.Name, "Role", role, "Handle", m.Handle)
	case m.SeenAt.IsZero():
		return w.Say("members.invited", "Number", int64(m.Person), "Who", m.Name, "Role", role, "Since", w.Voice.Date(m.Since.In(w.Voice.Zone), w.Now))
	case m.Chat.IsZero():
		return w.Say("members.expires", "Number", int64(m.Person), "Who", m.Name, "Role", role,
			"Until", w.Voice.Date(m.SeenAt.Add(desk.Present).In(w.Voice.Zone), w.Now))
	default:
		return w.Say("members.present", "Number", int64(m.Person), "Who", m.Name, "Role", role, "Chat", m.Chat.String(),
			"Seen", w.Voice.Date(m.SeenAt.In(w.Voice.Zone), w.Now))
	}
}

// askRemove asks for confirmation, because a press cannot undo it.
func (w *writer) askRemove(f notice.AskRemove) {
	w.Card.Tone = desk.ToneWarning
	w.Card.Title = w.Say("members.ask_remove", "Who", f.Name, "Project", w.Project(f.Project))
	w.Card.Lead = w.Say("members.ask_remove_" + f.Role)
	if f.Tickets > 0 {
		w.Line(w.Voice.Count("tickets_back", f.Tickets))
	}
	w.Row(desk.Button{
		Label: w.Say("button.remove"), Style: desk.StyleDanger,
		Press: desk.Press{Action: desk.ActRemove, Arg: desk.HeldArg(f.Project, int64(f.Person))},
	})
}
