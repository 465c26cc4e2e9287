package acts

import (
	"context"
	"slices"
	"strings"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/sla"
)

// onCall shows who is on call in the teams of the visitor's projects.
func onCall() Act {
	return Act{
		Name: "oncall", Command: ForEngineers, May: turn.Engineer,
		Do: func(_ context.Context, t *turn.Turn, _ Input) (notice.Facts, error) {
			var duties []notice.Duty
			seen := map[string]bool{}
			for _, code := range t.Who.Projects(turn.Engineer) {
				for line := 1; line <= 2; line++ {
					team := t.Desk.Team(t.Desk.Projects[code], line)
					if team == nil || seen[team.Name] {
						continue
					}
					seen[team.Name] = true
					duties = append(duties, dutyOf(t, team))
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

func dutyOf(t *turn.Turn, team *desk.Team) notice.Duty {
	d := notice.Duty{Team: team.Name}
	handle, ok := sla.OnDuty(team.OnCall, t.Now())
	if !ok {
		return d
	}
	d.Name = t.Desk.People[handle].Name
	if len(team.OnCall.Order) == 1 {
		return d // always
	}
	d.Until, _ = sla.Handover(team.OnCall, t.Now())
	if next, ok := sla.OnDuty(team.OnCall, d.Until); ok {
		d.Next = t.Desk.People[next].Name
	}
	return d
}
