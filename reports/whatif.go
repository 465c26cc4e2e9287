package reports

import (
	"cmp"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/sla"
)

// A Comparison says what another desk.yaml would have meant for tickets that were
// handled as they were. Both sides are counted from the same facts: the
// opening, the last type and priority, the pauses, and what happened when.
type Comparison struct {
	Tickets int
	Targets [2]Compared           // reaction, resolution
	Calls   map[desk.Audience]int // how many more steps would have called them; fewer: below zero
	Changed []Changed             // by key
}

// Compared counts the decided targets of one kind.
type Compared struct{ Promised, Met, WouldBePromised, WouldBeMet int }

// Changed is a target whose outcome would have been another.
type Changed struct {
	Key       desk.Key
	Target    desk.ClockName
	Was, Will desk.Judgement
}

// judged lists the targets of Compared.
var judged = [2]desk.ClockName{desk.ClockReaction, desk.ClockResolution}

// WhatIf compares desk.yaml as it is with another one. Tickets of projects that
// either does not have, and those that were merged, are left out.
func WhatIf(is, other *desk.Desk, tickets []*desk.Ticket, now time.Time) Comparison {
	c := Comparison{Calls: map[desk.Audience]int{}}
	for _, t := range tickets {
		p, q := is.Projects[t.Key.Project], other.Projects[t.Key.Project]
		if p == nil || q == nil || !t.MergedInto.IsZero() {
			continue
		}
		c.Tickets++
		was, will := under(is, t, now), under(other, t, now)
		for i, target := range judged {
			a, b := was.Judge(target, now), will.Judge(target, now)
			decided(&c.Targets[i].Promised, &c.Targets[i].Met, a)
			decided(&c.Targets[i].WouldBePromised, &c.Targets[i].WouldBeMet, b)
			if a.Outcome != b.Outcome {
				c.Changed = append(c.Changed, Changed{Key: t.Key, Target: target, Was: a, Will: b})
			}
		}
		tally(c.Calls, is, t, now, -1)
		tally(c.Calls, other, t, now, 1)
	}
	slices.SortFunc(c.Changed, func(a, b Changed) int {
		return cmp.Or(cmp.Compare(a.Key.Project, b.Key.Project), cmp.Compare(a.Key.Number, b.Key.Number), cmp.Compare(a.Target, b.Target))
	})
	return c
}

// A Hindsight says what a desk.yaml would have meant for tickets that had no promise.
type Hindsight struct {
	Targets [2]Compared           // reaction, resolution; only what would have been
	Calls   map[desk.Audience]int // how many steps would have called them
}

// Would judges tickets of the desk's projects by its contracts, from the same facts
// as WhatIf.
func Would(d *desk.Desk, tickets []*desk.Ticket, now time.Time) Hindsight {
	v := Hindsight{Calls: map[desk.Audience]int{}}
	for _, t := range tickets {
		will := under(d, t, now)
		for i, target := range judged {
			decided(&v.Targets[i].WouldBePromised, &v.Targets[i].WouldBeMet, will.Judge(target, now))
		}
		tally(v.Calls, d, t, now, 1)
	}
	return v
}

// under returns the ticket as if a desk.yaml had been in force from its opening.
func under(d *desk.Desk, t *desk.Ticket, now time.Time) *desk.Ticket {
	k, c := *t, d.ContractFor(d.Projects[t.Key.Project], t)
	k.Measured = nil
	k.ReactionFrom, k.ResolutionFrom = t.OpenedAt, t.OpenedAt
	until := cmp.Or(t.ResolvedAt, t.EndedAt, now)
	k.ReactionDue = sla.Reaction(d, c, &k).Due()
	k.ResolutionDue = sla.Resolution(d, c, &k, until).Due()
	return &k
}

func decided(promised, met *int, j desk.Judgement) {
	if j.Outcome == desk.Kept || j.Outcome == desk.Broken {
		*promised++
	}
	if j.Outcome == desk.Kept {
		*met++
	}
}

// tally adds by for each call of the reaction ladder before somebody took the
// ticket, or it ended.
func tally(calls map[desk.Audience]int, d *desk.Desk, t *desk.Ticket, now time.Time, by int) {
	c := d.ContractFor(d.Projects[t.Key.Project], t)
	clock := sla.Reaction(d, c, t)
	clock.From = t.OpenedAt
	until := cmp.Or(t.AckedAt, t.EndedAt, now)
	for _, f := range sla.Ladder(desk.ClockReaction, c.Escalation, clock) {
		if !f.At.Before(until) {
			break
		}
		for _, who := range f.Notify {
			calls[who] += by
		}
	}
}
