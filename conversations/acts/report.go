package acts

import (
	"context"
	"time"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/papers"
)

// report answers with the figures of a project for a period, or of all that the
// visitor may see. They are computed when they are sent: a long report keeps no
// ticket waiting.
func report() Act {
	all, of := maybe(everyShop("all")), maybe(ofProject(turn.Manager|turn.Admin))
	as, within := maybe(fileFormat()), period("period")
	return Act{
		Name: desk.ActReport, Command: ForManagers, Button: true, May: turn.Manager | turn.Admin,
		Asks: []Parameter{all, of, as, within},
		Do: func(_ context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			f := notice.ReportText{All: all.Of(in), Period: within.Of(in).Name, At: t.Now()}
			zone, name := t.Desk.TimeZone, ""
			if f.All {
				f.Projects = projectsOf(t, turn.Manager|turn.Admin)
			} else {
				p, err := theProject(t, of.Of(in), turn.Manager|turn.Admin)
				if err != nil {
					return nil, err
				}
				f.Projects, name, zone = []string{p.Code}, p.Name, t.Desk.ZoneOfProject(p)
			}
			period, err := begun(f.Period, f.At.In(zone))
			if err != nil {
				return nil, err
			}
			if format := as.Of(in); format != "" {
				return t.Later(reportFile(f, period, name, format), notice.DoneFileComing), nil
			}
			return t.Later(f, notice.DoneReportComing), nil
		},
	}
}

// reportFile is a report as a file.
func reportFile(f notice.ReportText, within desk.Period, name string, as papers.FileFormat) notice.ReportFile {
	r := desk.Report{Zone: within.From.Location().String(), Period: within}
	if !f.All {
		r.Project = f.Projects[0]
	}
	return notice.ReportFile{
		Projects: f.Projects, All: f.All, Of: name, Period: f.Period, Within: within, At: f.At,
		Format: string(as), Name: papers.Name(r, as),
	}
}

// begun reads a period by a clock in the contract's zone, and refuses one that has
// not begun.
func begun(period string, now time.Time) (desk.Period, error) {
	p, err := desk.ParsePeriod(period, now)
	if err == nil && p.From.After(now) {
		return p, turn.Refuse(notice.RefusedFuture, "Text", period)
	}
	return p, err
}
