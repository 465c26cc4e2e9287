// Package reports computes the figures of a report: how many tickets were
// opened, what was promised and what was met.
//
// The figures depend on the tickets and on a time at which open ones are
// judged. A target counts as promised once its outcome is decided: it was met,
// or its deadline has passed. Nothing is rounded here.
package reports

import (
	"cmp"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/sla"
)

// Figures returns the report on a project's tickets opened in a period, as of
// now. Tickets that were merged into another are not counted.
func Figures(d *desk.Desk, p *desk.Project, period desk.Period, tickets []*desk.Ticket, now time.Time) desk.Report {
	r := desk.Report{
		Project: p.Code, Name: p.Name, Period: period, At: now,
		ByType:     map[desk.RequestType]int{},
		ByPriority: map[desk.Priority]int{},
		Ratings:    map[int]int{},
	}
	contract := d.ContractOf(p)
	var reactions, resolutions []time.Duration
	for _, t := range tickets {
		if !t.MergedInto.IsZero() {
			continue
		}
		r.Tickets++
		r.ByType[t.Type]++
		r.ByPriority[t.Priority]++
		if t.State.Open() {
			r.Open++
		}
		if t.Rating > 0 {
			r.Ratings[int(t.Rating)]++
		}
		reaction := outcome{t, desk.ClockReaction, t.ReactionDue, t.ReactedAt}
		reaction.judge(&r, &r.Reaction, now)
		resolution := outcome{t, desk.ClockResolution, t.ResolutionDue, t.ResolvedAt}
		resolution.judge(&r, &r.Resolution, now)
		if !t.ReactedAt.IsZero() {
			c := sla.Reaction(d, contract, t)
			reactions = append(reactions, sla.Between(c.Calendar, t.ReactionFrom, t.ReactedAt))
		}
		if !t.ResolvedAt.IsZero() {
			c := sla.Resolution(d, contract, t, t.ResolvedAt)
			resolutions = append(resolutions, sla.Between(c.Calendar, c.From, t.ResolvedAt)-c.Paused)
		}
	}
	measure(&r.Reaction, reactions)
	measure(&r.Resolution, resolutions)
	slices.SortFunc(r.Breaches, func(a, b desk.Breach) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Key.Number, b.Key.Number), cmp.Compare(a.Target, b.Target))
	})
	return r
}

// An outcome is one target of one ticket, and when it was met, if it was.
type outcome struct {
	ticket *desk.Ticket
	target desk.ClockName
	due    time.Time
	done   time.Time
}

// judge counts the outcome. A target reached exactly at the deadline is met. A
// ticket that was cancelled before its deadline does not count as promised.
// While the clock is paused, a resolution is as late as it was when the pause
// began.
func (o outcome) judge(r *desk.Report, f *desk.TargetFigures, now time.Time) {
	asOf := now
	if !o.ticket.EndedAt.IsZero() && o.done.IsZero() {
		asOf = o.ticket.EndedAt
	}
	if o.target == desk.ClockResolution && o.ticket.Paused() {
		asOf = o.ticket.Pauses[len(o.ticket.Pauses)-1].From
	}
	switch {
	case o.due.IsZero():
	case !o.done.IsZero() && !o.done.After(o.due):
		f.Promised++
		f.Met++
	case !o.done.IsZero():
		f.Promised++
		r.Breaches = append(r.Breaches, o.breach(o.done, false))
	case asOf.After(o.due):
		f.Promised++
		r.Breaches = append(r.Breaches, o.breach(asOf, !o.ticket.State.Ended()))
	case o.ticket.State.Open():
		f.Pending++
	}
}

func (o outcome) breach(until time.Time, still bool) desk.Breach {
	return desk.Breach{Key: o.ticket.Key, Target: o.target, Due: o.due, Late: until.Sub(o.due), Still: still}
}

// measure computes the median and the 95th percentile by nearest rank: the
// smallest value that at least that share of the values do not exceed.
func measure(f *desk.TargetFigures, all []time.Duration) {
	f.Measured = len(all)
	if len(all) == 0 {
		return
	}
	slices.Sort(all)
	f.Median = all[rank(len(all), 50)]
	f.P95 = all[rank(len(all), 95)]
}

func rank(n, percent int) int { return (n*percent+99)/100 - 1 }
