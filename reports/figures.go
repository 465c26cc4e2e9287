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
	r := desk.Report{Project: p.Code, Name: p.Name, Zone: period.From.Location().String(), Period: period, At: now}
	contract := d.ContractOf(p)
	counted := slices.DeleteFunc(slices.Clone(tickets), func(t *desk.Ticket) bool { return !t.MergedInto.IsZero() })
	r.Figures = figures(d, contract, counted, now)
	for _, typ := range desk.RequestTypes() {
		for _, priority := range desk.Priorities() {
			g := desk.Group{Type: typ, Priority: priority, Promise: sla.TargetOf(contract, typ, priority)}
			g.Figures = figures(d, contract, slices.DeleteFunc(slices.Clone(counted), func(t *desk.Ticket) bool { return t.Type != typ || t.Priority != priority }), now)
			if g.Tickets > 0 {
				r.Groups = append(r.Groups, g)
			}
		}
	}
	for _, t := range counted {
		if t.State.Open() {
			r.Backlog.Open++
		}
		for _, o := range outcomes(t) {
			if missed, until := o.missed(now); missed {
				r.Breaches = append(r.Breaches, o.breach(until))
			}
		}
	}
	slices.SortFunc(r.Breaches, func(a, b desk.Breach) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Key.Number, b.Key.Number), cmp.Compare(a.Target, b.Target))
	})
	return r
}

func figures(d *desk.Desk, contract *desk.Contract, tickets []*desk.Ticket, now time.Time) desk.Figures {
	f := desk.Figures{Tickets: len(tickets), Ratings: map[int]int{}}
	var reactions, resolutions []time.Duration
	for _, t := range tickets {
		if t.Rating > 0 {
			f.Ratings[int(t.Rating)]++
		}
		both := outcomes(t)
		both[0].judge(&f.Reaction, now)
		both[1].judge(&f.Resolution, now)
		if !t.ReactedAt.IsZero() {
			c := sla.Reaction(d, contract, t)
			reactions = append(reactions, sla.Between(c.Calendar, t.ReactionFrom, t.ReactedAt))
		}
		if !t.ResolvedAt.IsZero() {
			f.Resolved++
			c := sla.Resolution(d, contract, t, t.ResolvedAt)
			resolutions = append(resolutions, sla.Between(c.Calendar, c.From, t.ResolvedAt)-c.Paused)
		}
	}
	measure(&f.Reaction, reactions)
	measure(&f.Resolution, resolutions)
	return f
}

// An outcome is one target of one ticket, and when it was met, if it was.
type outcome struct {
	ticket *desk.Ticket
	target desk.ClockName
	due    time.Time
	done   time.Time
}

func outcomes(t *desk.Ticket) [2]outcome {
	return [2]outcome{
		{t, desk.ClockReaction, t.ReactionDue, t.ReactedAt},
		{t, desk.ClockResolution, t.ResolutionDue, t.ResolvedAt},
	}
}

// judge counts the outcome. A target reached exactly at the deadline is met. A
// ticket that was cancelled before its deadline does not count as promised.
func (o outcome) judge(f *desk.TargetFigures, now time.Time) {
	missed, _ := o.missed(now)
	switch {
	case o.due.IsZero():
	case missed:
		f.Promised++
	case !o.done.IsZero():
		f.Promised++
		f.Met++
	case o.ticket.State.Open():
		f.Pending++
	}
}

// missed reports whether the target was missed, and until when it was late. While
// the clock is paused, a resolution is as late as it was when the pause began.
func (o outcome) missed(now time.Time) (missed bool, until time.Time) {
	switch {
	case !o.done.IsZero():
		until = o.done
	case o.target == desk.ClockResolution && o.ticket.Paused():
		until = o.ticket.Pauses[len(o.ticket.Pauses)-1].From
	case !o.ticket.EndedAt.IsZero():
		until = o.ticket.EndedAt
	default:
		until = now
	}
	return !o.due.IsZero() && until.After(o.due), until
}

func (o outcome) breach(until time.Time) desk.Breach {
	t := o.ticket
	return desk.Breach{
		Key: t.Key, Type: t.Type, Priority: t.Priority, Target: o.target, Due: o.due, Late: until.Sub(o.due),
		Still: o.done.IsZero() && !t.State.Ended(),
	}
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
