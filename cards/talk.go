package cards

import (
	"strings"

	"vakhta/cards/pen"
	"vakhta/desk"
	"vakhta/notice"
)

// talk writes the cards that need no ticket: questions, greetings, answers to
// commands. It returns false if the facts are about a ticket or make no card.
func (w *writer) talk(f notice.Facts) bool {
	switch f := f.(type) {
	case notice.Sentence:
		w.Card.Lead = sentence(w.Voice, f.ID, f.Args, w.Command(""))
	case notice.WhichProject:
		w.whichProject(f)
	case notice.AskRequest:
		w.askRequest(f)
	case notice.Greeting:
		if f.Thanks {
			w.Card.Lead = w.Say("talk.thanks")
		} else {
			w.Card.Lead = w.Say("talk.greeting", "Name", pen.First(f.Name))
		}
	case notice.Stranger:
		w.Card.Lead = w.Say("talk.stranger")
		w.Line(w.Say("talk.stranger_how"))
		if !f.Account.IsZero() {
			w.Line(w.Say("talk.stranger_id", "Account", f.Account.String()))
		}
	case notice.Welcome:
		w.welcome(f)
	case notice.Invitation:
		w.invite(f)
	case notice.Members:
		w.members(f)
	case notice.AskContract:
		w.askContract(f)
	case notice.AskReload:
		w.askReload(f)
	case notice.BadDesk:
		w.badDesk(f)
	case notice.AskRemove:
		w.askRemove(f)
	case notice.CannedAnswer:
		return w.canned(f)
	case notice.AskText:
		w.prompt(f)
	case notice.Awaiting:
		return w.awaiting(f)
	case notice.Articles:
		w.articles(f)
	case notice.Catalogue:
		w.catalogue(f)
	case notice.Help:
		w.help(f)
	case notice.List:
		w.list(f)
	case notice.Status:
		return w.status(f)
	case notice.Explanation:
		return w.why(f)
	case notice.ReportCard:
		w.Report(f.Report, f.Now == nil)
		if f.Now != nil {
			w.Card.Title = w.Say("live.digest")
			w.live(*f.Now)
		}
		w.chainHead(f.Chain)
	case notice.LiveCard:
		w.Card.Title = w.Say("live.title_all")
		if f.Project != "" {
			w.Card.Title = w.Say("live.title", "Project", f.Project)
		}
		w.live(f.Live)
		w.Card.Footer = w.Say("report.at", "At", w.Voice.When(f.Live.At, w.Now), "Zone", w.Voice.ZoneName(f.Live.At))
	case notice.Timesheet:
		w.timesheet(f)
	case notice.HoursCard:
		w.hours(f)
	case notice.OnboardingCard:
		w.onboarding(f)
	case notice.ChatCode:
		w.chatCode(f)
	case notice.AskDisconnect:
		w.askDisconnect(f)
	case notice.ChatConnected:
		w.chatConnected(f)
	case notice.AgreementCard:
		w.agreement(f)
	case notice.AgreementFile:
		w.agreementFile(f)
	case notice.ChatRehearsal:
		w.chatRehearsal(f)
	case notice.MapCard:
		w.techMap(f)
	case notice.AuditFile:
		w.Card.Title, w.Card.Lead = w.Say("techmap.title", "Project", w.Project(f.Project)), w.Say("techmap.from_audit")
	case notice.MapHistory:
		w.mapHistory(f)
	case notice.MapFile:
		w.mapFile(f)
	case notice.Anchor:
		w.Card.Lead = w.Say("chain.weekly", "Project", w.Project(f.Chain.Project))
		w.chainHead(f.Chain)
		w.Card.Footer = w.Say("chain.keep")
	case notice.ForgottenTickets:
		w.forgotten(f)
	case notice.BotRights:
		w.botRights(f)
	case notice.AlertsLimited:
		w.alertsLimited(f)
	case notice.ShopAlert:
		return w.shopAlert(f)
	case notice.MajorStatus:
		return w.majorStatus(f)
	case notice.ReachChanged:
		w.unreachable(f)
	case notice.ReportFile:
		w.reportFile(f)
	case notice.FileMissed:
		w.fileMissed(f)
	case notice.WhoAmI:
		w.whoAmI(f)
	default:
		return w.duty(f)
	}
	return true
}

// chainHead tells how long the chain of a history is and where it ends.
func (w *writer) chainHead(h notice.ChainHead) {
	if h.Links > 0 {
		w.Line(w.Say("chain.head", "Events", h.Links, "Head", h.Head))
	}
}

// held returns a button that opens a ticket from a kept message.
func (w *writer) held(label, project string, id int64) desk.Button {
	return desk.Button{
		Label: label, Style: desk.StylePrimary,
		Press: desk.Press{Action: desk.ActNew, Arg: desk.HeldArg(project, id)},
	}
}

