package acts

import (
	"context"
	"slices"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/reports"
)

// liveReaders see what is open of a project: the leads of its lines, too.
const liveReaders = turn.Manager | turn.Lead | turn.Admin

// live shows what is open now, by age and risk, of a shop or of all that the visitor
// sees.
func live() Act {
	all, of := maybe(everyShop("all")), maybe(ofProject(liveReaders))
	return Act{
		Name: "sla", Command: ForManagers, May: liveReaders, Asks: []Parameter{all, of},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			codes, card := projectsOf(t, liveReaders), notice.LiveCard{}
			if p := of.Of(in); p != nil && !all.Of(in) {
				codes = []string{p.Code}
			}
			if len(codes) == 1 {
				card.Project = t.Desk.Projects[codes[0]].Name
			}
			var err error
			card.Live, err = reports.Live(ctx, t.Tx, t.Desk, codes, t.Now())
			return card, err
		},
	}
}

// weekDigest answers with the last whole week of all shops that the visitor sees, and
// with what is open now.
func weekDigest() Act {
	return Act{
		Name: "digest", Command: ForManagers, May: turn.Manager | turn.Admin,
		Do: func(_ context.Context, t *turn.Turn, _ Input) (notice.Facts, error) {
			f := notice.ReportText{
				Projects: projectsOf(t, turn.Manager|turn.Admin), All: true, Period: desk.WeekBefore(t.Now().In(t.Desk.TimeZone)).Name, At: t.Now(), Digest: true,
			}
			return t.Later(f, notice.DoneReportComing), nil
		},
	}
}

// timesheet lists the visitor's work of a period, by day.
func timesheet() Act {
	within := maybe(periodOr("period", "week"))
	return Act{
		Name: "timesheet", Command: ForEngineers, May: turn.Engineer, Asks: []Parameter{within},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			p := within.Of(in)
			all, err := t.Tx.WorkBy(ctx, t.Who.Person.ID, desk.DateOf(p.From), desk.DateOf(p.To))
			if err != nil {
				return nil, err
			}
			sheet := notice.Timesheet{Name: t.Who.Person.Name, Period: p}
			for _, e := range all {
				if t.Who.Only != nil && !slices.Contains(t.Who.Only, e.Ticket.Project) {
					continue // others read along
				}
				sheet.Add(e.Day, notice.SheetLine{Key: e.Ticket, Spent: e.Spent, Free: e.Free})
			}
			return sheet, nil
		},
	}
}
