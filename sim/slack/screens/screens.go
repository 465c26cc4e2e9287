// Package screens is what only one person sees in the simulated Slack: modals
// and Home tabs, ephemeral messages, and the short-lived handles by which an
// app reaches a screen (trigger ids and response urls).
//
// A trigger opens one modal within the workspace's patience, a response url can
// be used five times within half an hour; after that both are refused with
// Slack's code.
package screens

import (
	"time"

	"vakhta/sim/slack/ledger"
)

// Screens has everybody's screens. Goroutines may share it; its methods return
// copies.
type Screens struct {
	*ledger.Ledger
	patience time.Duration

	views     []*View
	homes     map[string]View
	whispers  []Ephemeral
	triggers  map[string]trigger
	responses map[string]*ResponseURL
}

// New returns empty screens. A trigger id is valid for patience; Slack's is
// three seconds.
func New(l *ledger.Ledger, patience time.Duration) *Screens {
	return &Screens{
		Ledger: l, patience: patience,
		homes: map[string]View{}, triggers: map[string]trigger{}, responses: map[string]*ResponseURL{},
	}
}
