package alerts

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"vakhta/desk"
)

// An ownAlert is an alert in the desk's own format.
type ownAlert struct {
	ID, Title, Text, State, Severity, Link, Runbook, Group string

	Labels map[string]string
}

// alert returns what it says.
func (a ownAlert) alert() (desk.Alert, error) {
	switch {
	case a.ID == "" || a.Title == "":
		return desk.Alert{}, errors.New("it has no id, or no title")
	case a.State != "firing" && a.State != "resolved":
		return desk.Alert{}, errors.New("its state is neither firing nor resolved")
	}
	return desk.Alert{
		Fingerprint: a.ID, Over: a.State == "resolved", Title: a.Title, Text: a.Text, Severity: a.Severity, Link: a.Link, Runbook: a.Runbook, Group: a.Group,
		Labels: a.Labels,
	}, nil
}

// plain reads alerts in a format of the desk's own, for programs that can send
// any JSON: one object, or a list of them.
func plain(body []byte) ([]desk.Alert, error) {
	var list []ownAlert
	var err error
	if trimmed := bytes.TrimSpace(body); len(trimmed) > 0 && trimmed[0] == '[' {
		err = json.Unmarshal(body, &list)
	} else {
		list = make([]ownAlert, 1)
		err = json.Unmarshal(body, &list[0])
	}
	if err != nil {
		return nil, malformed(err)
	}
	var all []desk.Alert
	for i, own := range list {
		a, err := own.alert()
		if err != nil {
			return nil, fmt.Errorf("alert %d: %w", i+1, err)
		}
		all = append(all, a)
	}
	return all, nil
}
