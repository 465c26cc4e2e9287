package pen

import (
	"slices"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/papers"
)

// Days names the days of a period.
func (p *Pen) Days(of desk.Period) string { return p.period(of) }

// formats offers the report as a file. The buttons name its days, so that they mean
// the same tomorrow.
func (p *Pen) formats(r desk.Report) {
	of := r.Project
	if of == "" {
		of = "all"
	}
	period := r.Period.Name
	if slices.Contains([]string{"today", "week", "month"}, period) {
		period = r.Period.From.Format(time.DateOnly) + ".." + r.Period.To.Add(-1).Format(time.DateOnly)
	}
	var row []desk.Button
	for _, f := range []papers.FileFormat{papers.PDF, papers.XLSX, papers.PNG} {
		row = append(row, desk.Button{
			Label: strings.ToUpper(string(f)),
			Press: desk.Press{Action: desk.ActReport, Arg: of + ":" + string(f) + ":" + period},
		})
	}
	p.Row(row...)
}
