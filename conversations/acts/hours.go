package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/ledger"
	"vakhta/notice"
	"vakhta/papers"
)

// mostHours is how many months one answer lists.
const mostHours = 12

// hours shows how many hours of a project's package were used, and what they cost.
func hours() Act {
	of := maybe(ofProject(turn.Manager | turn.Admin))
	as, within := maybe(fileFormat()), period("period")
	return Act{
		Name: desk.ActHours, Command: ForManagers, Button: true, May: turn.Manager | turn.Admin, Asks: []Parameter{of, as, within},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			p, err := theProject(t, of.Of(in), turn.Manager|turn.Admin)
			if err != nil {
				return nil, err
			}
			months, err := monthsOf(t.Desk, p, within.Of(in), t)
			if err != nil {
				return nil, err
			}
			if format := as.Of(in); format != "" {
				return actFile(t, p, months[len(months)-1], format)
			}
			var all []ledger.MonthAccount
			for _, m := range months {
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

// monthsOf returns the months of a period in the contract's zone, as far as they have begun. A period that has not is
// refused.
func monthsOf(d *desk.Desk, p *desk.Project, during desk.Period, t *turn.Turn) (all []desk.Month, err error) {
	terms := &d.ContractOf(p).Billing
	today := terms.Today(t.Now()).OfMonth()
	// The contract's month is meant, whatever the reader's zone is.
	if during, err = begun(during.Name, terms.Here(t.Now())); err != nil {
		return nil, err
	}
	for m := desk.MonthOf(during.From); m.Begin(during.To.Location()).Before(during.To) && !today.Before(m) && len(all) < mostHours; m = m.Add(1) {
		all = append(all, m)
	}
	return all, nil
}

// actFile answers with the act of a month's work.
func actFile(t *turn.Turn, p *desk.Project, m desk.Month, format papers.FileFormat) (notice.Facts, error) {
	if format == papers.PNG { // an act is signed or computed with
		format = papers.PDF
	}
	terms := &t.Desk.ContractOf(p).Billing
	f := notice.ReportFile{Projects: []string{p.Code}, Of: p.Name, Period: m.String(), At: t.Now(), Format: string(format), Act: true}
	f.Within.Name = m.String()
	f.Within.From, f.Within.To = terms.Span(m)
	f.Name = p.Code + " " + m.String() + " hours." + string(format)
	return t.Later(f, notice.DoneFileComing), nil
}
