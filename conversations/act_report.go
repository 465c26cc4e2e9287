package conversations

import (
	"context"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/reports"
)

// report answers with the figures of a project for a period.
func report() Act {
	of := maybe(ofProject("project", Manager|Admin))
	within := period("period")
	return Act{
		Name: desk.ActReport, Command: ForManagers, Button: true, May: Manager | Admin,
		Asks: []Field{of, within},
		Do: func(ctx context.Context, t *turn, in Input) (notice.Facts, error) {
			p, err := t.theProject(of.Of(in), Manager|Admin)
			if err != nil {
				return nil, err
			}
			during := within.Of(in)
			opened, err := t.tx.TicketsOpened(ctx, []string{p.Code}, during.From, during.To)
			if err != nil {
				return nil, err
			}
			return notice.ReportCard{Report: reports.Figures(t.desk, p, during, opened, t.now())}, nil
		},
	}
}
