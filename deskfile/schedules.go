package deskfile

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

type onCall struct {
	rotation  at[rotation]
	rotations at[[]at[rotation]]
	overrides at[[]at[override]]
	feed      at[string]
}

// A rotation is written without a zone; its start is in the desk's.
type rotation struct {
	start    at[wallClock]
	every    at[desk.Span]
	order    at[[]at[rotationMember]]
	calendar at[string]
}

// A rotationMember is a name, or a name with the days on which it is valid.
type rotationMember struct {
	person   name
	from, to at[desk.Date]
}

// An override is written without a zone, too.
type override struct {
	person   name
	from, to at[wallClock]
}

var rotationMemberKind = keys.Either(
	keys.Word(keys.Schema{"type": "string"}, func(s string) (rotationMember, error) {
		return rotationMember{person: name{V: s, OK: true}}, nil
	}).Says("name of a person"),
	keys.Mapping("this rotation-member",
		keys.Key("person", "A member of the team.", nameOf("person"), func(m *rotationMember) *name { return &m.person }).Needed("person: anna"),
		keys.Key("from", "The first day on which a turn of theirs may begin.",
			dateKind, func(m *rotationMember) *at[desk.Date] { return &m.from }).Default("any"),
		keys.Key("to", "The last day on which a turn of theirs may begin. That turn is finished.",
			dateKind, func(m *rotationMember) *at[desk.Date] { return &m.to }).Default("any"),
	))

var rotationKind = keys.Mapping("this rotation",
	keys.Key("start", "When the first turn begins, in the desk's time zone. Turns keep that hour when summer time begins or ends.",
		wallClockKind, func(o *rotation) *at[wallClock] { return &o.start }).Needed("start: 2026-11-02T10:00"),
	keys.Key("every", "The length of a turn, at least a minute.",
		spanKind, func(o *rotation) *at[desk.Span] { return &o.every }).Needed("every: 1w"),
	keys.Key("order", "Members of the team, in the order of their turns. One who comes or goes moves nobody else's place, and counts from the next turn on.",
		keys.List(rotationMemberKind), func(o *rotation) *at[[]at[rotationMember]] { return &o.order }).Needed("order: [anna, boris]"),
	keys.Key("calendar", "The calendar in whose hours alone the rotation names somebody.",
		nameOf("calendar"), func(o *rotation) *at[string] { return &o.calendar }).Default("always"),
)

var overrideKind = keys.Mapping("this override",
	keys.Key("person", "Who is on call: a member of the team.", nameOf("person"), func(o *override) *name { return &o.person }).Needed("person: anna"),
	keys.Key("from", "When it begins, in the desk's time zone.",
		wallClockKind, func(o *override) *at[wallClock] { return &o.from }).Needed("from: 2026-12-31T10:00"),
	keys.Key("to", "When it ends.",
		wallClockKind, func(o *override) *at[wallClock] { return &o.to }).Needed("to: 2027-01-01T10:00"),
)

var onCallKind = keys.Mapping("the on_call",
	keys.Key("rotation", "On-call duty that passes from person to person.", rotationKind,
		func(o *onCall) *at[rotation] { return &o.rotation }).Default("nobody"),
	keys.Key("rotations", "Several of them, in layers. Where the last one names somebody, they are on call; where it names nobody, the one before decides.",
		keys.List(rotationKind), func(o *onCall) *at[[]at[rotation]] { return &o.rotations }).Default("none"),
	keys.Key("feed", "A calendar (iCalendar) of shifts: an address, or a file beside desk.yaml. An event names who in its title or its attendees. See [on-call.md](on-call.md#calendars-of-others).",
		feedKind, func(o *onCall) *at[string] { return &o.feed }).Default("none"),
	keys.Key("overrides", "Times in which somebody is on call instead of the one the rotations name. Of two, the later in the list decides; those made by `/cover` and `/swap` come after all of them.",
		keys.List(overrideKind), func(o *onCall) *at[[]at[override]] { return &o.overrides }).Default("none"),
)

