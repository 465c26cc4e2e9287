package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/evidence"
	"vakhta/notice"
	"vakhta/reports"
)

// report answers with the figures of a project for a period.
func report() Act {
	of := maybe(ofProject(turn.Manager | turn.Admin))
	as, within := maybe(fileFormat("format")), period("period")
	return Act{
		Name: desk.ActReport, Command: ForManagers, Button: true, May: turn.Manager | turn.Admin,
		Asks: []Parameter{of, as, within},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			p, err := theProject(t, of.Of(in), turn.Manager|turn.Admin)
			if err != nil {
				return nil, err
			}
			during := within.Of(in)
			if format := as.Of(in); format != "" {
				return reportFile(t, notice.ReportFile{Projects: []string{p.Code}, Of: p.Name, Period: during.Name, At: t.Now(), Format: string(format)})
			}
			opened, err := t.Tx.TicketsOpened(ctx, []string{p.Code}, during.From, during.To)
			if err != nil {
				return nil, err
			}
			head, err := evidence.Head(ctx, t.Tx, p.Code)
			if err != nil {
				return nil, err
			}
			return notice.ReportCard{Report: reports.Figures(t.Desk, p, during, opened, t.Now()), Chain: head}, nil
		},
	}
}
