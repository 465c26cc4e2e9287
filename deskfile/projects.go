package deskfile

import (
	"fmt"
	"regexp"
	"time"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// A project as written in the file.
type project struct {
	name     at[string]
	contract name
	line1    name
	line2    name
	line3    at[[]name]
	managers at[[]name]
	staff    at[[]name]
	chats    at[[]at[boundChat]]
	privacy  at[desk.Privacy]
	opinion  at[bool]

	retention at[int]
	alerts    at[alerts]
	answers   at[desk.Answers]
	approvers at[approvers]
	services  at[dict[service]]
	logo      at[string]
	knowledge at[string]
	techMap   at[string]

	onboarding at[dict[plannedStep]]
}

type boundChat struct {
	chat   at[desk.Address]
	intake at[desk.IntakeMode]
}

var boundChatKind = keys.Mapping("this chat",
	keys.Key("chat", "The group or channel. Each chat can be linked only once.",
		chatKind, func(c *boundChat) *at[desk.Address] { return &c.chat }).Needed("chat: telegram:-1001234567890"),
	keys.Key("intake", "Which messages open tickets: mention (a mention, a reply to the bot or /new) or all.",
		keys.OneOf(desk.IntakeMention, desk.IntakeAll), func(c *boundChat) *at[desk.IntakeMode] { return &c.intake }).Default("`mention`"),
)

// codes says what projects' codes may be. A test compares it with
// desk.ValidProjectCode.
var codes = keys.Naming{
	Pattern: regexp.MustCompile(`^[A-Z][A-Z0-9]{1,9}$`),
	Fix:     "write 2 to 10 capital Latin letters and digits, a letter first, like ROM",
}

var projectKind = keys.Mapping("this project",
	keys.Key("name", "The shop's name.", keys.Text(), func(p *project) *at[string] { return &p.name }).Default("its code"),
	keys.Key("contract", "The contract of the shop.",
		nameOf("contract"), func(p *project) *name { return &p.contract }).Needed("contract: with the name of one"),
	keys.Key("line_1", "The first line's team.",
		nameOf("team"), func(p *project) *name { return &p.line1 }).Needed("line_1: with the name of a team"),
	keys.Key("line_2", "The second line's team.", nameOf("team"), func(p *project) *name { return &p.line2 }).Default("its steps are skipped"),
	keys.Key("line_3", "People who are paged one after another, then all at once.",
		keys.List(nameOf("person")), func(p *project) *at[[]name] { return &p.line3 }).Default("its steps are skipped"),
	keys.Key("managers", "The shop's people who see its reports and are notified of SLA breaches.",
		keys.List(nameOf("person")), func(p *project) *at[[]name] { return &p.managers }),
	keys.Key("staff", "The shop's people who write requests.", keys.List(nameOf("person")), func(p *project) *at[[]name] { return &p.staff }),
	keys.Key("chats", "Where the shop's people write.", keys.List(boundChatKind), func(p *project) *at[[]at[boundChat]] { return &p.chats }),
	keys.Key("privacy", "Card numbers, passwords and tokens in what they write: masked (only the assignee can see them) or plain.",
		keys.OneOf(desk.PrivacyMasked, desk.PrivacyPlain), func(p *project) *at[desk.Privacy] { return &p.privacy }).Default("`masked`"),
	keys.Key("second_opinion", "Whether requests of which the classifier is unsure may be shown, masked, to the endpoint of CLASSIFIER_URL.",
		keys.Flag(), func(p *project) *at[bool] { return &p.opinion }).Default("`false`"),
	keys.Key("retention", "How long the words of a ticket and its requester are kept after it has ended. The figures stay. `forever` keeps everything.",
		monthsKind, func(p *project) *at[int] { return &p.retention }).Default("`36 months`"),
	keys.Key("alerts", "What is done with the alerts of the shop's monitoring.", alertsKind, func(p *project) *at[alerts] { return &p.alerts }),
	keys.Key("answers", "Canned answers, which engineers send with `/reply ROM-1 name` after they have read them. "+
		"`{name}`, `{key}`, `{shop}` and `{engineer}` are filled in.", answersKind, func(p *project) *at[desk.Answers] { return &p.answers }),
	keys.Key("knowledge", "A folder of notes about this shop, beside those of the desk. Its path is relative to the folder of desk.yaml.",
		keys.Text(), func(p *project) *at[string] { return &p.knowledge }).Default("none"),
	keys.Key("onboarding", "Who sees to the steps from the contract to the launch, which `/onboarding` shows (docs/onboarding.md): audit, map, sla, access, duty, rehearsal and launch.",
		keys.Dictionary("step", stepNames, plannedStepKind), func(p *project) *at[dict[plannedStep]] { return &p.onboarding }).Default("no owners and dates"),
	keys.Key("techmap", "The file of the site's map: its parts, hosts, integrations and risks (docs/techmap.md). Its path is relative to the folder of desk.yaml.",
		keys.Text(), func(p *project) *at[string] { return &p.techMap }).Default("none"),
	keys.Key("logo", "A picture, PNG or JPEG, that the shop's reports show. Its path is relative to the folder of desk.yaml.",
		keys.Text(), func(p *project) *at[string] { return &p.logo }).Default("none"),
	keys.Key("approvers", "The shop's people who agree to estimates before the work begins.",
		approversKind, func(p *project) *at[approvers] { return &p.approvers }).Default("nobody can be asked"),
	keys.Key("services", "The catalogue of standard works that were agreed with the shop (docs/catalogue.md).",
		keys.Dictionary("service", codeNames, serviceKind), func(p *project) *at[dict[service]] { return &p.services }).Default("none"),
)

func (r *reader) buildProjects(f *file, zone *time.Location) map[string]*desk.Project {
	people := f.people.V.Names()
	projects := make(map[string]*desk.Project, len(f.projects.V))
	for _, e := range f.projects.V {
		p := e.V
		r.resolve(p.contract, "contract", f.contracts.V.Names())
		r.checkLine(f, p.line1, 1)
		r.checkLine(f, p.line2, 2)
		built := &desk.Project{
			Code:     e.Key,
			Name:     p.name.Or(e.Key),
			Contract: p.contract.V,
			Line1:    p.line1.V,
			Line2:    p.line2.V,
			Line3:    r.resolveList(p.line3.V, "person", people),
			Managers: r.resolveList(p.managers.V, "person", people),
			Staff:    r.resolveList(p.staff.V, "person", people),
			Privacy:  p.privacy.Or(desk.PrivacyMasked),

			SecondOpinion: p.opinion.V,
			Retention:     p.retention.Or(desk.UsualRetention),
			Alerts:        r.alertRules(p.alerts.V, zone),
			Answers:       p.answers.V,
			Logo:          p.logo.V,
			Approvers:     r.buildApprovers(p, people),
			Catalogue:     r.buildServices(p),
			Onboarding:    r.buildOnboarding(p, people),
		}
		for _, c := range p.chats.V {
			built.Chats = append(built.Chats, desk.BoundChat{Chat: c.V.chat.V, Intake: c.V.intake.Or(desk.IntakeMention)})
		}
		projects[e.Key] = built
	}
	return projects
}

func (r *reader) checkLine(f *file, team name, line int) {
	r.resolve(team, "team", f.teams.V.Names())
	t := f.teams.V.Find(team.V)
	if t != nil && t.V.line.OK && t.V.line.V != line {
		r.Mistake(team.Pos, fmt.Sprintf("%q is a team of line %d", team.V, t.V.line.V), fmt.Sprintf("name a team with line: %d", line))
	}
}
