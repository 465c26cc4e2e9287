package desk

import (
	"strings"
	"time"
)

// An Alert is what a monitoring system says about one problem of a shop: that it
// has begun, lasts, or is over.
type Alert struct {
	Source      string // the format it came in, such as "alertmanager"
	System      string // the name of what sent it, such as "Uptime Kuma"
	Fingerprint string // the same for all messages about this problem; of the project
	Over        bool
	Link        string // to the graph or the event
	Runbook     string // what to do about it
	Title       string
	Text        string
	Severity    string // the source's own word; "" if it says none
}

// Words returns the alert as the text of a ticket.
func (a Alert) Words() string {
	var b strings.Builder
	b.WriteString(a.Title)
	for _, more := range []string{a.Text, a.Link, a.Runbook} {
		if more != "" && more != a.Title {
			b.WriteString("\n" + more)
		}
	}
	return b.String()
}

// AlertRules say what a project does with alerts.
type AlertRules struct {
	Severities map[string]Priority // by the source's word in lower case; they come before the usual ones
	Cancel     bool                // an alert that is over before anybody took its ticket cancels it
	Reopen     time.Duration       // how long after a ticket was resolved its alert reopens it; later it opens another
}

// UsualReopen is the usual AlertRules.Reopen.
const UsualReopen = time.Hour

// severities are the usual words of monitoring systems.
var severities = map[string]Priority{
	"emergency": P1, "fatal": P1, "disaster": P1, "critical": P1, "page": P1, "down": P1,
	"error": P2, "high": P2, "major": P2, "average": P2,
	"warning": P3, "warn": P3, "minor": P3,
	"info": P4, "information": P4, "informational": P4, "notice": P4, "low": P4, "not classified": P4, "debug": P4,
}

// Priority returns the priority of an alert. One without a known severity is
// P2: it woke somebody up before, too, but nobody called it critical.
func (r AlertRules) Priority(a Alert) Priority {
	word := strings.ToLower(strings.TrimSpace(a.Severity))
	if p, ok := r.Severities[word]; ok {
		return p
	}
	if p, ok := severities[word]; ok {
		return p
	}
	return P2
}
