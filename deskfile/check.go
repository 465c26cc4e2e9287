package deskfile

import (
	"fmt"
	"slices"

	"vakhta/desk"
	"vakhta/deskfile/keys"
	"vakhta/sla"
)

// A binding is the place in the file that binds a chat.
type binding struct {
	chat at[desk.Address]
	as   string // described in words
	shop bool   // a project's chat; otherwise a team's channel
}

// checkChats reports chats that are bound twice. A topic beside its whole chat
// is no mistake, because the topic takes precedence. But members of a chat can
// read all its topics, so a shop and a team cannot share one.
func (r *reader) checkChats(f *file) {
	var bound []binding
	bind := func(b binding) {
		if b.chat.OK && !r.clashes(b, bound) {
			bound = append(bound, b)
		}
	}
	for _, e := range f.teams.V {
		bind(binding{e.V.channel, "the channel of " + e.Key, false})
	}
	for _, e := range f.projects.V {
		for _, c := range e.V.chats.V {
			bind(binding{c.V.chat, "a chat of " + e.Key, true})
		}
	}
}

// checkReportChats reports chats of reports that belong to no shop with the contract.
func (r *reader) checkReportChats(f *file) {
	for _, contract := range f.contracts.V {
		var known []string
		for _, e := range f.projects.V {
			for _, c := range e.V.chats.V {
				if e.V.contract.V == contract.Key && c.V.chat.OK {
					known = append(known, c.V.chat.V.String())
				}
			}
		}
		for _, c := range contract.V.report.V.chats.V {
			if c.OK && !slices.Contains(known, c.V.String()) {
				r.Mistake(c.Pos, fmt.Sprintf("%s is no chat of a project with this contract", c.V), keys.Suggestion(c.V.String(), known))
			}
		}
	}
}

func (r *reader) clashes(b binding, bound []binding) bool {
	for _, other := range bound {
		switch {
		case b.shop != other.shop && b.chat.V.Root() == other.chat.V.Root():
			r.Mistake(b.chat.Pos, fmt.Sprintf("%s is %s, and on %s it is %s: the shop would read what the team says",
				b.chat.V, b.as, other.chat.Pos, other.as), "give the team a chat of its own")
		case b.chat.V == other.chat.V:
			r.Mistake(b.chat.Pos, fmt.Sprintf("%s is linked twice: here as %s, on %s as %s", b.chat.V, b.as, other.chat.Pos, other.as), "keep one")
		default:
			continue
		}
		return true
	}
	return false
}

// checkSpans reports durations in days under a calendar where a day has no
// length, and resolution targets shorter than the reaction.
func (r *reader) checkSpans(f *file, d *desk.Desk) {
	for _, e := range f.contracts.V {
		for _, c := range e.V.all() {
			r.checkSpansOf(c, d)
		}
	}
	for _, e := range f.projects.V {
		r.checkApproval(e.V, d)
		r.checkServices(e.V, d)
	}
}

func (r *reader) checkSpansOf(c contract, d *desk.Desk) {
	own := d.Calendars[c.calendar.V]
	r.checkDays(c.remindTaken, own)
	r.checkDays(c.closeAfter, own)
	r.checkDays(c.again, own)
	r.checkDays(c.wait.V.nudge, own)
	r.checkDays(c.rating.V.remind, own)
	r.checkDays(c.rating.V.expire, own)
	r.checkDays(c.rating.V.review, own)
	r.checkDays(c.wait.V.close, own)
	r.checkOLA(c, d)
	var reacting, resolving []*desk.Calendar
	check := func(t target) {
		calendar := own
		if t.calendar.Given() {
			calendar = d.Calendars[t.calendar.V]
		}
		r.checkTarget(t, calendar)
		if t.reaction.OK {
			reacting = append(reacting, calendar)
		}
		if t.resolution.OK {
			resolving = append(resolving, calendar)
		}
	}
	for _, t := range slices.Concat(c.targets.V[:], c.types.V[:]) {
		check(t.V)
	}
	for _, s := range c.sales.V {
		for i, t := range s.V.targets.V {
			if t.Given() {
				check(t.V.over(c.targets.V[i].V))
			}
		}
	}
	r.checkSteps(c.escalation.V, reacting)
	r.checkSteps(c.warnings.V, resolving)
}

func (r *reader) checkTarget(t target, c *desk.Calendar) {
	r.checkDays(t.reaction, c)
	r.checkDays(t.resolution, c)
	r.checkDays(t.updates, c)
	r.checkDays(t.next, c)
	if c != nil && measurable(t.next, c) && measurable(t.resolution, c) && sla.Length(c, t.next.V) >= sla.Length(c, t.resolution.V) {
		r.Warn(t.next.Pos, fmt.Sprintf("the resolution within %s is due before the next response within %s", t.resolution.V, t.next.V))
	}
	if c != nil && measurable(t.updates, c) && measurable(t.resolution, c) && sla.Length(c, t.updates.V) >= sla.Length(c, t.resolution.V) {
		r.Warn(t.updates.Pos, fmt.Sprintf("the resolution within %s is due before the first update within %s", t.resolution.V, t.updates.V))
	}
	if c == nil || !measurable(t.reaction, c) || !measurable(t.resolution, c) {
		return
	}
	if sla.Length(c, t.resolution.V) < sla.Length(c, t.reaction.V) {
		r.Mistake(t.resolution.Pos, fmt.Sprintf("the resolution within %s is due before the reaction within %s", t.resolution.V, t.reaction.V),
			"write a resolution as long as the reaction or longer")
	}
}

// checkSteps checks a ladder under each calendar that it may be counted by.
func (r *reader) checkSteps(steps []at[step], calendars []*desk.Calendar) {
	for _, s := range steps {
		after := at[desk.Span]{V: s.V.after.V.Fixed, Pos: s.V.after.Pos, OK: s.V.after.OK}
		for _, c := range calendars {
			r.checkDays(after, c)
			r.checkDays(s.V.repeat, c)
		}
	}
}

func (r *reader) checkDays(s at[desk.Span], c *desk.Calendar) {
	if c != nil && s.OK && !measurable(s, c) {
		r.Mistake(s.Pos, fmt.Sprintf("%s is measured in days, and the calendar %q does not say how long one is", s.V, c.Name),
			fmt.Sprintf("write it in hours, or add day: 8h to %s", c.Name))
	}
}

// measurable reports whether a span has a length under a calendar: it was
// written, and the calendar says how long a day is if the span has days.
func measurable(s at[desk.Span], c *desk.Calendar) bool {
	return s.OK && (!s.V.HasDays() || c.Always || c.Day > 0)
}
