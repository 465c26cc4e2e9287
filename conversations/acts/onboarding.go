package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/notice"
	steps "vakhta/onboarding"
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
			done, err := steps.Done(ctx, t.Tx, t.Desk, p, t.Now())
			if err != nil {
				return nil, err
			}
			agreed, err := steps.Agreed(ctx, t.Tx, t.Desk, p)
			return notice.OnboardingCard{Project: p.Code, At: t.Now(), Done: done, Plan: p.Onboarding, Agreed: agreed}, err
		},
	}
}
