package conversations

import (
	"context"
	"maps"
	"slices"
	"strings"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/reports"
	"vakhta/sla"
)

// reportArgs tells a project from a period in whatever order and number they
// were given.
func (t *turn) reportArgs(arg string) (project, period string) {
	for word := range strings.FieldsSeq(arg) {
		if code := strings.ToUpper(word); t.desk.Projects[code] != nil {
			project = code
		} else {
			period = word
		}
	}
	return project, period
}

// report answers with the figures of a period.
func (t *turn) report(ctx context.Context, project, period string) error {
	mine := t.who.projects(roleManager)
	if t.who.admin {
		mine = t.shown()
	}
	switch {
	case len(mine) == 0:
		return desk.ErrForbidden
	case project == "" && len(mine) > 1:
		return say(notice.RefusedNeedProject, "Text", strings.Join(mine, ", "))
	case project == "":
		project = mine[0]
	case !slices.Contains(mine, project):
		return say(notice.RefusedUnknownProject, "Text", project)
	}
	p, err := desk.ParsePeriod(orElse(period, "month"), t.now().In(t.who.zone))
	if err != nil {
		return say(notice.RefusedPeriod, "Text", period)
	}
	opened, err := t.tx.TicketsOpened(ctx, []string{project}, p.From, p.To)
	if err != nil {
		return err
	}
	t.answer(notice.ReportCard{Report: reports.Figures(t.desk, t.desk.Projects[project], p, opened, t.now())})
	return nil
}

// shown are the codes of all projects, or of those that may be spoken of here.
func (t *turn) shown() []string {
	if t.who.only != nil {
		return t.who.only
	}
	return slices.Sorted(maps.Keys(t.desk.Projects))
}

// onCall says who has the duty in the teams that the visitor works beside.
func (t *turn) onCall() error {
	var duties []notice.Duty
	seen := map[string]bool{}
	for _, code := range t.who.projects(roleEngineer) {
		for line := 1; line <= 2; line++ {
			team := t.desk.Team(t.desk.Projects[code], line)
			if team == nil || seen[team.Name] {
				continue
			}
			seen[team.Name] = true
			duties = append(duties, t.dutyOf(team))
		}
	}
	if len(duties) == 0 {
		return desk.ErrForbidden
	}
	slices.SortFunc(duties, func(a, b notice.Duty) int { return strings.Compare(a.Team, b.Team) })
	t.answer(notice.OnCallNow{Duties: duties})
	return nil
}

func (t *turn) dutyOf(team *desk.Team) notice.Duty {
	d := notice.Duty{Team: team.Name}
	handle, ok := sla.OnDuty(team.OnCall, t.now())
	if !ok {
		return d
	}
	d.Name = t.desk.People[handle].Name
	d.Until, _ = sla.Handover(team.OnCall, t.now())
	if next, ok := sla.OnDuty(team.OnCall, d.Until); ok {
		d.Next = t.desk.People[next].Name
	}
	return d
}
