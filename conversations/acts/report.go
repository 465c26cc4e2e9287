package acts

import (
	"context"
	"errors"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/evidence"
	"vakhta/notice"
	"vakhta/reports"
)

// report answers with the figures of a project for a period, or of all that the
// visitor may see.
func report() Act {
	all, of := maybe(everyShop("all")), maybe(ofProject(turn.Manager|turn.Admin))
	as, within := maybe(fileFormat("format")), period("period")
	return Act{
		Name: desk.ActReport, Command: ForManagers, Button: true, May: turn.Manager | turn.Admin,
		Asks: []Parameter{all, of, as, within},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			q := reports.Inquiry{Desk: t.Desk, All: all.Of(in), Period: within.Of(in).Name, Now: t.Now(), Breaches: notice.BreachesShown}
			var name string
			if q.All {
				q.Projects = shops(t)
			} else {
				p, err := theProject(t, of.Of(in), turn.Manager|turn.Admin)
				if err != nil {
					return nil, err
				}
				q.Projects, name = []*desk.Project{p}, p.Name
			}
			if format := as.Of(in); format != "" {
				return reportFile(t, notice.ReportFile{Projects: q.Codes(), All: q.All, Of: name, Period: q.Period, At: q.Now, Format: string(format)})
			}
			return figures(ctx, t, q)
		},
	}
}

// shops returns the projects whose reports the visitor may see.
func shops(t *turn.Turn) (all []*desk.Project) {
	for _, code := range projectsOf(t, turn.Manager|turn.Admin) {
		all = append(all, t.Desk.Projects[code])
	}
	return all
}

func figures(ctx context.Context, t *turn.Turn, q reports.Inquiry) (notice.Facts, error) {
	r, err := reports.Make(ctx, t.Tx, q)
	if errors.Is(err, reports.ErrFuture) {
		return nil, turn.Refuse(notice.RefusedFuture, "Text", q.Period)
	}
	if err != nil {
		return nil, err
	}
	card := notice.ReportCard{Report: r}
	if !q.All {
		card.Chain, err = evidence.Head(ctx, t.Tx, r.Project)
	}
	return card, err
}
