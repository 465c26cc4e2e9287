package ledger

import (
	"context"
	"time"

	"vakhta/desk"
	"vakhta/storage"
)

// settles is how long after a month's end of grace its statement is stored:
// longer than a transaction that began before it can take.
const settles = time.Minute

// Lock stores the statements of a project's months that are over. Entries for
// them count later already, so that they do not change between.
func Lock(ctx context.Context, tx *storage.Tx, d *desk.Desk, p *desk.Project, now time.Time) error {
	terms := d.ContractOf(p).Billing
	last, err := tx.LockedMonths(ctx, p.Code, desk.MonthOf(now).Add(1), 1)
	if err != nil {
		return err
	}
	m, known, err := tx.FirstWorked(ctx, p.Code)
	if err != nil || !known {
		return err
	}
	if len(last) > 0 {
		m = last[0].Month.Add(1)
	}
	for range mostMonths {
		if now.Before(terms.LockedFrom(m).Add(settles)) {
			return nil
		}
		s, err := compute(ctx, tx, terms, p.Code, m)
		if err != nil {
			return err
		}
		if err := tx.LockMonth(ctx, p.Code, s, now); err != nil {
			return err
		}
		m = m.Add(1)
	}
	return nil
}