// buildSchedule makes a team's schedule of its rotations and overrides; nil if it
// has none.
func (r *reader) buildSchedule(f *file, t team, called string, d *desk.Desk) *desk.Schedule {
	if !t.onCall.OK {
		return nil
	}
	s := &desk.Schedule{Feed: t.onCall.V.feed.V}
	written := t.onCall.V.rotations.V
	if one := t.onCall.V.rotation; one.OK {
		written = append([]at[rotation]{one}, written...)
	}
	if len(written) == 0 && !t.onCall.V.feed.Given() && !t.onCall.V.rotation.OK && !t.onCall.V.rotations.OK {
		r.Mistake(t.onCall.Pos, "nobody is on call here", "write rotation: {start: 2026-11-02T10:00, every: 1w, order: [anna, boris]}")
	}
	among := r.membersOf(f, t, called)
	for _, w := range written {
		if !w.OK {
			continue
		}
		r.checkRotation(w.V, d)
		one := desk.Rotation{Start: w.V.start.V.Time, Zone: d.TimeZone, Every: w.V.every.V, Calendar: d.Calendars[w.V.calendar.V]}
		for _, m := range w.V.order.V {
			among(m.V.named(m.Pos))
			one.Order = append(one.Order, m.V.in(d.TimeZone))
		}
		s.Rotations = append(s.Rotations, one)
	}
	for _, w := range t.onCall.V.overrides.V {
		among(w.V.person)
		o := desk.Override{Who: w.V.person.V, From: w.V.from.V.in(d.TimeZone), Until: w.V.to.V.in(d.TimeZone)}
		if w.V.from.OK && w.V.to.OK && !o.Until.After(o.From) {
			r.Mistake(w.V.to.Pos, "this override ends before it begins", "write an end after the beginning")
		}
		s.Overrides = append(s.Overrides, o)
	}
	return s
}

// named returns the member's name, which stands at pos if it is alone.
func (m rotationMember) named(pos keys.Pos) name {
	if !m.person.Given() {
		m.person.Pos = pos
	}
	return m.person
}

// in converts a member's days. They are whole days of the desk.
func (m rotationMember) in(zone *time.Location) desk.RotationMember {
	day := func(d at[desk.Date], add int) time.Time {
		if !d.OK {
			return time.Time{}
		}
		return time.Date(d.V.Year, d.V.Month, d.V.Day+add, 0, 0, 0, 0, zone)
	}
	return desk.RotationMember{Who: m.person.V, From: day(m.from, 0), Until: day(m.to, 1)}
}

// checkRotation checks that somebody takes turns of a reasonable length.
func (r *reader) checkRotation(o rotation, d *desk.Desk) {
	if o.every.OK && o.every.V.Clock() < time.Minute {
		r.Mistake(o.every.Pos, fmt.Sprintf("a turn of %s is too short", o.every.V), "write a minute at least; a week is every: 1w")
	}
	if o.order.OK && len(o.order.V) == 0 {
		r.Mistake(o.order.Pos, "nobody is in this rotation", "name members of the team in their order")
	}
	r.resolve(o.calendar, "calendar", slices.Sorted(maps.Keys(d.Calendars)))
	for _, m := range o.order.V {
		if from, to := m.V.from, m.V.to; from.OK && to.OK && m.V.in(time.UTC).Until.Before(m.V.in(time.UTC).From) {
			r.Mistake(to.Pos, "this member leaves before they come", "write a day after from")
		}
	}
}

// membersOf returns a check that somebody on call is a member of the team.
func (r *reader) membersOf(f *file, t team, called string) func(name) {
	members, people := keys.Values(t.members.V), f.people.V.Names()
	return func(n name) {
		switch {
		case !n.OK || !t.members.OK || slices.Contains(members, n.V):
		case slices.Contains(people, n.V):
			r.Mistake(n.Pos, fmt.Sprintf("%s is not a member of %q", n.V, called), "add them to its members, or remove them here")
		default:
			r.resolve(n, "person", members)
		}
	}
}
