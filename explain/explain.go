// Package explain says why a ticket's deadlines are where they are, who was
// called when and whether they came, and what happens next. /why and the demo's
// page show the same explanation.
//
// It reads the store and decides nothing: deadlines come from sla, what a ladder
// does next from escalation.
package explain

import (
	"context"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/history"
	"vakhta/notice"
	"vakhta/sla"
	"vakhta/storage"
)

// Ticket explains a ticket as of now. Calls whose notices were pruned, some weeks
// after they were sent, are missing.
func Ticket(ctx context.Context, tx *storage.Tx, d *desk.Desk, t *desk.Ticket, now time.Time) (notice.Explanation, error) {
	entries, err := tx.Timeline(ctx, t.ID)
	if err != nil {
		return notice.Explanation{}, err
	}
	receipts, err := tx.ReceiptsOf(ctx, t.ID)
	if err != nil {
		return notice.Explanation{}, err
	}
	armed, err := tx.ArmedOf(ctx, t.ID)
	if err != nil {
		return notice.Explanation{}, err
	}
	return notice.Explanation{
		Contract: contract(d, t),
		Targets:  targets(d, t, now), Changes: changes(entries),
		Calls: calls(d, receipts, entries), Next: next(escalation.Situation{Desk: d, Ticket: t, Now: now}, armed),
	}, nil
}

// contract says by which version of the contract a ticket is counted.
func contract(d *desk.Desk, t *desk.Ticket) notice.ContractNamed {
	p := d.Projects[t.Key.Project]
	if p == nil {
		return notice.ContractNamed{}
	}
	c := d.ContractFor(p, t)
	terms, ok := d.Kept[c.Digest]
	if !ok {
		terms = d.Kept[t.Contract]
	}
	since := terms.Since
	if c.ValidFrom.After(since) {
		since = c.ValidFrom
	}
	named := notice.ContractNamed{Name: c.Name, Since: since, Kept: c.Digest != d.InForce(p, t).Digest}
	if s := c.SaleAt(p.Code, t.OpenedAt); s != nil && len(s.Targets) > 0 {
		named.Sale = s.Name
	}
	return named
}

// targets explains both targets. What was measured is shown as it was measured.
func targets(d *desk.Desk, t *desk.Ticket, now time.Time) []notice.TargetCount {
	p := d.Projects[t.Key.Project]
	if p == nil {
		return []notice.TargetCount{}
	}
	contract := d.ContractFor(p, t)
	until := now
	if !t.EndedAt.IsZero() {
		until = t.EndedAt
	}
	reaction := count(desk.ClockReaction, sla.Reaction(d, contract, t), t, now, or(t.ReactedAt, until))
	reaction.Due, reaction.Done = t.ReactionDue, t.ReactedAt
	resolution := count(desk.ClockResolution, sla.Resolution(d, contract, t, or(t.ResolvedAt, until)), t, now, or(t.ResolvedAt, until))
	resolution.Due, resolution.Done = t.ResolutionDue, t.ResolvedAt
	resolution.Stopped = t.Paused() && t.State.Open()
	cal := sla.Resolution(d, contract, t, now).Calendar
	for _, stop := range t.Pauses {
		to := or(stop.To, or(t.ResolvedAt, until))
		if to.After(stop.From) {
			resolution.Pauses = append(resolution.Pauses, notice.StopCount{Pause: stop, Counts: sla.Between(cal, stop.From, to)})
		}
	}
	all := []notice.TargetCount{reaction, resolution}
	if asked := sla.NextResponse(d, contract, t); !t.Asked.At.IsZero() && asked.Target > 0 {
		next := count(desk.ClockNext, asked, t, now, now)
		next.Due = asked.Due()
		next.Judgement = desk.Judgement{Outcome: desk.Pending, Due: next.Due}
		if now.After(next.Due) {
			next.Judgement = desk.Judgement{Outcome: desk.Broken, Due: next.Due, Late: now.Sub(next.Due), Still: true}
		}
		all = append(all, next)
	}
	return all
}

func count(target desk.ClockName, c sla.Countdown, t *desk.Ticket, now, until time.Time) notice.TargetCount {
	n := notice.TargetCount{
		Target: target, Calendar: c.Calendar.Name, Always: c.Calendar.Always, From: c.From, Within: c.Target,
		Used: max(sla.Between(c.Calendar, c.From, until)-c.Paused, 0), Judgement: t.Judge(target, now),
	}
	if n.Measured {
		n.Used = n.Took
	}
	return n
}

func or(t, other time.Time) time.Time {
	if t.IsZero() {
		return other
	}
	return t
}

// changes returns the entries on which clocks and ladders depend.
func changes(entries []history.Entry) []history.Entry {
	all := []history.Entry{}
	for _, e := range entries {
		switch e.Event.(type) {
		case history.Prioritized, history.Retyped, history.Released, history.Reopened, history.Merged, history.LinkedTo,
			history.Skipped, history.Unreachable, history.InVain, history.Snoozed, history.UpdateMissed, history.NextMissed, history.ContractApplied,
			history.Triaged:
			all = append(all, e)
		default:
		}
	}
	return all
}

// calls returns the messages that called somebody, and when one of those they
// were for first did something to the ticket.
func calls(d *desk.Desk, receipts []storage.SentReceipt, entries []history.Entry) []notice.CallMade {
	all := []notice.CallMade{}
	for _, r := range receipts {
		if r.Kind != (notice.Ping{}).Kind() {
			continue
		}
		c := notice.CallMade{Firing: r.Firing, Planned: r.Planned, Sent: r.Sent, To: r.To, Message: r.Message.Message}
		if !r.Planned.IsZero() {
			c.Late = max(r.Sent.Sub(r.Planned), 0)
		}
		var who []string
		if team := d.TeamByChannel(r.To); team != nil {
			c.Team, who = team.Name, team.Members
		} else if m := d.MemberByAccount(desk.Account{Platform: r.To.Platform, ID: r.To.Chat}); m != nil {
			c.Who, who = desk.Actor{Handle: m.Handle, Name: m.Name}, []string{m.Handle}
		}
		for _, e := range entries {
			if !e.At.Before(r.Sent) && slices.Contains(who, e.By.Handle) {
				c.Came = e.At
				break
			}
		}
		all = append(all, c)
	}
	return all
}

// next returns what the armed clocks do, with whom the ladders call.
func next(s escalation.Situation, armed []desk.Alarm) []notice.Upcoming {
	all := []notice.Upcoming{}
	known := s.Desk.Projects[s.Ticket.Key.Project] != nil
	for _, a := range armed {
		u := notice.Upcoming{Firing: a.Firing, Due: a.Due}
		if known && (a.Clock == desk.ClockReaction || a.Clock == desk.ClockResolution) {
			for _, f := range s.Ladder(a.Clock) {
				if f.Firing == a.Firing {
					u.Notify = f.Notify
				}
			}
		}
		all = append(all, u)
	}
	return all
}
