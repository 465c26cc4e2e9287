package reports

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/ledger"
	"vakhta/sla"
	"vakhta/storage"
	"vakhta/techmap"
)

// confirmedWithin is how far back incidents confirm the risks of a map, as in
// /techmap.
const confirmedWithin = 90 * 24 * time.Hour

// reported adds what a report lists beside its figures, of one project.
func reported(ctx context.Context, tx *storage.Tx, q Inquiry, p *desk.Project, r *desk.Report) error {
	period, err := desk.ParsePeriod(q.Period, q.Now.In(q.Desk.ZoneOfProject(p)))
	if err != nil {
		return err
	}
	for _, read := range []func() error{
		func() error { return more(ctx, &r.Comments, tx.Comments, p.Code, period) },
		func() error {
			next, err := tx.NextResponses(ctx, []string{p.Code}, period)
			r.Next = both(r.Next, next)
			return err
		},
		func() error { return more(ctx, &r.Majors, tx.Majors, p.Code, period) },
		func() error { return more(ctx, &r.Agreements, tx.Agreements, p.Code, period) },
		func() error { return more(ctx, &r.Misses, tx.UpdateMisses, p.Code, period) },
		func() error { return more(ctx, &r.InVain, tx.CalledInVain, p.Code, period) },
		func() error { return more(ctx, &r.OLA, tx.OLAMisses, p.Code, period) },
		func() error { return more(ctx, &r.Drills, tx.DrillResults, p.Code, period) },
		func() error { return more(ctx, &r.Causes, tx.Causes, p.Code, period) },
		func() error { onCall(q, p, period, r); return nil },
		func() error { return unbilled(ctx, tx, q, p, r) },
		func() error { return byMap(ctx, tx, q, p, r) },
	} {
		if err := read(); err != nil {
			return err
		}
	}
	return nil
}

// more appends what is read of a project's period.
func more[T any](ctx context.Context, to *[]T, read func(context.Context, string, desk.Period) ([]T, error), project string, period desk.Period) error {
	all, err := read(ctx, project, period)
	*to = append(*to, all...)
	return err
}

// onCall adds for how long people were on call for a project's lines, up to now.
func onCall(q Inquiry, p *desk.Project, period desk.Period, r *desk.Report) {
	until := period.To
	if until.After(q.Now) {
		until = q.Now
	}
	for line := 1; line <= 2; line++ {
		t := q.Desk.Team(p, line)
		if t == nil || t.OnCall == nil || !period.From.Before(until) {
			continue
		}
		held := map[string]time.Duration{}
		for _, s := range sla.Shifts(t.OnCall, period.From, until) {
			if m := q.Desk.People[s.Who]; m != nil {
				held[m.Name] += s.Until.Sub(s.From)
			}
		}
		for _, name := range slices.Sorted(maps.Keys(held)) {
			at := slices.IndexFunc(r.OnCall, func(o desk.OnCallTime) bool { return o.Line == line && o.Name == name })
			if at < 0 {
				r.OnCall = append(r.OnCall, desk.OnCallTime{Line: line, Name: name, Time: held[name]})
			} else { // a report of several shops that share a line: the same hours
				r.OnCall[at].Time = max(r.OnCall[at].Time, held[name])
			}
		}
	}
}

// unbilled adds the hours beyond the package that nobody has agreed to, of the
// months that begin within the period.
func unbilled(ctx context.Context, tx *storage.Tx, q Inquiry, p *desk.Project, r *desk.Report) error {
	terms := &q.Desk.ContractOf(p).Billing
	if !terms.Overage.Approval {
		return nil
	}
	period, err := desk.ParsePeriod(q.Period, terms.Here(q.Now))
	if err != nil {
		return err
	}
	for m := desk.MonthOf(period.From); !q.Now.Before(m.Begin(period.From.Location())) && m.Begin(period.From.Location()).Before(period.To); m = m.Add(1) {
		if m.Begin(period.From.Location()).Before(period.From) {
			continue
		}
		a, err := ledger.Of(ctx, tx, q.Desk, p, m, q.Now)
		if err != nil {
			return err
		}
		for k, hours := range a.Unapproved {
			if hours > 0 {
				r.Unbilled = append(r.Unbilled, desk.Unbilled{Key: k, Month: m, Hours: hours})
			}
		}
	}
	slices.SortFunc(r.Unbilled, func(a, b desk.Unbilled) int {
		return cmp.Or(cmp.Compare(a.Key.Project, b.Key.Project), a.Month.Since(b.Month), cmp.Compare(a.Key.Number, b.Key.Number))
	})
	return nil
}

// titled is the title of a part of a map, or its name.
func titled(c desk.Component) desk.Wording {
	if len(c.Title) == 0 {
		return desk.Wording{"": c.Name}
	}
	return c.Title
}

// byMap adds the parts of a project's tech map that several incidents of the period
// were about, and the risks that the shop may see.
func byMap(ctx context.Context, tx *storage.Tx, q Inquiry, p *desk.Project, r *desk.Report) error {
	if p.TechMap == nil {
		return nil
	}
	period, err := desk.ParsePeriod(q.Period, q.Now.In(q.Desk.ZoneOfProject(p)))
	if err != nil {
		return err
	}
	all, err := tx.IncidentsOf(ctx, p.Code, period)
	if err != nil {
		return err
	}
	hit := map[string]int{}
	for _, in := range all {
		for _, c := range techmap.Find(p.TechMap, in.Text) {
			hit[c.Name]++
		}
	}
	for _, c := range p.TechMap.Components {
		if hit[c.Name] > 1 {
			r.Causes = append(r.Causes, desk.RecurringCause{Part: titled(c), Tickets: hit[c.Name]})
		}
	}
	slices.SortStableFunc(r.Causes, func(a, b desk.RecurringCause) int { return b.Tickets - a.Tickets })
	lately, err := tx.Incidents(ctx, p.Code, q.Now.Add(-confirmedWithin))
	if err != nil {
		return err
	}
	for _, a := range techmap.Recommendations(p.TechMap, techmap.StateOf(p.TechMap, lately), false) {
		r.Advice = append(r.Advice, desk.Advice{Priority: a.Priority, What: a.Risk.What, Advice: a.Risk.Advice, Due: a.Risk.Due, Incidents: a.Incidents})
	}
	return nil
}
