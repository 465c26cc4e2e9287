package acts

import (
	"context"
	"slices"
	"strings"
	"time"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/oncall"
)

// onCall shows who is on call in the teams of the visitor's projects. With a
// project it shows who would be called about a request there, at any time.
func onCall() Act {
	of, urgency, when := maybe(ofProject(turn.Engineer)), maybe(priorityWord()), maybe(moment("when"))
	return Act{
		Name: "oncall", Command: ForEngineers, May: turn.Engineer, Asks: []Parameter{of, urgency, when},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			if p := of.Of(in); p != nil {
				return whoIsCalled(ctx, t, p, urgency.Of(in), when.Of(in))
			}
			var teams []*desk.Team
			var duties []notice.Duty
			seen := map[string]bool{}
			for _, code := range t.Who.Projects(turn.Engineer) {
				for line := 1; line <= 2; line++ {
					team := t.Desk.Team(t.Desk.Projects[code], line)
					if team == nil || seen[team.Code] {
						continue
					}
					seen[team.Code] = true
					duties = append(duties, oncall.Now(t.Desk, team, t.Now()))
					if team.OnCall != nil {
						teams = append(teams, team)
					}
				}
			}
			if len(duties) == 0 {
				return nil, desk.ErrForbidden
			}
			slices.SortFunc(duties, func(a, b notice.Duty) int { return strings.Compare(a.Team, b.Team) })
			troubles, err := oncall.Troubles(ctx, t.Tx, t.Desk, t.Now(), teams...)
			return notice.OnCallNow{Duties: duties, Troubles: troubles}, err
		},
	}
}

func whoIsCalled(ctx context.Context, t *turn.Turn, p *desk.Project, urgency desk.Priority, at time.Time) (notice.Facts, error) {
	if urgency == 0 {
		urgency = desk.P1
	}
	if at.IsZero() {
		at = t.Now()
	}
	return oncall.WhoIsCalled(ctx, t.Tx, t.Desk, notice.WhoIsCalled{Project: p.Code, Priority: urgency, At: at})
}

// priorityWord is a priority, given with the command only.
func priorityWord() *Ask[desk.Priority] {
	return &Ask[desk.Priority]{Question{Name: "priority", how: byWord}, func(r *reading) (desk.Priority, bool, error) {
		first, rest := word(r.rest)
		p, err := desk.ParsePriority(strings.ToUpper(first))
		if err != nil {
			return 0, false, nil //nolint:nilerr // then it is a time
		}
		r.rest = rest
		return p, true, nil
	}}
}

// moment is a time from now on, in the visitor's zone.
func moment(name string) *Ask[time.Time] {
	return &Ask[time.Time]{Question{Name: name, how: byWord}, func(r *reading) (time.Time, bool, error) {
		if r.rest == "" {
			return time.Time{}, false, nil
		}
		at, rest, ok := desk.ParseWhen(r.rest, r.Now().In(r.Who.Zone))
		if !ok {
			return at, false, turn.Refuse(notice.RefusedWhen, "Text", r.rest)
		}
		r.rest = rest
		return at, true, nil
	}}
}