// askRequest asks what an unclear message is, and says what happens without an
// answer.
func (w *writer) askRequest(f notice.AskRequest) {
	question, open := "talk.ask_request", w.held(w.Say("button.open_request"), f.Project, f.Held)
	if len(f.Attach) > 0 {
		question, open.Label = "talk.ask_ticket", w.Say("button.new")
	}
	w.Card.Lead = w.Say(question)
	var others []desk.Button
	for _, k := range f.Attach {
		others = append(others, desk.Button{
			Label: w.Say("button.attach", "Key", k.String()),
			Press: desk.Press{Action: desk.ActAttach, Key: k, Arg: desk.HeldArg(f.Project, f.Held)},
		})
	}
	w.Row(append(others, open)...)
	if f.SeenIn == 0 {
		w.Line(w.Say("talk.or_nothing"))
		return
	}
	w.Line(w.Say("talk.seen_anyway", "In", w.Voice.Duration(f.SeenIn)))
	w.Row(desk.Button{
		Label: w.Say("button.ignore"),
		Press: desk.Press{Action: desk.ActIgnore, Arg: desk.HeldArg(f.Project, f.Held)},
	})
}

// whichProject asks a person of several shops.
func (w *writer) whichProject(f notice.WhichProject) {
	w.Card.Lead = w.Say("talk.which_project")
	if f.Again {
		w.Card.Lead = w.Say("talk.which_project_again")
	}
	var shops []desk.Button
	for _, code := range f.Projects {
		b := w.held(w.Project(code), code, f.Held)
		b.Style = desk.StylePlain // none is more likely
		shops = append(shops, b)
	}
	w.Row(shops...)
}

// welcome says what the bot does, by the newcomer's role.
func (w *writer) welcome(f notice.Welcome) {
	w.Card.Title = w.Say("talk.welcome", "Name", pen.First(f.Name))
	command := map[string]string{"manager": "report", "engineer": "queue"}[f.Role]
	switch {
	case f.Role == "admin":
		w.Card.Lead = w.Say("talk.welcome_admin", "Desk", w.Desk.Name, "Command", w.Command("invite"))
	case len(f.Shops) == 0 && f.Project == "": // by version 0.1
	case command == "":
		w.Card.Lead = w.Say("talk.welcome_staff", "Shops", w.shops(f))
	default:
		w.Card.Lead = w.Say("talk.welcome_"+f.Role, "Shops", w.shops(f), "Command", w.Command(command))
	}
	w.Line(w.Say("talk.welcome_help", "Command", w.Command("help")))
}

// shops names the shops of a welcome, as the object of its sentence.
func (w *writer) shops(f notice.Welcome) string {
	var names []string
	for _, code := range f.Shops {
		names = append(names, w.Project(code))
	}
	switch len(names) {
	case 0:
		return w.Say("talk.of_shop", "Project", f.Project)
	case 1:
		return w.Say("talk.of_shop", "Project", names[0])
	default:
		return w.Say("talk.of_shops", "Projects", strings.Join(names, w.Say("talk.next_shop")))
	}
}

// invite can be forwarded as it is: the link or command is on a line of its
// own.
func (w *writer) invite(f notice.Invitation) {
	w.Card.Title = w.Say("invite.title", "Project", w.Project(f.Project))
	w.Card.Lead = w.Say("invite.role", "Role", w.Say("role."+f.Role))
	if f.Link != "" {
		w.Line(w.Say("invite.link"))
		w.Line(f.Link)
	}
	commands := f.Commands
	if len(commands) == 0 && f.Link == "" { // from a version without commands
		commands = []string{w.Command("start " + f.Code)}
	}
	if len(commands) > 0 {
		w.Line(w.Say("invite.code"))
	}
	for _, line := range commands {
		w.Line(line)
	}
	w.At(w.Say("label.valid_until"), f.Expires)
}

// prompt asks for words, and says who will read them.
func (w *writer) prompt(f notice.AskText) {
	key, who := "", ""
	if w.Ticket != nil {
		key, who = w.Ticket.Key.String(), w.Say("work.who", "Who", w.Ticket.Requester.Name, "Shop", w.Project(w.Ticket.Key.Project))
	}
	asked := "talk.prompt_" + string(f.Act)
	if f.Field != "" {
		asked += "_" + f.Field
	}
	w.Card.Lead = w.Say(asked, "Key", key, "Who", who)
	w.Card.Quote = f.Text
	w.Card.Expect = w.Say("talk.expect_" + string(f.Act))
	if group := w.Traits.IsGroup; group != nil && group(w.To.Chat) && !f.Who.Account.IsZero() {
		w.Card.Mention = []desk.Mention{f.Who}
	}
}

// awaiting says until when an answer is awaited, and returns false if there is
// no ticket.
func (w *writer) awaiting(f notice.Awaiting) bool {
	if w.Ticket == nil {
		return false
	}
	w.Card.Quiet = true
	lead, vain, keep := "talk.awaiting", "talk.asked_in_vain", "button.keep"
	switch f.Act {
	case desk.ActComment: // the customer is asked
		lead, vain = "quality.awaiting", "quality.asked_in_vain"
	case desk.ActMake:
		lead, vain = "article.awaiting", "article.asked_in_vain"
	case desk.ActReply:
		keep = "button.send"
	default:
	}
	if f.Over {
		w.Card.Lead = w.About(vain)
		return true
	}
	w.Card.Lead = w.Say(lead, "Until", w.Voice.When(f.Until, w.Now))
	never := w.Button(w.Say("button.nevermind"), desk.ActNever, "")
	if f.Keeps {
		w.Row(w.Button(w.Say(keep), desk.ActKeep, ""), never)
		return true
	}
	w.Row(never)
	return true
}
