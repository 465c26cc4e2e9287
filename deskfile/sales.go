package deskfile

import (
	"fmt"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// A sale as written in the file, without zones.
type sale struct {
	name     at[bilingual]
	from, to at[wallClock]
	projects at[[]name]
	targets  at[targets]
	calm     at[calm]
}

type calm struct{ from, to at[wallClock] }

var calmKind = keys.Mapping("this calm",
	keys.Key("from", "From when nothing is deployed, in the desk's time zone.", wallClockKind, func(c *calm) *at[wallClock] { return &c.from }).Default("the sale's"),
	keys.Key("to", "Until when.", wallClockKind, func(c *calm) *at[wallClock] { return &c.to }).Default("the sale's"),
)

var saleKind = keys.Mapping("this sale",
	keys.Key("name", "What people read.", bilingualKind, func(s *sale) *at[bilingual] { return &s.name }).Needed("name: {ru: Чёрная пятница, en: Black Friday}"),
	keys.Key("from", "When it begins, in the desk's time zone.", wallClockKind, func(s *sale) *at[wallClock] { return &s.from }).Needed("from: 2026-11-27T00:00"),
	keys.Key("to", "When it ends.", wallClockKind, func(s *sale) *at[wallClock] { return &s.to }).Needed("to: 2026-11-30T00:00"),
	keys.Key("projects", "Whose sale it is.", keys.List(nameOf("project")), func(s *sale) *at[[]name] { return &s.projects }).Default("every shop's with this contract"),
	keys.Key("targets", "Targets of tickets that are opened in it, by priority. What one does not say is as in the contract. Types that have targets of their own keep them.",
		saleTargetsKind(), func(s *sale) *at[targets] { return &s.targets }).Default("the contract's"),
	keys.Key("calm", "When nothing is deployed: people who ask for a change are warned. `{}` is the whole sale.",
		calmKind, func(s *sale) *at[calm] { return &s.calm }).Default("none"),
)

func saleTargetsKind() keys.Shape[targets] {
	var fields []keys.Property[targets]
	for i, p := range desk.Priorities() {
		fields = append(fields, keys.Key(p.String(), "The target of "+p.String()+" in the sale.", saleTargetKind, func(t *targets) *at[target] { return &t[i] }).
			Default("the contract's"))
	}
	return keys.Mapping("the sale-targets", fields...)
}

var saleTargetKind = keys.Mapping("this sale-target", targetKeys(true)...)

// over returns a sale's target with what it does not say from the contract.
func (t target) over(base target) target {
	or(&t.reaction, base.reaction)
	or(&t.resolution, base.resolution)
	or(&t.updates, base.updates)
	or(&t.next, base.next)
	or(&t.calendar, base.calendar)
	return t
}

// buildSales makes the sales of a contract or of a version.
func (r *reader) buildSales(named string, c contract, f *file, zone *time.Location) []desk.Sale {
	var all []desk.Sale
	for _, w := range c.sales.V {
		if !w.OK || !w.V.from.OK || !w.V.to.OK {
			continue
		}
		s := desk.Sale{Name: w.V.name.V.build(), From: w.V.from.V.in(zone), Until: w.V.to.V.in(zone), Projects: r.saleOf(named, w.V, f)}
		if !s.Until.After(s.From) {
			r.Mistake(w.V.to.Pos, "this sale ends before it begins", "write an end after the beginning")
		}
		for i, p := range desk.Priorities() {
			if own := w.V.targets.V[i]; own.Given() {
				if s.Targets == nil {
					s.Targets = map[desk.Priority]desk.Target{}
				}
				s.Targets[p] = r.buildTarget(own.V.over(c.targets.V[i].V), f.calendars.V.Names())
			}
		}
		if calm := w.V.calm; calm.OK {
			s.Calm = desk.Calm{From: calm.V.from.Or(w.V.from.V).in(zone), Until: calm.V.to.Or(w.V.to.V).in(zone)}
			if !s.Calm.Until.After(s.Calm.From) {
				r.Mistake(calm.Pos, "this calm ends before it begins", "write an end after the beginning")
			}
		}
		if slices.ContainsFunc(all, func(o desk.Sale) bool { return shared(o, s) && o.From.Before(s.Until) && s.From.Before(o.Until) }) {
			r.Mistake(w.V.from.Pos, "two sales of one shop overlap here", "end one where the other begins")
		}
		all = append(all, s)
	}
	return all
}

// shared reports whether two sales are of one project.
func shared(a, b desk.Sale) bool {
	return len(a.Projects) == 0 || len(b.Projects) == 0 || slices.ContainsFunc(a.Projects, b.Of)
}

// saleOf returns the projects of a sale, which have the contract.
func (r *reader) saleOf(named string, s sale, f *file) []string {
	for _, p := range s.projects.V {
		r.resolve(p, "project", f.projects.V.Names())
		if of := f.projects.V.Find(p.V); p.OK && of != nil && of.V.contract.V != named {
			r.Mistake(p.Pos, fmt.Sprintf("%s has another contract", p.V), "write the sale in the contract of the project")
		}
	}
	return keys.Values(s.projects.V)
}
