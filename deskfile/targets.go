package deskfile

import (
	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// targets are those of each priority or request type, in the desk's order. A
// missing one is not Given.
type targets [4]at[target]

type target struct {
	reaction   at[desk.Span]
	resolution at[desk.Span]
	updates    at[desk.Span]
	next       at[desk.Span]
	calendar   name
}

var targetKind = keys.Mapping("this target", targetKeys(false)...)

// targetKeys returns the keys of a target. One of a sale takes from the contract what it
// does not say.
func targetKeys(ofSale bool) []keys.Property[target] {
	reaction := keys.Key("reaction", "Time until somebody reacts.", spanKind, func(t *target) *at[desk.Span] { return &t.reaction })
	missing := "no target"
	if ofSale {
		missing, reaction = "the contract's", reaction.Default("the contract's")
	} else {
		reaction = reaction.Needed("reaction: 30m")
	}
	return []keys.Property[target]{
		reaction,
		keys.Key("resolution", "Time until the request is resolved, at least as long as the reaction.",
			spanKind, func(t *target) *at[desk.Span] { return &t.resolution }).Default(missing),
		keys.Key("updates", "How long the customer may be without an engineer's word while somebody works on the ticket.",
			spanKind, func(t *target) *at[desk.Span] { return &t.updates }).Default(missing),
		keys.Key("next_response", "Time until an engineer answers what the customer writes after the first response.",
			spanKind, func(t *target) *at[desk.Span] { return &t.next }).Default(missing),
		keys.Key("calendar", "The calendar by which this target is counted.",
			nameOf("calendar"), func(t *target) *name { return &t.calendar }).Default("the contract's"),
	}
}

func targetsKind() keys.Shape[targets] {
	var fields []keys.Property[targets]
	for i, p := range desk.Priorities() {
		fields = append(fields, targetOf(i, p.String(), "The target of "+p.String()+".").Needed(p.String()+": {reaction: 1h}"))
	}
	return keys.Mapping("the targets", fields...)
}

func typesKind() keys.Shape[targets] {
	var fields []keys.Property[targets]
	for i, t := range desk.RequestTypes() {
		field := targetOf(i, string(t), "The target of requests of this type, for every priority.")
		fields = append(fields, field.Default("by priority"))
	}
	return keys.Mapping("the types", fields...)
}

func targetOf(i int, name, doc string) keys.Property[targets] {
	return keys.Key(name, doc, targetKind, func(t *targets) *at[target] { return &t[i] })
}

func (r *reader) buildTarget(t target, calendars []string) desk.Target {
	r.resolve(t.calendar, "calendar", calendars)
	return desk.Target{
		Reaction:   t.reaction.V,
		Resolution: t.resolution.V,
		Updates:    t.updates.V,
		Calendar:   t.calendar.V,

		NextResponse: t.next.V,
	}
}
