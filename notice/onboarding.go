package notice

import (
	"time"

	"vakhta/desk"
)

// OnboardingCard is the answer to /onboarding: how far a shop is from its contract to
// the launch.
type OnboardingCard struct {
	Project string
	At      time.Time
	Done    map[desk.OnboardingStep]bool
	Plan    desk.OnboardingPlan
	Agreed  desk.AgreementState // zero: an older version of the program wrote the card
}
