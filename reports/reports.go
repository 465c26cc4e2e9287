// Package reports computes the figures of a report: what was asked for, what was
// promised and what was met.
//
// A report is counted month by month, by the facts of each ticket as they were at
// the month's end, or as they are now. So what happens later changes no month that
// is over, and a quarter is the sum of its months. A target counts in the month in
// which it was decided: when it was met, or else at its deadline. What is counted
// comes from the database as counts and times, never as words; nothing is rounded
// here. docs/reports.md says how each figure is counted.
package reports

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/sla"
	"vakhta/storage"
)

// ErrFuture means that a period has not begun.
var ErrFuture = errors.New("the period has not begun")

// trendPeriods is how many periods the trend shows, this one included.
const trendPeriods = 6

// An Inquiry is what a report is wanted of.
type Inquiry struct {
	Desk     *desk.Desk
	Projects []*desk.Project // one; or several, each counted by its own zone
	All      bool            // it is of all that the reader may see, even if that is one
	Period   string          // as desk.ParsePeriod reads it
	Now      time.Time
	Breaches int // how many are listed; 0: all
}

// Make computes a report, in one snapshot. ErrFuture means that the period has not
// begun; other errors of the period are those of desk.ParsePeriod.
func Make(ctx context.Context, tx *storage.Tx, q Inquiry) (desk.Report, error) {
	r, err := head(q)
	if err != nil {
		return r, err
	}
	var all sum
	trend := make([]desk.Figures, trendPeriods)
	for _, p := range q.Projects {
		s, err := countShop(ctx, tx, q, p, trend)
		if err != nil {
			return r, err
		}
		if q.All {
			r.Shops = append(r.Shops, desk.ShopFigures{Project: p.Code, Name: p.Name, Figures: s.figures(), Open: s.backlog.Open})
		}
		all.join(s)
	}
	total := all.total()
	r.Figures, r.Backlog, r.Lines = measured(total), all.backlog, total.Lines[:]
	r.Groups = all.byGroup(promises(q))
	for n := trendPeriods - 1; n > 0; n-- {
		r.Trend = append(r.Trend, desk.Trend{Period: r.Period.Back(n), Figures: trend[n]})
	}
	r.Trend = append(r.Trend, desk.Trend{Period: r.Period, Figures: r.Figures})
	if err := name(ctx, tx, q, &all, &r); err != nil {
		return r, err
	}
	for _, p := range q.Projects {
		if err := reported(ctx, tx, q, p, &r); err != nil {
			return r, err
		}
	}
	r.Uncounted, err = tx.Uncounted(ctx, q.Codes())
	return r, err
}

// Codes returns the codes of the projects.
func (q Inquiry) Codes() (codes []string) {
	for _, p := range q.Projects {
		codes = append(codes, p.Code)
	}
	return codes
}

// head returns a report without figures. One of all is named by the desk's zone.
func head(q Inquiry) (r desk.Report, err error) {
	zone := q.Desk.TimeZone
	if !q.All {
		p := q.Projects[0]
		r.Project, r.Name, zone = p.Code, p.Name, q.Desk.ZoneOfProject(p)
	}
	r.Zone = zone.String()
	if r.Period, err = desk.ParsePeriod(q.Period, q.Now.In(zone)); err != nil {
		return r, err
	}
	if r.Period.From.After(q.Now) {
		return r, ErrFuture
	}
	r.At = asOf(desk.MonthStart(r.Period.To.Add(-1)), q.Now)
	return r, nil
}

// asOf returns the time by which a month is judged: its end, or now.
func asOf(month, now time.Time) time.Time {
	if end := month.AddDate(0, 1, 0); end.Before(now) {
		return end
	}
	return now
}

// promises returns what is promised for a type and priority, nothing where the
// contracts differ.
func promises(q Inquiry) func(desk.RequestType, desk.Priority) desk.Target {
	return func(t desk.RequestType, p desk.Priority) (promise desk.Target) {
		for i, project := range q.Projects {
			its := sla.TargetOf(q.Desk.ContractOf(project).At(q.Now), t, p)
			if i > 0 && its != promise {
				return desk.Target{}
			}
			promise = its
		}
		return promise
	}
}

// countShop counts a project's period, and adds the periods before to the trend.
func countShop(ctx context.Context, tx *storage.Tx, q Inquiry, p *desk.Project, trend []desk.Figures) (s sum, err error) {
	period, err := desk.ParsePeriod(q.Period, q.Now.In(q.Desk.ZoneOfProject(p)))
	if err != nil {
		return s, err
	}
	frozen, err := tx.FrozenMonths(ctx, p.Code, desk.DateOf(desk.MonthStart(period.Back(trendPeriods-1).From)), desk.DateOf(desk.MonthStart(period.From)))
	if err != nil {
		return s, err
	}
	for n := 1; n < len(trend); n++ {
		for _, part := range months(p.Code, period.Back(n), q.Now) {
			f, err := brief(ctx, tx, frozen, part)
			if err != nil {
				return s, err
			}
			trend[n].Tickets += f.Tickets
			trend[n].Resolved += f.Resolved
			trend[n].Reaction = added(trend[n].Reaction, f.Reaction)
			trend[n].Resolution = added(trend[n].Resolution, f.Resolution)
		}
	}
	return s, addPeriod(ctx, tx, frozen, p.Code, period, q.Now, &s)
}

