// Package ledger keeps the accounts of work: it computes a project's statements
// from what is stored, warns when the hours of a package run out, and locks
// months that are over.
package ledger

import (
	"context"
	"time"

	"vakhta/billing"
	"vakhta/desk"
	"vakhta/sla"
	"vakhta/storage"
)

// mostMonths limits how many months one answer computes.
const mostMonths = 120

// A MonthAccount is a project's statement of a month.
type MonthAccount struct {
	billing.Statement
	Locked bool
	// Forecast is how many hours will be used at the month's end if work goes
	// on as until now; 0: that cannot be said.
	Forecast time.Duration
}

// Of returns a project's account of a month, as of now. Its hours are those of
// the contract of today, unless the month is locked.
func Of(ctx context.Context, tx *storage.Tx, d *desk.Desk, p *desk.Project, m desk.Month, now time.Time) (MonthAccount, error) {
	before, err := tx.LockedMonths(ctx, p.Code, m, 1)
	if err != nil {
		return MonthAccount{}, err
	}
	if len(before) > 0 && before[0].Month == m {
		a := MonthAccount{Statement: before[0], Locked: true}
		a.Entries, err = tx.WorkOf(ctx, p.Code, m)
		return a, err
	}
	a := MonthAccount{Locked: !now.Before(d.ContractOf(p).Billing.LockedFrom(m))}
	if a.Statement, err = compute(ctx, tx, d.ContractOf(p).Billing, p.Code, m); err != nil {
		return a, err
	}
	a.Forecast = forecast(d, p, &a.Statement, now)
	return a, nil
}

// compute returns the statement of a month that is not locked: it begins with
// what the last locked month left, and goes through the months after it.
func compute(ctx context.Context, tx *storage.Tx, terms desk.Billing, project string, m desk.Month) (s billing.Statement, err error) {
	done, err := tx.LockedMonths(ctx, project, m, mostMonths)
	if err != nil {
		return s, err
	}
	var o billing.BroughtForward
	at, known, err := tx.FirstWorked(ctx, project)
	if err != nil {
		return s, err
	}
	switch {
	case len(done) > 0:
		at, o.Parcels, o.Billed = done[0].Month.Add(1), done[0].Next, done[0].Billed
	case !known || m.Before(at) || m.Since(at) > mostMonths:
		at = m
	}
	for ; !m.Before(at); at = at.Add(1) {
		entries, err := tx.WorkOf(ctx, project, at)
		if err != nil {
			return s, err
		}
		o.Counted = billing.CountedIn(done)
		if o.Agreed, err = agreed(ctx, tx, terms, project, at); err != nil {
			return s, err
		}
		s = billing.Settle(terms, at, o, entries)
		o.Parcels, o.Billed = s.Next, s.Billed
		done = append(done, s)
	}
	return s, nil
}

// agreed returns how many hours beyond the package may be billed for each ticket
// on which work counts in a month: any number where the contract does not ask
// for approval.
func agreed(ctx context.Context, tx *storage.Tx, terms desk.Billing, project string, m desk.Month) (hours map[desk.Key]time.Duration, err error) {
	if !terms.Overage.Approval {
		return hours, nil
	}
	worked, err := tx.Agreed(ctx, project, m)
	if err != nil {
		return nil, err
	}
	hours = map[desk.Key]time.Duration{}
	for _, t := range worked {
		hours[t.Key] = t.Agreed()
	}
	return hours, nil
}

// forecast counts the month's time by the contract's calendar.
func forecast(d *desk.Desk, p *desk.Project, s *billing.Statement, now time.Time) time.Duration {
	c := d.ContractOf(p)
	from, to := c.Billing.Span(s.Month)
	if now.Before(from) || !now.Before(to) {
		return 0
	}
	calendar := d.Calendars[c.Calendar]
	hours, _ := s.Forecast(sla.Between(calendar, from, now), sla.Between(calendar, from, to))
	return hours
}
