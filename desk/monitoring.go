package desk

import (
	"strconv"
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
	// Labels identify it to its sender, if the sender has labels.
	Labels map[string]string
	Group  string // the same for alerts that may share a ticket; "": it has none
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
	// Silence has the address of a monitoring system under the source of its
	// alerts. It is told that somebody works on an alert; "": it is not.
	Silence map[string]string
	// SilenceFor is how long an alert is silenced at most.
	SilenceFor time.Duration
	// Group is how long after a ticket was opened other alerts of the same group
	// join it; 0: each has a ticket of its own.
	Group time.Duration
	// Limit is how many alerts of one source are reported within AlertWindow.
	// Further ones are held until it is over.
	Limit int
	// Maintenance are times in which alerts that begin are held.
	Maintenance []Maintenance
	// Heartbeats have to come at least so often, by name.
	Heartbeats map[string]time.Duration
	Probes     map[string]Probe // by name
	// Map finds alerts in what any program sends, by the format.
	Map map[string]AlertMapping
}

// A Maintenance is a time in which alerts of a project are expected.
type Maintenance struct{ From, Until time.Time }

// MaintenanceUntil returns when the last of the windows that hold at a time
// ends; zero: none holds.
func MaintenanceUntil(all []Maintenance, at time.Time) (until time.Time) {
	for _, m := range all {
		if !at.Before(m.From) && at.Before(m.Until) && m.Until.After(until) {
			until = m.Until
		}
	}
	return until
}

// UsualSilence is the usual AlertRules.SilenceFor.
const UsualSilence = 12 * time.Hour

// OnlyAcknowledges reports whether a source's system only shows that somebody
// works on an alert, and silences nothing.
func OnlyAcknowledges(source string) bool { return source == "zabbix" }

// A Silence asks a monitoring system to call nobody about an alert, because
// somebody works on it.
type Silence struct {
	Project     string
	Source      string // as in Alert
	URL         string // of the monitoring system
	Fingerprint string
	Labels      map[string]string
	Until       time.Time
	Key         string // unique: a silence with it is made once
	Comment     string // for the people who look at the monitoring system
}

// A StatusError says that a server has answered that it did not do what it was
// asked for.
type StatusError int

// Error returns the HTTP status.
func (e StatusError) Error() string { return "it answered with HTTP status " + strconv.Itoa(int(e)) }

// AlertsKind is the kind of the subjects whose alarms ring for a project's
// alerts: the name is the project's code.
const AlertsKind = "alerts"

// UsualAlertLimit is the usual AlertRules.Limit, and AlertWindow its time.
const (
	UsualAlertLimit = 60
	AlertWindow     = 5 * time.Minute
)

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
