package alerts

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"vakhta/desk"
)

// alertmanager reads a webhook of Alertmanager, version 4, and of Grafana, which
// has the same fields under another version. Each alert has a state and a
// fingerprint of its own: the group's state stays "firing" while single alerts
// of it are over, and its key changes with the configuration of groups.
// https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
func alertmanager(body []byte) ([]desk.Alert, error) {
	var m struct {
		Alerts []struct {
			Status       string
			Labels       map[string]string
			Annotations  map[string]string
			Fingerprint  string
			GeneratorURL string
			DashboardURL string
			PanelURL     string
		}
		ExternalURL string
		GroupKey    string
	}
	if err := json.Unmarshal(body, &m); err != nil {
		return nil, malformed(err)
	}
	if m.Alerts == nil {
		return nil, errors.New("it has no alerts; the format is that of Alertmanager's webhook_config")
	}
	var all []desk.Alert
	for i, a := range m.Alerts {
		if a.Status != "firing" && a.Status != "resolved" {
			return nil, fmt.Errorf("the status of alert %d is neither firing nor resolved", i+1)
		}
		title := cmp.Or(a.Annotations["summary"], a.Annotations["title"], a.Labels["alertname"])
		if title == "" {
			return nil, fmt.Errorf("alert %d has neither a summary nor an alertname", i+1)
		}
		all = append(all, desk.Alert{
			Fingerprint: cmp.Or(a.Fingerprint, fingerprint(a.Labels), title), Over: a.Status == "resolved",
			Title: title, Text: cmp.Or(a.Annotations["description"], a.Annotations["message"], instance(a.Labels, title)),
			Severity: cmp.Or(a.Labels["severity"], a.Labels["priority"]),
			Link:     cmp.Or(a.PanelURL, a.DashboardURL, a.Annotations["dashboard_url"], a.GeneratorURL, m.ExternalURL),
			Runbook:  cmp.Or(a.Annotations["runbook_url"], a.Annotations["runbook"]),
			Labels:   a.Labels,
			Group:    m.GroupKey,
		})
	}
	return all, nil
}

// fingerprint names an alert by its labels.
func fingerprint(labels map[string]string) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(labels)) {
		fmt.Fprintf(&b, "%q=%q ", name, labels[name])
	}
	return b.String()
}

// instance says where an alert is from, unless its title does.
func instance(labels map[string]string, title string) string {
	where := labels["instance"]
	if where == "" || strings.Contains(title, where) {
		return ""
	}
	return where
}

// malformed says why a body is no JSON, without its content.
func malformed(err error) error {
	if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Errorf("%s is a %s", e.Field, e.Value)
	}
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		return fmt.Errorf("it is no JSON from byte %d on", e.Offset)
	}
	return errors.New("it is no JSON")
}
