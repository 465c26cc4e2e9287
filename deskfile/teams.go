package deskfile

import (
	"fmt"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// A team as written in the file.
type team struct {
	line    at[int]
	channel at[desk.Address]
	members at[[]name]
	thread  at[desk.ThreadMode]
	onCall  at[onCall]
}

type onCall struct{ rotation at[rotation] }

// A rotation is written without a zone; its start is in the desk's.
type rotation struct {
	start at[wallClock]
	every at[desk.Span]
	order at[[]name]
}

var rotationKind = keys.Mapping("this rotation",
	keys.Key("start", "When the first turn begins, in the desk's time zone. Turns keep that hour when summer time begins or ends.",
		wallClockKind, func(o *rotation) *at[wallClock] { return &o.start }).Needed("start: 2026-11-02T10:00"),
	keys.Key("every", "The length of a turn, at least a minute.",
		spanKind, func(o *rotation) *at[desk.Span] { return &o.every }).Needed("every: 1w"),
	keys.Key("order", "Members of the team, in the order of their turns.",
		keys.List(nameOf("person")), func(o *rotation) *at[[]name] { return &o.order }).Needed("order: [anna, boris]"),
)

var onCallKind = keys.Mapping("the on_call",
	keys.Key("rotation", "On-call duty that passes from person to person.", rotationKind,
		func(o *onCall) *at[rotation] { return &o.rotation }).Needed("rotation: {start: 2026-11-02T10:00, every: 1w, order: [anna, boris]}"),
)

var teamKind = keys.Mapping("this team",
	keys.Key("line", "The support line: 1 or 2. The third line is people, named by the project.",
		keys.Number(1, 2), func(t *team) *at[int] { return &t.line }).Needed("line: 1"),
	keys.Key("channel", "Where the team works.",
		chatKind, func(t *team) *at[desk.Address] { return &t.channel }).Needed("channel: slack:C0123ABCD"),
	keys.Key("members", "The team's people.",
		keys.List(nameOf("person")), func(t *team) *at[[]name] { return &t.members }).Needed("members: [anna]"),
	keys.Key("thread", "internal: only what is addressed to the customer leaves a ticket's thread. open: everything does, except what begins with //.",
		keys.OneOf(desk.ThreadInternal, desk.ThreadOpen), func(t *team) *at[desk.ThreadMode] { return &t.thread }).Default("`internal`"),
	keys.Key("on_call", "Who is on call.", onCallKind, func(t *team) *at[onCall] { return &t.onCall }).Default("nobody"),
)

func (r *reader) buildTeams(f *file, zone *time.Location) map[string]*desk.Team {
	people := f.people.V.Names()
	teams := make(map[string]*desk.Team, len(f.teams.V))
	for _, e := range f.teams.V {
		t := e.V
		members := r.resolveList(t.members.V, "person", people)
		if t.members.OK && len(t.members.V) == 0 {
			r.Mistake(t.members.Pos, fmt.Sprintf("the team %q has nobody in it", e.Key), "name its people")
		}
		r.checkRotation(t, e.Key, people)
		built := &desk.Team{
			Name:    e.Key,
			Channel: t.channel.V,
			Members: members,
			Thread:  t.thread.Or(desk.ThreadInternal),
		}
		if o := t.onCall.V.rotation; o.OK {
			built.OnCall = &desk.Rotation{Start: o.V.start.V.in(zone), Every: o.V.every.V, Order: keys.Values(o.V.order.V)}
		}
		teams[e.Key] = built
	}
	return teams
}

// checkRotation checks that members of the team take turns of a reasonable
// length.
func (r *reader) checkRotation(t team, called string, people []string) {
	every, order := t.onCall.V.rotation.V.every, t.onCall.V.rotation.V.order
	if every.OK && every.V.Clock() < time.Minute {
		r.Mistake(every.Pos, fmt.Sprintf("a turn of %s is too short", every.V), "write a minute at least; a week is every: 1w")
	}
	if order.OK && len(order.V) == 0 {
		r.Mistake(order.Pos, "nobody is in this rotation", "name members of the team in their order")
	}
	members := keys.Values(t.members.V)
	for _, n := range order.V {
		switch {
		case !n.OK || !t.members.OK || slices.Contains(members, n.V):
		case slices.Contains(people, n.V):
			r.Mistake(n.Pos, fmt.Sprintf("%s is not a member of %q", n.V, called), "add them to its members, or remove them here")
		default:
			r.resolve(n, "person", members)
		}
	}
}
