package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/ledger"
	"vakhta/notice"
)

// mostHours is how many months one answer lists.
const mostHours = 12

// hours shows how many hours of a project's package were used, and what they cost.
func hours() Act {
	of := maybe(ofProject(turn.Manager | turn.Admin))
	within := period("period")
	return Act{
		Name: "hours", Command: ForManagers, May: turn.Manager | turn.Admin, Asks: []Parameter{of, within},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			p, err := theProject(t, of.Of(in), turn.Manager|turn.Admin)
			if err != nil {
				return nil, err
			}
			var all []ledger.MonthAccount
			for _, m := range monthsOf(t.Desk, p, within.Of(in), t) {
				a, err := ledger.Of(ctx, t.Tx, t.Desk, p, m, t.Now())
				if err != nil {
					return nil, err
				}
				all = append(all, a)
			}
			return ledger.Card(p, t.Now(), all...), nil
		},
	}
}

// monthsOf returns the months of a period in the contract's zone, as far as they have begun; at least one.
func monthsOf(d *desk.Desk, p *desk.Project, during desk.Period, t *turn.Turn) (all []desk.Month) {
	terms := &d.ContractOf(p).Billing
	today := terms.Today(t.Now()).OfMonth()
	// The contract's month is meant, whatever the reader's zone is.
	if own, err := desk.ParsePeriod(during.Name, terms.Here(t.Now())); err == nil {
		during = own
	}
	for m := desk.MonthOf(during.From); m.Begin(during.To.Location()).Before(during.To) && !today.Before(m) && len(all) < mostHours; m = m.Add(1) {
		all = append(all, m)
	}
	if len(all) == 0 {
		all = append(all, today)
	}
	return all
}
