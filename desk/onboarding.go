package desk

// An OnboardingStep is one step from a contract to a shop that is supported.
type OnboardingStep string

// The steps, in their order.
const (
	OnboardAudit     OnboardingStep = "audit"     // the site was looked at
	OnboardMap       OnboardingStep = "map"       // its tech map is written
	OnboardSLA       OnboardingStep = "sla"       // what is promised is agreed
	OnboardAccess    OnboardingStep = "access"    // a chat is linked, and all can be reached
	OnboardDuty      OnboardingStep = "duty"      // somebody is on call
	OnboardRehearsal OnboardingStep = "rehearsal" // an escalation was rehearsed
	OnboardLaunch    OnboardingStep = "launch"    // the first request has come
)

// OnboardingSteps lists the steps in their order.
func OnboardingSteps() []OnboardingStep {
	return []OnboardingStep{OnboardAudit, OnboardMap, OnboardSLA, OnboardAccess, OnboardDuty, OnboardRehearsal, OnboardLaunch}
}

// An OnboardingPlan says who sees to a step and until when.
type OnboardingPlan map[OnboardingStep]PlannedStep

// A PlannedStep is a step of an OnboardingPlan.
type PlannedStep struct {
	Owner string // a handle, or ""
	Due   Date   // zero: none
	Done  Date   // zero: not said; then what the desk knows counts
}
