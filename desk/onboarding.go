package desk

import (
	"slices"
	"time"
)

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

// A Side is one of the two that make an agreement.
type Side string

// The sides. Their names are stored.
const (
	SideShop Side = "shop" // the customer
	SideDesk Side = "desk" // those who support it
)

// Sides lists both.
func Sides() []Side { return []Side{SideShop, SideDesk} }

// Accepters returns the handles of those who accept an agreement for a side: the shop's
// approvers or, without any, its managers; the leads of the lines and the admins.
func (d *Desk) Accepters(p *Project, of Side) (all []string) {
	switch {
	case of == SideDesk:
		all = slices.Clone(d.Leads(p))
		for _, m := range d.Admins() {
			all = append(all, m.Handle)
		}
	case len(p.Approvers.People) > 0:
		all = slices.Clone(p.Approvers.People)
	default:
		all = slices.Clone(p.Managers)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// An Acceptance is one side's yes to a version of an agreement.
type Acceptance struct {
	Side    Side
	Version string
	Who     string // a name
	At      time.Time
}

// An AgreementState is how far both sides have accepted what is promised.
type AgreementState struct {
	Version  string       // of what is promised now
	Accepted []Acceptance // of that version, by side
	Before   bool         // another version was accepted before, by both
}

// Of returns a side's acceptance of the version in force.
func (s AgreementState) Of(side Side) (Acceptance, bool) {
	i := slices.IndexFunc(s.Accepted, func(a Acceptance) bool { return a.Side == side })
	if i < 0 {
		return Acceptance{}, false
	}
	return s.Accepted[i], true
}

// Full reports whether both sides have accepted it.
func (s AgreementState) Full() bool { return len(s.Accepted) == len(Sides()) }
