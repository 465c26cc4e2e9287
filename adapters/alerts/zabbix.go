package alerts

import (
	"cmp"
	"encoding/json"
	"errors"

	"vakhta/desk"
)

// zabbix reads what Zabbix's media type "Grafana OnCall" sends, which has the
// state "ok" or "alerting", and a severity if one adds it as a parameter.
// https://github.com/zabbix/zabbix/tree/master/templates/media/grafana_oncall
func zabbix(body []byte) ([]desk.Alert, error) {
	var m struct {
		UID      string `json:"alert_uid"`
		Title    string `json:"title"`
		State    string `json:"state"`
		Message  string `json:"message"`
		Severity string `json:"severity"`
		Link     string `json:"link_to_upstream_details"`
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
	}}, nil
}
