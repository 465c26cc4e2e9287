// Package screens is what only one person sees in the simulated Slack:
// modals and Home tabs, ephemeral messages, and the short-lived handles by
// which an app reaches a screen (trigger ids and response urls).
//
// A trigger opens one modal within the workspace's patience, a response url
// answers five times within half an hour; afterwards both are refused with
// the code Slack would give.
package screens

import (
	"time"

	"vakhta/sim/slack/ledger"
)

// Screens holds everybody's screens. All methods may be called from any
// goroutine and answer copies.
type Screens struct {
	*ledger.Ledger
	patience time.Duration

	views     []*View
	homes     map[string]View
	whispers  []Ephemeral
	triggers  map[string]trigger
	responses map[string]*ResponseURL
}

// New answers empty screens. A trigger id lives as long as patience says;
// Slack's is three seconds.
func New(l *ledger.Ledger, patience time.Duration) *Screens {
	return &Screens{
		Ledger: l, patience: patience,
		homes: map[string]View{}, triggers: map[string]trigger{}, responses: map[string]*ResponseURL{},
	}
}
