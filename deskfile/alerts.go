package deskfile

import (
	"regexp"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// alerts are a project's rules for what monitoring reports, as written in the
// file.
type alerts struct {
	severities at[dict[desk.Priority]]
	cancel     at[bool]
	reopen     at[time.Duration]
}

// severityNames are words of monitoring systems, some of which have spaces.
var severityNames = keys.Naming{
	Pattern: regexp.MustCompile(`^\S(.{0,38}\S)?$`),
	Fix:     "write the word that the monitoring system sends",
}

var alertsKind = keys.Mapping("the alerts",
	keys.Key("severities", "The priority of an alert by its severity, as the monitoring system calls it. "+
		"Others keep the usual one: critical and down are P1, error and high P2, warning P3, info P4; without one it is P2.",
		keys.Dictionary("severity", severityNames, priorityKind).Says("each priority under its severity"),
		func(a *alerts) *at[dict[desk.Priority]] { return &a.severities }),
	keys.Key("cancel", "Whether an alert that is over before anybody took its ticket cancels it. Otherwise a person closes it.",
		keys.Flag(), func(a *alerts) *at[bool] { return &a.cancel }).Default("`false`"),
	keys.Key("reopen", "How long after a ticket was resolved the same alert reopens it. Later it opens another ticket.",
		lengthKind, func(a *alerts) *at[time.Duration] { return &a.reopen }).Default("`1h`"),
)

// priorityKind is a priority by its name.
var priorityKind = keys.Then(keys.OneOf("P1", "P2", "P3", "P4"), func(_ *keys.Reader, written at[string]) desk.Priority {
	p, _ := desk.ParsePriority(written.V)
	return p
})

// rules returns the rules, with the usual ones for what is not written.
func (a alerts) rules() desk.AlertRules {
	r := desk.AlertRules{Cancel: a.cancel.V, Reopen: a.reopen.Or(desk.UsualReopen)}
	for _, s := range a.severities.V {
		if r.Severities == nil {
			r.Severities = map[string]desk.Priority{}
		}
		r.Severities[strings.ToLower(s.Key)] = s.V
	}
	return r
}
