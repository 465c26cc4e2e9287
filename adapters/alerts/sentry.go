package alerts

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"

	"vakhta/desk"
)

// signatureHeader carries the HMAC-SHA256 of the body under the client secret of
// Sentry's integration, in hexadecimal digits. Sentry sends no bearer token.
// https://docs.sentry.io/organization/integrations/integration-platform/webhooks/
const signatureHeader = "Sentry-Hook-Signature"

// sentAtHeader carries the time at which Sentry sent the message.
const sentAtHeader = "Sentry-Hook-Timestamp"

// sentry reads a webhook of an internal integration of Sentry. An alert rule on
// issues fires under the issue's id, and Sentry says by another kind of message
// that the issue is resolved. Issues that no rule fired for open nothing.
func sentry(body []byte) ([]desk.Alert, error) {
	var m struct {
		Action string
		Data   struct {
			Event *struct {
				IssueID json.Number `json:"issue_id"`
				Title   string
				Culprit string
				Level   string
				WebURL  string `json:"web_url"`
			}
			Issue *struct {
				ID      json.Number
				Title   string
				Culprit string
				Level   string
				WebURL  string `json:"web_url"`
			}
			Metric *struct {
				ID   json.Number
				Rule struct{ Name string } `json:"alert_rule"`
			} `json:"metric_alert"`
			Title  string `json:"description_title"`
			Text   string `json:"description_text"`
			WebURL string `json:"web_url"`
		}
	}
	if err := json.Unmarshal(body, &m); err != nil {
		return nil, malformed(err)
	}
	d := m.Data
	switch {
	case d.Metric != nil:
		if d.Metric.ID == "" {
			return nil, errors.New("its metric_alert has no id")
		}
		if m.Action != "critical" && m.Action != "warning" && m.Action != "resolved" {
			return nil, errors.New("the action of a metric_alert is none of critical, warning and resolved")
		}
		return []desk.Alert{{
			Fingerprint: "metric " + d.Metric.ID.String(), Over: m.Action == "resolved",
			Title: cmp.Or(d.Title, d.Metric.Rule.Name, "Metric alert "+d.Metric.ID.String()), Text: d.Text, Severity: m.Action, Link: d.WebURL,
		}}, nil
	case d.Event != nil && m.Action == "triggered":
		if d.Event.IssueID == "" {
			return nil, errors.New("its event has no issue_id")
		}
		return []desk.Alert{{
			Fingerprint: "issue " + d.Event.IssueID.String(), Title: cmp.Or(d.Event.Title, "Issue "+d.Event.IssueID.String()),
			Text: d.Event.Culprit, Severity: d.Event.Level, Link: d.Event.WebURL,
		}}, nil
	case d.Issue != nil && m.Action == "resolved":
		if d.Issue.ID == "" {
			return nil, errors.New("its issue has no id")
		}
		return []desk.Alert{{
			Fingerprint: "issue " + d.Issue.ID.String(), Over: true, Title: cmp.Or(d.Issue.Title, "Issue "+d.Issue.ID.String()),
			Text: d.Issue.Culprit, Severity: d.Issue.Level, Link: d.Issue.WebURL,
		}}, nil
	case m.Action == "":
		return nil, errors.New("it has no action; the format is that of Sentry's integrations")
	}
	return nil, nil // an installation, a comment, an issue that is assigned
}

// signed returns the project of the token that a body is signed with.
func (t Tokens) signed(body []byte, signature string) (project string, known bool) {
	given, err := hex.DecodeString(signature)
	if err != nil {
		return "", false
	}
	for token, of := range t {
		mac := hmac.New(sha256.New, []byte(token))
		mac.Write(body)
		if hmac.Equal(mac.Sum(nil), given) {
			project, known = of, true
		}
	}
	return project, known
}
