package cards

import (
	"strconv"
	"strings"

	"vakhta/desk"
)

// talk writes what needs no ticket: questions, greetings, answers to commands;
// false: the facts are about a ticket, or are no card.
func (w *writer) talk(f Facts) bool {
	switch f := f.(type) {
	case Text:
		w.card.Lead = sentence(w.voice, f.ID, f.Args, w.command(""))
	case WhichProject:
		w.whichProject(f)
	case AskRequest:
		w.card.Lead = w.say("talk.ask_request")
		w.row(w.held(w.say("button.open_request"), f.Project, f.Held))
	case Greeting:
		if f.Thanks {
			w.card.Lead = w.say("talk.thanks")
		} else {
			w.card.Lead = w.say("talk.greeting", "Name", f.Name)
		}
	case Stranger:
		w.card.Lead = w.say("talk.stranger")
		w.line(w.say("talk.stranger_how"))
	case Welcome:
		w.welcome(f)
	case Invite:
		w.invite(f)
	case Prompt:
		w.prompt(f)
	case Help:
		w.help(f)
	case List:
		w.list(f)
	case Status:
		return w.status(f)
	case OnCallNow:
		w.onCall(f)
	case ReportCard:
		w.report(f.Report)
	case Unreachable:
		w.unreachable(f)
	case WhoAmI:
		w.whoAmI(f)
	default:
		return false
	}
	return true
}

// held is a button that opens a ticket from a message that was kept.
func (w *writer) held(label, project string, id int64) desk.Button {
	return desk.Button{
		Label: label, Style: desk.StylePrimary,
		Press: desk.Press{Action: desk.ActNew, Arg: project + "." + strconv.FormatInt(id, 10)},
	}
}

func (w *writer) whichProject(f WhichProject) {
	w.card.Lead = w.say("talk.which_project")
	var shops []desk.Button
	for _, code := range f.Projects {
		b := w.held(w.project(code), code, f.Held)
		b.Style = desk.StylePlain // none is likelier
		shops = append(shops, b)
	}
	w.row(shops...)
}

func (w *writer) welcome(f Welcome) {
	w.card.Title = w.say("talk.welcome", "Name", f.Name)
	command := map[string]string{"manager": "report", "engineer": "queue"}[f.Role]
	switch {
	case f.Project == "":
		w.card.Lead = w.say("talk.welcome_none", "Desk", w.Desk.Name)
	case command == "":
		w.card.Lead = w.say("talk.welcome_staff", "Project", w.project(f.Project))
	default:
		w.card.Lead = w.say("talk.welcome_"+f.Role, "Project", w.project(f.Project), "Command", w.command(command))
	}
	w.line(w.say("talk.welcome_help", "Command", w.command("help")))
}

func (w *writer) invite(f Invite) {
	w.card.Title = w.say("invite.title", "Project", w.project(f.Project))
	w.card.Lead = w.say("invite.role", "Role", w.say("role."+f.Role))
	if f.Link != "" {
		w.line(w.say("invite.link"))
		w.line(f.Link)
	}
	if f.Code != "" {
		w.line(w.say("invite.code"))
		w.line("/desk start " + f.Code)
	}
	w.at(w.say("label.valid_until"), f.Expires)
}

// prompt asks for words; the next message is the answer.
func (w *writer) prompt(f Prompt) {
	key := ""
	if w.Ticket != nil {
		key = w.Ticket.Key.String()
	}
	w.card.Lead = w.say("talk.prompt_"+string(f.Form), "Key", key)
	w.card.Expect = w.say("talk.expect_" + string(f.Form))
}

func (w *writer) unreachable(f Unreachable) {
	if f.Back {
		w.card.Tone, w.card.Title = desk.ToneDone, w.say("trouble.reach_back", "Where", f.Where)
		return
	}
	w.card.Tone, w.card.Title = desk.ToneWarning, w.say("trouble.reach_title", "Where", f.Where)
	switch f.Why {
	case "blocked", "kicked", "left", "archived", "chat_not_found", "unauthorized":
		w.card.Lead = w.say("trouble." + f.Why)
	default:
		w.card.Lead = w.say("trouble.unknown", "Why", f.Why)
	}
	if f.Why != "unauthorized" { // then nobody can be called there at all
		w.line(w.say("trouble.meanwhile"))
	}
}

func (w *writer) whoAmI(f WhoAmI) {
	w.card.Title = w.say("whoami.title")
	w.field("whoami.name", f.Name)
	w.field("whoami.account", f.Account.String())
	if f.Handle != "" {
		w.field("whoami.handle", f.Handle)
	}
	roles := w.say("whoami.no_roles")
	if len(f.Roles) > 0 {
		roles = strings.Join(f.Roles, ", ")
	}
	w.field("whoami.roles", roles)
	if !f.Chat.IsZero() {
		w.field("whoami.chat", f.Chat.String())
	}
}

func (w *writer) onCall(f OnCallNow) {
	w.card.Title = w.say("oncall.title")
	if len(f.Duties) == 0 {
		w.card.Lead = w.say("oncall.none")
	}
	for _, d := range f.Duties {
		switch until := w.voice.When(d.Until, w.Now); {
		case d.Name == "":
			w.line(w.say("oncall.nobody", "Team", d.Team))
		case d.Until.IsZero():
			w.line(w.say("oncall.always", "Team", d.Team, "Who", d.Name))
		case d.Next == "":
			w.line(w.say("oncall.now", "Team", d.Team, "Who", d.Name, "Until", until))
		default:
			w.line(w.say("oncall.next", "Team", d.Team, "Who", d.Name, "Until", until, "Next", d.Next))
		}
	}
}
