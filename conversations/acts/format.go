package acts

import (
	"slices"
	"strings"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/papers"
)

// fileFormat is the kind of file that a report is wanted as, wherever it stands among
// the words.
func fileFormat(name string) *Ask[papers.FileFormat] {
	var known []string
	for _, f := range papers.Formats() {
		known = append(known, string(f))
	}
	return &Ask[papers.FileFormat]{Question{Name: name, how: byWord, phrases: known}, func(r *reading) (papers.FileFormat, bool, error) {
		all := strings.Fields(r.rest)
		for i, w := range all {
			if f := papers.FileFormat(strings.ToLower(w)); f.Valid() {
				r.rest = strings.Join(slices.Delete(all, i, i+1), " ")
				return f, true, nil
			}
		}
		return "", false, nil
	}}
}

// reportFile answers with a file, which is made when it is sent: a long one keeps no
// ticket waiting.
func reportFile(t *turn.Turn, f notice.ReportFile) (notice.Facts, error) {
	zone, project := t.Desk.TimeZone, ""
	if !f.All {
		project = f.Projects[0]
		zone = t.Desk.ZoneOfProject(t.Desk.Projects[project])
	}
	within, err := desk.ParsePeriod(f.Period, f.At.In(zone))
	if err != nil {
		return nil, err
	}
	if within.From.After(f.At) {
		return nil, turn.Refuse(notice.RefusedFuture, "Text", f.Period)
	}
	f.Within = within
	f.Name = papers.Name(desk.Report{Project: project, Zone: zone.String(), Period: within}, papers.FileFormat(f.Format))
	if t.InChat() {
		return f, nil
	}
	t.Post(t.Event.From.Private(), f) // what only one person sees has no files
	return notice.Text(notice.DoneFileComing), nil
}
