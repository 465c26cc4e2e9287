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
// now. Tickets that were merged into another are not counted, but what was
// promised for them and decided before is.
func Figures(d *desk.Desk, p *desk.Project, period desk.Period, tickets []*desk.Ticket, now time.Time) desk.Report {
	r := desk.Report{Project: p.Code, Name: p.Name, Zone: period.From.Location().String(), Period: period, At: now}
	contract := d.ContractOf(p)
	r.Figures = figures(d, contract, tickets, now)
	for _, typ := range desk.RequestTypes() {
		for _, priority := range desk.Priorities() {
			g := desk.Group{Type: typ, Priority: priority, Promise: sla.TargetOf(contract, typ, priority)}
			g.Figures = figures(d, contract, slices.DeleteFunc(slices.Clone(tickets), func(t *desk.Ticket) bool { return t.Type != typ || t.Priority != priority }), now)
			if g.Tickets+g.Reaction.Promised+g.Resolution.Promised > 0 {
				r.Groups = append(r.Groups, g)
			}
		}
	}
	for _, t := range tickets {
		if t.State.Open() {
			r.Backlog.Open++
		}
		for _, target := range []desk.ClockName{desk.ClockReaction, desk.ClockResolution} {
			if j := t.Judge(target, now); j.Outcome == desk.Broken {
				r.Breaches = append(r.Breaches, desk.Breach{
					Key: t.Key, Type: t.Type, Priority: t.Priority, Target: target, Due: j.Due, Late: j.Late, Still: j.Still,
				})
			}
		}
	}
	slices.SortFunc(r.Breaches, func(a, b desk.Breach) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Key.Number, b.Key.Number), cmp.Compare(a.Target, b.Target))
	})
	return r
}

func figures(d *desk.Desk, contract *desk.Contract, tickets []*desk.Ticket, now time.Time) desk.Figures {
	f := desk.Figures{Ratings: map[int]int{}}
	var reactions, resolutions []time.Duration
	for _, t := range tickets {
		reaction, resolution := t.Judge(desk.ClockReaction, now), t.Judge(desk.ClockResolution, now)
		count(&f.Reaction, reaction)
		count(&f.Resolution, resolution)
		if !t.ReactedAt.IsZero() {
			reactions = append(reactions, took(reaction, sla.Reaction(d, contract, t), t.ReactedAt))
		}
		if !t.ResolvedAt.IsZero() {
			f.Resolved++
			resolutions = append(resolutions, took(resolution, sla.Resolution(d, contract, t, t.ResolvedAt), t.ResolvedAt))
		}
		if !t.MergedInto.IsZero() {
			continue
		}
		f.Tickets++
		if t.Rating > 0 {
			f.Ratings[int(t.Rating)]++
		}
	}
	measure(&f.Reaction, reactions)
	measure(&f.Resolution, resolutions)
	return f
}

// count counts how a target of a ticket stands. A ticket that was cancelled or
// merged before its deadline does not count as promised.
func count(f *desk.TargetFigures, j desk.Judgement) {
	switch j.Outcome {
	case desk.Unpromised:
	case desk.Pending:
		f.Pending++
	case desk.Kept:
		f.Promised++
		f.Met++
	case desk.Broken:
		f.Promised++
	}
}

// took returns how long something took. What was decided by a version before 0.3
// is measured by the contract as it is now.
func took(j desk.Judgement, c sla.Countdown, done time.Time) time.Duration {
	if j.Measured {
		return j.Took
	}
	return sla.Between(c.Calendar, c.From, done) - c.Paused
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
