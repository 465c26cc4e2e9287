package deskfile

import (
	"fmt"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// A team as written in the file.
type team struct {
	name    at[string]
	line    at[int]
	channel at[desk.Address]
	members at[[]name]
	leads   at[[]name]
	thread  at[desk.ThreadMode]
	onCall  at[onCall]
}

var teamKind = keys.Mapping("this team",
	keys.Key("name", "What people read.", keys.Text(), func(t *team) *at[string] { return &t.name }).Default("the team's key"),
	keys.Key("line", "The support line: 1 or 2. The third line is people, named by the project.",
		keys.Number(1, 2), func(t *team) *at[int] { return &t.line }).Needed("line: 1"),
	keys.Key("channel", "Where the team works.",
		chatKind, func(t *team) *at[desk.Address] { return &t.channel }).Needed("channel: slack:C0123ABCD"),
	keys.Key("members", "The team's people.",
		keys.List(nameOf("person")), func(t *team) *at[[]name] { return &t.members }).Needed("members: [anna]"),
	keys.Key("leads", "Those of its members who lead it: they are told what goes wrong, see docs/on-call.md.",
		keys.List(nameOf("person")), func(t *team) *at[[]name] { return &t.leads }).Default("nobody"),
	keys.Key("thread", "internal: only what is addressed to the customer leaves a ticket's thread. open: everything does, except what begins with //.",
		keys.OneOf(desk.ThreadInternal, desk.ThreadOpen), func(t *team) *at[desk.ThreadMode] { return &t.thread }).Default("`internal`"),
	keys.Key("on_call", "Who is on call.", onCallKind, func(t *team) *at[onCall] { return &t.onCall }).Default("nobody"),
)

func (r *reader) buildTeams(f *file, d *desk.Desk) map[string]*desk.Team {
	people := f.people.V.Names()
	teams := make(map[string]*desk.Team, len(f.teams.V))
	for _, e := range f.teams.V {
		t := e.V
		members := r.resolveList(t.members.V, "person", people)
		if t.members.OK && len(t.members.V) == 0 {
			r.Mistake(t.members.Pos, fmt.Sprintf("the team %q has nobody in it", e.Key), "name its people")
		}
		isMember := r.membersOf(f, t, e.Key)
		for _, n := range t.leads.V {
			isMember(n)
		}
		teams[e.Key] = &desk.Team{
			Code:    e.Key,
			Name:    t.name.Or(e.Key),
			Channel: t.channel.V,
			Members: members,
			Leads:   keys.Values(t.leads.V),
			Thread:  t.thread.Or(desk.ThreadInternal),
			OnCall:  r.buildSchedule(f, t, e.Key, d),
		}
	}
	return teams
}
