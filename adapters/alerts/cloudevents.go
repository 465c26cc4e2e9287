package alerts

import (
	"cmp"
	"encoding/json"
	"errors"

	"vakhta/desk"
)

// cloudevent reads a CloudEvent 1.0 in structured mode, whose data is an alert in
// the desk's own format. What the data leaves out is taken from the event: its
// subject is the alert, its type the title.
// https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md
func cloudevent(body []byte) ([]desk.Alert, error) {
	var m struct {
		SpecVersion, Type, Source, Subject string
		Data                               struct{ ID, Title, Text, State, Severity, Link, Runbook string }
	}
	if err := json.Unmarshal(body, &m); err != nil {
		return nil, malformed(err)
	}
	switch {
	case m.SpecVersion != "1.0" || m.Type == "" || m.Source == "":
		return nil, errors.New("it has no specversion 1.0, type and source; binary mode is not supported")
	case m.Data.State != "firing" && m.Data.State != "resolved":
		return nil, errors.New("data.state is neither firing nor resolved")
	}
	return []desk.Alert{{
		Fingerprint: m.Source + " " + cmp.Or(m.Data.ID, m.Subject, m.Type), Over: m.Data.State == "resolved",
		Title: cmp.Or(m.Data.Title, m.Subject, m.Type), Text: m.Data.Text, Severity: m.Data.Severity, Link: m.Data.Link, Runbook: m.Data.Runbook,
	}}, nil
}