// addPeriod adds the months of a project's period. What was open is that at the end
// of the last.
func addPeriod(ctx context.Context, tx *storage.Tx, frozen map[desk.Date]storage.FrozenMonth, project string, period desk.Period, now time.Time, s *sum) error {
	last := sum{}
	for _, q := range months(project, period, now) {
		m, err := countMonth(ctx, tx, frozen, q)
		if err != nil {
			return err
		}
		last = sum{}
		last.add(project, m)
		s.join(last.happened())
	}
	s.join(last.stood())
	return nil
}

// countMonth counts a part of a month, or takes the frozen figures of a whole one.
func countMonth(ctx context.Context, tx *storage.Tx, frozen map[desk.Date]storage.FrozenMonth, q storage.CountQuery) (storage.MonthCount, error) {
	if f, ok := frozen[q.Month]; ok && f.Of(q.Period) {
		return f.Counts()
	}
	return tx.CountMonth(ctx, q)
}

// brief is countMonth for a trend.
func brief(ctx context.Context, tx *storage.Tx, frozen map[desk.Date]storage.FrozenMonth, q storage.CountQuery) (desk.Figures, error) {
	if f, ok := frozen[q.Month]; ok && f.Of(q.Period) {
		return f.Brief()
	}
	return tx.CountBrief(ctx, q)
}

// months divides a period that has begun into the months that it lies in, up to now.
func months(project string, period desk.Period, now time.Time) (all []storage.CountQuery) {
	for m := desk.MonthStart(period.From); m.Before(period.To) && !m.After(now); m = m.AddDate(0, 1, 0) {
		part := desk.Period{From: m, To: m.AddDate(0, 1, 0)}
		if part.From.Before(period.From) {
			part.From = period.From
		}
		if part.To.After(period.To) {
			part.To = period.To
		}
		all = append(all, storage.CountQuery{Project: project, Month: desk.DateOf(m), Period: part, At: asOf(m, now)})
	}
	return all
}

// name adds the breaches and the engineers, who are counted by numbers and handles.
func name(ctx context.Context, tx *storage.Tx, q Inquiry, s *sum, r *desk.Report) error {
	slices.SortFunc(s.breaches, func(a, b missed) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.project, b.project), cmp.Compare(a.Number, b.Number), cmp.Compare(a.Target, b.Target))
	})
	listed := s.breaches
	if q.Breaches > 0 {
		listed = listed[:min(q.Breaches, len(listed))]
	}
	var ids []desk.TicketID
	for _, b := range listed {
		ids = append(ids, b.Ticket)
	}
	words, err := tx.FirstWords(ctx, ids)
	if err != nil {
		return err
	}
	names, err := names(ctx, tx, q.Desk, s, listed)
	if err != nil {
		return err
	}
	for _, b := range listed {
		r.Breaches = append(r.Breaches, b.breach(words[b.Ticket], names[b.Assignee]))
	}
	r.People = s.byPerson(names)
	return nil
}

// names returns the names of the engineers of a report.
func names(ctx context.Context, tx *storage.Tx, d *desk.Desk, s *sum, listed []missed) (map[desk.EngineerID]string, error) {
	names := map[desk.EngineerID]string{}
	for id := range s.people {
		names[id] = ""
	}
	for _, b := range listed {
		names[b.Assignee] = ""
	}
	return names, resolve(ctx, tx, d, names)
}

// resolve adds the names of engineers.
func resolve(ctx context.Context, tx *storage.Tx, d *desk.Desk, names map[desk.EngineerID]string) error {
	var joined []desk.PersonID
	for id := range names {
		if n, ok := id.Joined(); ok {
			joined = append(joined, n)
		} else if m := d.People[id.Handle()]; m != nil {
			names[id] = m.Name
		} else {
			names[id] = id.Handle() // no longer in desk.yaml
		}
	}
	if len(joined) == 0 {
		return nil
	}
	people, err := tx.People(ctx, joined)
	for _, p := range people {
		names[desk.Actor{Person: p.ID}.Engineer()] = p.Name
	}
	return err
}

// both adds up how well targets of two shops were met. Medians of two are not known.
func both(a, b desk.TargetFigures) desk.TargetFigures {
	switch {
	case a.Promised == 0:
		return b
	case b.Promised == 0:
		return a
	default:
		return added(a, b)
	}
}
