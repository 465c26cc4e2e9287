package acts

import (
	"context"
	"slices"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
)

// onboarding shows how far a shop is from its contract to the launch. What the desk can
// know, it looks up; the rest is said in desk.yaml.
func onboarding() Act {
	of := maybe(ofProject(turn.Manager | turn.Engineer | turn.Admin))
	return Act{
		Name: "onboarding", Command: ForManagers, May: turn.Manager | turn.Engineer | turn.Admin, Asks: []Parameter{of},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			p, err := theProject(t, of.Of(in), turn.Manager|turn.Engineer|turn.Admin)
			if err != nil {
				return nil, err
			}
			done, err := onboarded(ctx, t, p)
			return notice.OnboardingCard{Project: p.Code, At: t.Now(), Done: done, Plan: p.Onboarding}, err
		},
	}
}

// onboarded returns which steps are done.
func onboarded(ctx context.Context, t *turn.Turn, p *desk.Project) (map[desk.OnboardingStep]bool, error) {
	rehearsed, launched, err := t.Tx.Launched(ctx, p.Code, t.Now())
	if err != nil {
		return nil, err
	}
	reach, err := reachOf(ctx, t, p)
	if err != nil {
		return nil, err
	}
	all := !slices.ContainsFunc(reach, func(c notice.ReachCheck) bool { return !c.OK })
	first := t.Desk.Teams[p.Line1]
	from := t.Desk.ContractOf(p).ValidFrom
	done := map[desk.OnboardingStep]bool{
		desk.OnboardAudit:     p.TechMap != nil && p.TechMap.Audited != desk.Date{},
		desk.OnboardMap:       p.TechMap != nil,
		desk.OnboardSLA:       !from.IsZero() && !from.After(t.Now()),
		desk.OnboardAccess:    len(p.Chats) > 0 && all,
		desk.OnboardDuty:      first != nil && first.OnCall != nil,
		desk.OnboardRehearsal: rehearsed,
		desk.OnboardLaunch:    launched,
	}
	for step, planned := range p.Onboarding {
		done[step] = done[step] || planned.Done != desk.Date{} && !planned.Done.In(t.Desk.ZoneOfProject(p)).After(t.Now())
	}
	return done, nil
}
