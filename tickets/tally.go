package tickets

import (
	"time"

	"vakhta/desk"
	"vakhta/sla"
	"vakhta/storage"
)

// counted are the facts of a ticket that reports count.
type counted struct {
	state                    desk.State
	line                     int
	typ                      desk.RequestType
	priority                 desk.Priority
	assignee                 desk.EngineerID
	acked, reacted, resolved int64 // microseconds since 1970; 0: not
	ended, paused            int64
	reactionDue, due         int64
	reactionMissed, missed   desk.Measurement
	reopened                 int
	rating                   desk.Stars
	merged                   desk.Key
}

func countedOf(t *desk.Ticket) counted {
	reaction, _ := t.Missed(desk.ClockReaction)
	resolution, _ := t.Missed(desk.ClockResolution)
	return counted{
		reactionMissed: reaction, missed: resolution,
		state: t.State, line: t.Holder().Line, typ: t.Type, priority: t.Priority, assignee: t.Assignee,
		acked: micros(t.AckedAt), reacted: micros(t.ReactedAt), resolved: micros(t.ResolvedAt), ended: micros(t.EndedAt),
		paused: micros(storage.PausedFrom(t)), reactionDue: micros(t.ReactionDue), due: micros(t.ResolutionDue),
		reopened: t.Reopened, rating: t.Rating, merged: t.MergedInto,
	}
}

func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// count measures what changed, and stores it for reports. A ticket of a version
// before has no tally: it is counted in the background, from its timeline.
func (c *Case) count() {
	now := countedOf(c.Ticket)
	if t := c.Ticket.Tally; t != nil && now != c.tallied {
		tally := *t
		c.Ticket.Tally = &tally
		tallyUp(c.desk, c.contract, c.Ticket, c.tallied, c.now)
	}
	if now != c.tallied {
		c.outcomes = append(c.outcomes, storage.MonthFacts{Ticket: c.Ticket, Month: desk.DateOf(desk.MonthStart(c.now.In(c.desk.ZoneOf(c.contract))))})
		c.tallied = now
	}
}

// tallyUp brings a ticket's tally from what was counted to what it is now. What
// was measured when it happened is not measured again.
func tallyUp(d *desk.Desk, contract *desk.Contract, t *desk.Ticket, was counted, at time.Time) {
	tally, is := t.Tally, countedOf(t)
	resolution := sla.Resolution(d, contract, t, at)
	if was.state.Open() {
		passed := sla.Between(resolution.Calendar, tally.At, at)
		tally.Held[min(max(was.line, 1), desk.Lines)-1] += passed
		switch {
		case !contract.PausesIn(was.state):
		case was.state == desk.WaitingVendor:
			tally.Waited.Vendor += passed
		case was.state == desk.WaitingCustomer:
			tally.Waited.Customer += passed
		}
	}
	tally.At = at
	if is.reacted != was.reacted {
		tally.Reaction = 0
		if is.reacted != 0 {
			tally.Reaction = took(t, desk.ClockReaction, sla.Reaction(d, contract, t), t.ReactedAt)
		}
	}
	if is.resolved != was.resolved {
		tally.Resolution = 0
		if is.resolved != 0 {
			tally.Resolution = took(t, desk.ClockResolution, sla.Resolution(d, contract, t, t.ResolvedAt), t.ResolvedAt)
		}
	}
	missedAt(&tally.ReactionMissed, is.reactionMissed, tally.ReactionSet)
	missedAt(&tally.ResolutionMissed, is.missed, tally.ResolutionSet)
	if is.reactionDue != was.reactionDue {
		tally.ReactionSet = at
	}
	if is.due != was.due {
		tally.ResolutionSet = at
	}
	if was.typ != "" && is.typ != was.typ && (t.TypeBy == desk.ByEngineer || t.TypeBy == desk.ByRequester) {
		tally.Retyped = true
	}
	if is.rating != was.rating {
		tally.RatedAt = time.Time{}
		if is.rating > 0 {
			tally.RatedAt = at
		}
	}
}

// took returns how long something took. What a version before 0.3 decided is
// measured by the contract as it is now.
func took(t *desk.Ticket, target desk.ClockName, c sla.Countdown, done time.Time) time.Duration {
	if j := t.Judge(target, done); j.Measured {
		return j.Took
	}
	return sla.Between(c.Calendar, c.From, done) - c.Paused
}

// missedAt sets when a target was missed: at its deadline, or when that was set if
// it was over already.
func missedAt(at *time.Time, missed desk.Measurement, set time.Time) {
	switch {
	case missed.Due.IsZero():
		*at = time.Time{}
	case at.IsZero():
		*at = missed.Due
		if set.After(missed.Due) {
			*at = set
		}
	}
}
