package deskfile

import (
	"fmt"
	"slices"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// ola are the times within which the lines agreed to work, as written in the
// file.
type ola struct {
	line1 at[within]
	line2 at[within]
}

// within is such an agreement, of a line or with a supplier.
type within struct {
	reaction   at[desk.Span]
	resolution at[desk.Span]
	calendar   name
	chase      at[desk.Span] // a supplier's
}

// withinKeys are the keys that a line and a supplier have in common.
func withinKeys() []keys.Property[within] {
	return []keys.Property[within]{
		keys.Key("reaction", "Time until somebody there takes a ticket that was handed over to them.",
			spanKind, func(w *within) *at[desk.Span] { return &w.reaction }).Default("the customer's target"),
		keys.Key("resolution", "Time until they have solved it or handed it on.",
			spanKind, func(w *within) *at[desk.Span] { return &w.resolution }).Default("no target"),
		keys.Key("calendar", "The calendar by which this is counted.",
			nameOf("calendar"), func(w *within) *name { return &w.calendar }).Default("the contract's"),
	}
}

var (
	lineKind     = keys.Mapping("this line", withinKeys()...)
	supplierKind = keys.Mapping("this supplier", append(withinKeys(),
		keys.Key("chase", "How often a supplier who has a ticket is asked how it is going. A note of theirs puts it off.",
			spanKind, func(w *within) *at[desk.Span] { return &w.chase }).Default("never"))...)
	olaKind = keys.Mapping("the ola",
		keys.Key("line_1", "What is handed back to the first line.", lineKind, func(o *ola) *at[within] { return &o.line1 }),
		keys.Key("line_2", "What the second line has.", lineKind, func(o *ola) *at[within] { return &o.line2 }),
	)
)

// buildOLA returns the agreements by holder.
func (r *reader) buildOLA(c contract, f *file) map[string]desk.Within {
	if !c.ola.OK && !c.suppliers.OK {
		return nil
	}
	all := map[string]desk.Within{}
	for line, w := range []at[within]{c.ola.V.line1, c.ola.V.line2} {
		if w.OK {
			all[desk.Holding{Line: line + 1}.Name()] = r.buildWithin(w.V, f)
		}
	}
	for _, s := range c.suppliers.V {
		r.resolve(name{V: s.Key, Pos: s.KeyPos, OK: true}, "person", f.people.V.Names())
		all[s.Key] = r.buildWithin(s.V, f)
	}
	return all
}

func (r *reader) buildWithin(w within, f *file) desk.Within {
	r.resolve(w.calendar, "calendar", f.calendars.V.Names())
	return desk.Within{Reaction: w.reaction.V, Resolution: w.resolution.V, Calendar: w.calendar.V, Chase: w.chase.V}
}

// checkOLA reports durations in days under a calendar where a day has no length.
func (r *reader) checkOLA(c contract, d *desk.Desk) {
	all := []within{c.ola.V.line1.V, c.ola.V.line2.V}
	for _, s := range c.suppliers.V {
		all = append(all, s.V)
	}
	for _, w := range all {
		calendar := d.Calendars[c.calendar.V]
		if w.calendar.Given() {
			calendar = d.Calendars[w.calendar.V]
		}
		r.checkDays(w.reaction, calendar)
		r.checkDays(w.resolution, calendar)
		r.checkDays(w.chase, calendar)
		r.checkWithin(w)
	}
}

// checkHolders warns of agreements with holders whom no project of the contract has:
// they would never apply.
func (r *reader) checkHolders(f *file, d *desk.Desk) {
	for _, e := range f.contracts.V {
		var third []string
		second, used := false, false
		for _, p := range d.Projects {
			if p.Contract == e.Key {
				third, second, used = append(third, p.Line3...), second || d.Team(p, 2) != nil, true
			}
		}
		for _, c := range e.V.all() {
			if line := c.ola.V.line2; line.OK && used && !second {
				r.Warn(line.Pos, "no project with this contract has a second line")
			}
			for _, s := range c.suppliers.V {
				if used && d.People[s.Key] != nil && !slices.Contains(third, s.Key) {
					r.Warn(s.KeyPos, fmt.Sprintf("%s is in line_3 of no project with this contract, so nothing is handed over to them", s.Key))
				}
			}
		}
	}
}

// checkWithin reports that a ticket should be solved before it is taken.
func (r *reader) checkWithin(w within) {
	taken, solved := w.reaction, w.resolution
	if taken.OK && solved.OK && !taken.V.HasDays() && !solved.V.HasDays() && solved.V.Clock() <= taken.V.Clock() {
		r.Mistake(solved.Pos, fmt.Sprintf("it is solved within %s, before it is taken within %s", solved.V, taken.V), "write a resolution longer than the reaction")
	}
}
