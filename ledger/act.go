package ledger

import (
	"context"
	"fmt"
	"time"

	"vakhta/desk"
	"vakhta/papers"
	"vakhta/storage"
)

// Act returns the act of a month's work, as of now.
func Act(ctx context.Context, store *storage.DB, d *desk.Desk, p *desk.Project, m desk.Month, now time.Time) (papers.WorkAct, error) {
	act := papers.WorkAct{Project: p, At: now}
	err := store.View(ctx, func(tx *storage.Tx) error {
		a, err := Of(ctx, tx, d, p, m, now)
		act.Statement, act.Locked = a.Statement, a.Locked
		return err
	})
	if err != nil {
		return act, fmt.Errorf("hours of %s: %w", p.Code, err)
	}
	act.Statement.Terms.Zone = d.ContractOf(p).Billing.Zone // which is not stored
	return act, nil
}
