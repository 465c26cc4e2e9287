package deskfile

import (
	"regexp"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// plannedStep is a step of a project's onboarding as written in the file.
type plannedStep struct {
	owner name
	due   at[desk.Date]
	done  at[desk.Date]
}

// stepNames says what the steps are called. A test compares it with
// desk.OnboardingSteps.
var stepNames = keys.Naming{
	Pattern: regexp.MustCompile(`^(audit|map|sla|access|duty|rehearsal|launch)$`),
	Fix:     "write audit, map, sla, access, duty, rehearsal or launch",
}

var plannedStepKind = keys.Mapping("this milestone",
	keys.Key("owner", "Who sees to it: a person of this file.", nameOf("person"), func(s *plannedStep) *name { return &s.owner }),
	keys.Key("due", "Until when.", dateKind, func(s *plannedStep) *at[desk.Date] { return &s.due }),
	keys.Key("done", "When it was done.", dateKind, func(s *plannedStep) *at[desk.Date] { return &s.done }).Default("what the desk knows: a map, a linked chat, a rota, a rehearsal, a ticket"),
)

func (r *reader) buildOnboarding(p project, people []string) desk.OnboardingPlan {
	if len(p.onboarding.V) == 0 {
		return nil
	}
	plan := desk.OnboardingPlan{}
	for _, s := range p.onboarding.V {
		r.resolve(s.V.owner, "person", people)
		plan[desk.OnboardingStep(s.Key)] = desk.PlannedStep{Owner: s.V.owner.V, Due: s.V.due.V, Done: s.V.done.V}
	}
	return plan
}
