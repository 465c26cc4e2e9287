package alerts

import (
	"cmp"
	"encoding/json"
	"errors"
	"strings"

	"vakhta/desk"
)

// zabbix reads what our media type (deploy/zabbix-media-vakhta.yaml) and Zabbix's
// own "Grafana OnCall" send: the state "ok" or "alerting" of an event. The latter
// has a severity only if one adds it as a parameter, and says nothing of a runbook.
// https://github.com/zabbix/zabbix/tree/master/templates/media/grafana_oncall
func zabbix(body []byte) ([]desk.Alert, error) {
	var m struct {
		UID      string `json:"alert_uid"`
		Title    string `json:"title"`
		State    string `json:"state"`
		Message  string `json:"message"`
		Severity string `json:"severity"`
		Link     string `json:"link_to_upstream_details"`
		Runbook  string `json:"runbook"`
	}
	if err := json.Unmarshal(body, &m); err != nil {
		return nil, malformed(err)
	}
	switch {
	case m.UID == "" || m.Title == "":
		return nil, errors.New("alert_uid and title must be given")
	case m.State != "ok" && m.State != "alerting":
		return nil, errors.New("state is neither ok nor alerting")
	}
	return []desk.Alert{{
		Fingerprint: m.UID, Over: m.State == "ok", Title: m.Title, Text: m.Message, Severity: cmp.Or(m.Severity, "high"), Link: m.Link,
		Runbook: macro(m.Runbook),
	}}, nil
}

// macro returns a parameter of a media type, or nothing if Zabbix has left its
// macro as it is, because it has no value.
func macro(value string) string {
	if strings.HasPrefix(value, "{") {
		return ""
	}
	return value
}
