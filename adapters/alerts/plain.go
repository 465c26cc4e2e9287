package alerts

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"vakhta/desk"
)

// plain reads alerts in a format of the desk's own, for programs that can send
// any JSON: one object, or a list of them.
func plain(body []byte) ([]desk.Alert, error) {
	type alert struct{ ID, Title, Text, State, Severity, Link, Runbook string }
	var list []alert
	var err error
	if trimmed := bytes.TrimSpace(body); len(trimmed) > 0 && trimmed[0] == '[' {
		err = json.Unmarshal(body, &list)
	} else {
		list = make([]alert, 1)
		err = json.Unmarshal(body, &list[0])
	}
	if err != nil {
		return nil, malformed(err)
	}
	var all []desk.Alert
	for i, a := range list {
		switch {
		case a.ID == "" || a.Title == "":
			return nil, fmt.Errorf("alert %d has no id, or no title", i+1)
		case a.State != "firing" && a.State != "resolved":
			return nil, errors.New("state is neither firing nor resolved")
		}
		all = append(all, desk.Alert{
			Fingerprint: a.ID, Over: a.State == "resolved", Title: a.Title, Text: a.Text, Severity: a.Severity, Link: a.Link, Runbook: a.Runbook,
		})
	}
	return all, nil
}
