package conversations

import (
	"context"
	"slices"
	"strings"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/sla"
)

// onCall tells who has the duty in the teams that the visitor works beside.
func onCall() Act {
	return Act{
		Name: "oncall", Command: ForEngineers, May: Engineer,
		Do: func(_ context.Context, t *turn, _ Input) (notice.Facts, error) {
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
				return nil, desk.ErrForbidden
			}
			slices.SortFunc(duties, func(a, b notice.Duty) int { return strings.Compare(a.Team, b.Team) })
			return notice.OnCallNow{Duties: duties}, nil
		},
	}
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
