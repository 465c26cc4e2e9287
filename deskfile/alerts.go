package deskfile

import (
	"fmt"
	"net/url"
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
	silence    at[silence]
	group      at[time.Duration]
	limit      at[int]
	windows    at[[]at[maintenance]]
	heartbeats at[dict[time.Duration]]
	probes     at[dict[probe]]
	maps       at[mappings]
}

// maintenance is a time in which alerts are expected.
type maintenance struct{ from, to at[wallClock] }

var maintenanceKind = keys.Mapping("this maintenance",
	keys.Key("from", "When it begins, in the desk's time zone.", wallClockKind, func(m *maintenance) *at[wallClock] { return &m.from }).Needed("from: 2026-12-31T22:00"),
	keys.Key("to", "When it ends.", wallClockKind, func(m *maintenance) *at[wallClock] { return &m.to }).Needed("to: 2027-01-01T02:00"),
)

// heartbeatNames are names in an address.
var heartbeatNames = keys.Naming{
	Pattern: regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,39}$`),
	Fix:     "write small letters, digits and hyphens, such as night-backup",
}

// silence says where it is told that an alert is being worked on.
type silence struct {
	alertmanager, grafana, zabbix at[string]
	most                          at[time.Duration]
}

var silenceKind = keys.Mapping("the silences",
	keys.Key("alertmanager", "The address of Alertmanager, where a silence is made.", addressKind, func(s *silence) *at[string] { return &s.alertmanager }).Default("it is not told"),
	keys.Key("grafana", "The address of Grafana, where a silence is made.", addressKind, func(s *silence) *at[string] { return &s.grafana }).Default("it is not told"),
	keys.Key("zabbix", "The address of Zabbix, where the event is acknowledged.", addressKind, func(s *silence) *at[string] { return &s.zabbix }).Default("it is not told"),
	keys.Key("for", "How long a silence lasts at most. It ends earlier when the ticket is given back or ends, or the alert is over.",
		lengthKind, func(s *silence) *at[time.Duration] { return &s.most }).Default("`12h`"),
)

// addressKind is the address of something on the web.
var addressKind = keys.Then(keys.Text().Says("an address such as https://monitoring.example.com"), func(r *keys.Reader, written at[string]) string {
	u, err := url.Parse(written.V)
	switch {
	case err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.RawQuery != "" || u.Fragment != "":
		r.Mistake(written.Pos, fmt.Sprintf("%q is no address", written.V), "write one such as https://monitoring.example.com")
	case u.User != nil:
		r.Mistake(written.Pos, "the address holds a password", "remove it; secrets come from the environment alone")
	}
	return strings.TrimRight(written.V, "/")
})

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
	keys.Key("silence", "Monitoring systems that are told when somebody takes the ticket of their alert. Their tokens are in `SILENCES_TOKEN`.",
		silenceKind, func(a *alerts) *at[silence] { return &a.silence }).Default("none is told"),
	keys.Key("group", "How long after a ticket was opened other alerts of the same group join it. Alertmanager and Grafana name groups; others may send `group`.",
		lengthKind, func(a *alerts) *at[time.Duration] { return &a.group }).Default("each alert has a ticket of its own"),
	keys.Key("limit", "How many alerts of one source are reported within five minutes. Further ones are held until these are over, which the first line's channel is told.",
		keys.Number(1, 10_000), func(a *alerts) *at[int] { return &a.limit }).Default("`60`"),
	keys.Key("maintenance", "Times in which alerts that begin open no ticket, beside those of `/maintenance`. One that still fires at the end does.",
		keys.List(maintenanceKind), func(a *alerts) *at[[]at[maintenance]] { return &a.windows }).Default("none"),
	keys.Key("heartbeats", "Programs that have to report at least so often, with `POST /alerts/heartbeat/ROM?name=…`. One that falls silent is an alert.",
		keys.Dictionary("heartbeat", heartbeatNames, lengthKind).Says("each duration under its name"), func(a *alerts) *at[dict[time.Duration]] { return &a.heartbeats }).Default("none"),
	keys.Key("probes", "Addresses of the shop that the desk checks by itself, for shops without monitoring.",
		keys.Dictionary("probe", heartbeatNames, probeKind), func(a *alerts) *at[dict[probe]] { return &a.probes }).Default("none"),
	keys.Key("map", "Expressions that find alerts in what a program sends, in the language of https://expr-lang.org.",
		mappingsKind, func(a *alerts) *at[mappings] { return &a.maps }).Default("programs send the desk's own format"),
)

// priorityKind is a priority by its name.
var priorityKind = keys.Then(keys.OneOf("P1", "P2", "P3", "P4"), func(_ *keys.Reader, written at[string]) desk.Priority {
	p, _ := desk.ParsePriority(written.V)
	return p
})

// alertRules returns the rules, with the usual ones for what is not written.
func (r *reader) alertRules(a alerts, zone *time.Location) desk.AlertRules {
	s := a.silence.V
	rules := desk.AlertRules{
		Cancel: a.cancel.V, Reopen: a.reopen.Or(desk.UsualReopen),
		SilenceFor: s.most.Or(desk.UsualSilence),
		Group:      a.group.V, Limit: a.limit.Or(desk.UsualAlertLimit),
	}
	rules.Map = a.maps.V.mapped()
	for source, url := range map[string]string{"alertmanager": s.alertmanager.V, "grafana": s.grafana.V, "zabbix": s.zabbix.V} {
		if url == "" {
			continue
		}
		if rules.Silence == nil {
			rules.Silence = map[string]string{}
		}
		rules.Silence[source] = url
	}
	for _, s := range a.severities.V {
		if rules.Severities == nil {
			rules.Severities = map[string]desk.Priority{}
		}
		rules.Severities[strings.ToLower(s.Key)] = s.V
	}
	for _, m := range a.windows.V {
		w := desk.Maintenance{From: m.V.from.V.in(zone), Until: m.V.to.V.in(zone)}
		if m.V.from.OK && m.V.to.OK && !w.Until.After(w.From) {
			r.Mistake(m.V.to.Pos, "this maintenance ends before it begins", "write an end after the beginning")
		}
		rules.Maintenance = append(rules.Maintenance, w)
	}
	for _, h := range a.heartbeats.V {
		if rules.Heartbeats == nil {
			rules.Heartbeats = map[string]time.Duration{}
		}
		if h.OK && h.V < time.Minute {
			r.Mistake(h.Pos, "this heartbeat has to come more than once a minute", "write 1m or more")
		}
		rules.Heartbeats[h.Key] = h.V
	}
	rules.Probes = r.buildProbes(a.probes.V, zone)
	return rules
}
