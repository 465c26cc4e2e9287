package tickets

import (
	"context"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/storage"
)

// Recount counts tickets that a version before wrote, at most limit, and returns
// how many. Their past is read from their timelines; the deadlines of each month
// are those that the ticket had last.
func Recount(ctx context.Context, tx *storage.Tx, d *desk.Desk, limit int) (int, error) {
	var codes []string
	for code := range d.Projects {
		codes = append(codes, code)
	}
	all, err := tx.TicketsToCount(ctx, codes, limit)
	if err != nil {
		return 0, err
	}
	for _, t := range all {
		line, err := tx.Timeline(ctx, t.ID)
		if err != nil {
			return 0, err
		}
		outcomes := replay(d, d.ContractFor(d.Projects[t.Key.Project], t), t, line)
		if err := tx.ReplaceOutcomes(ctx, outcomes); err != nil {
			return 0, err
		}
	}
	return len(all), nil
}

// replay returns a ticket's facts at the end of each month in which they changed,
// the last one as it is.
func replay(d *desk.Desk, contract *desk.Contract, t *desk.Ticket, line []history.Entry) (all []storage.MonthFacts) {
	k := beginning(t, line)
	zone := d.ZoneOf(contract)
	was := counted{}
	for _, e := range line {
		month := desk.DateOf(desk.MonthStart(e.At.In(zone)))
		tell(k, contract, e)
		known(k, t, e.At)
		is := countedOf(k)
		if is == was {
			continue
		}
		tally := *k.Tally
		k.Tally = &tally
		tallyUp(d, contract, k, was, e.At)
		was = is
		copied := *k
		if n := len(all); n > 0 && all[n-1].Month == month {
			all = all[:n-1]
		}
		all = append(all, storage.MonthFacts{Ticket: &copied, Month: month})
	}
	if len(all) == 0 {
		all = append(all, storage.MonthFacts{Ticket: k, Month: desk.DateOf(desk.MonthStart(t.OpenedAt.In(zone)))})
	}
	t.Tally = all[len(all)-1].Ticket.Tally
	all[len(all)-1].Ticket = t
	return all
}

// beginning returns a ticket as it was opened, as far as is known.
func beginning(t *desk.Ticket, line []history.Entry) *desk.Ticket {
	k := *t
	k.State, k.Assignee, k.Reopened, k.Rating, k.MergedInto = desk.New, "", 0, 0, desk.Key{}
	var never time.Time
	k.AckedAt, k.ReactedAt, k.ResolvedAt, k.EndedAt, k.Pauses = never, never, never, never, nil
	registered := t.OpenedAt
	if len(line) > 0 {
		registered = line[0].At
	}
	k.Tally = &desk.Tally{Registered: registered, At: registered}
	for _, entry := range slices.Backward(line) { // the first correction says what it was
		switch e := entry.Event.(type) {
		case history.Retyped:
			if e.From != "" {
				k.Type = e.From
			}
		case history.Prioritized:
			if e.From != 0 {
				k.Priority = e.From
			}
		default:
		}
	}
	return &k
}

// tell moves a ticket as an entry of its timeline says. What ended in which way is
// known from the ticket; only the times matter here.
func tell(k *desk.Ticket, contract *desk.Contract, e history.Entry) {
	by := e.By.Engineer()
	react := func(as desk.ReactionBy) {
		counts := contract.ReactionBy
		if k.ReactedAt.IsZero() && (counts == as || counts == desk.ByEither || counts == "") {
			k.ReactedAt = e.At
		}
	}
	own := func(who desk.EngineerID) {
		if k.Assignee == "" {
			k.Assignee = who
		}
		if k.AckedAt.IsZero() {
			k.AckedAt = e.At
		}
		react(desk.ByAck)
	}
	switch event := e.Event.(type) {
	case history.Acknowledged:
		own(by)
		if k.State == desk.New {
			k.State = desk.InProgress
		}
	case history.Assigned:
		k.Assignee = event.To.Engineer()
		own(k.Assignee)
		if k.State == desk.New {
			k.State = desk.InProgress
		}
	case history.Replied:
		react(desk.ByReply)
	case history.PutOnHold:
		own(by)
		k.State = event.On
		if event.Text != "" {
			react(desk.ByReply)
		}
	case history.Resumed:
		k.State = desk.InProgress
	case history.Released:
		k.State, k.Assignee = desk.New, ""
	case history.Resolved:
		own(by)
		react(desk.ByReply)
		k.State, k.ResolvedAt = desk.Resolved, e.At
	case history.Reopened:
		k.State, k.ResolvedAt, k.EndedAt, k.Rating = desk.InProgress, time.Time{}, time.Time{}, 0
		k.Reopened++
	case history.Closed:
		k.State, k.EndedAt = desk.Closed, e.At
	case history.Cancelled:
		k.State, k.EndedAt = desk.Cancelled, e.At
	case history.Merged:
		if !event.Into.IsZero() {
			k.State, k.EndedAt, k.MergedInto = desk.Cancelled, e.At, event.Into
		}
	case history.Retyped:
		k.Type = event.To
		if by != "" {
			k.TypeBy = desk.ByEngineer
		}
	case history.Prioritized:
		k.Priority = event.To
	case history.Rated:
		k.Rating = event.Stars
	default: // nothing that is counted
	}
	switch {
	case k.State == desk.Resolved || contract.PausesIn(k.State):
		k.Pause(e.At)
	case k.State.Open():
		k.Unpause(e.At)
	}
}

// known adds what a ticket itself says of its past: who had it, and which of its
// targets were decided.
func known(k, t *desk.Ticket, at time.Time) {
	k.Holdings, k.Measured = nil, nil
	for _, h := range t.Holdings {
		if !h.From.After(at) {
			k.Holdings = append(k.Holdings, h)
		}
	}
	for _, v := range t.Measured {
		if v.Missed() && v.Due.Before(at) {
			if v.Done.After(at) {
				v.Done, v.Took = time.Time{}, 0
			}
			k.Measured = append(k.Measured, v)
		} else if !v.Done.IsZero() && !v.Done.After(at) {
			k.Measured = append(k.Measured, v)
		}
	}
}
