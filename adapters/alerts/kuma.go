package alerts

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"

	"vakhta/desk"
)

// Uptime Kuma's states of a monitor.
const (
	kumaDown        = 0
	kumaUp          = 1
	kumaPending     = 2 // not yet down: it is tried again
	kumaMaintenance = 3
)

// kuma reads a webhook of Uptime Kuma, as JSON or as a form whose field data is
// JSON. Its test message has neither a monitor nor a heartbeat.
// https://github.com/louislam/uptime-kuma/blob/master/server/notification-providers/webhook.js
func kuma(body []byte) ([]desk.Alert, error) {
	if trimmed := bytes.TrimSpace(body); len(trimmed) > 0 && trimmed[0] != '{' {
		if form, err := url.ParseQuery(string(trimmed)); err == nil && form.Has("data") {
			body = []byte(form.Get("data"))
		}
	}
	var m struct {
		Heartbeat *struct {
			Status *int
			Msg    string
		}
		Monitor *struct {
			ID   json.Number
			Name string
			URL  string
		}
		Msg *string
	}
	if err := json.Unmarshal(body, &m); err != nil {
		return nil, malformed(err)
	}
	switch {
	case m.Monitor == nil && m.Heartbeat == nil && m.Msg != nil:
		return nil, nil
	case m.Monitor == nil || m.Heartbeat == nil || m.Heartbeat.Status == nil || m.Monitor.ID == "":
		return nil, errors.New("it has no monitor with an id, or no heartbeat with a status")
	}
	a := desk.Alert{
		Fingerprint: m.Monitor.ID.String(), Title: cmp.Or(m.Monitor.Name, m.Monitor.URL, "Monitor "+m.Monitor.ID.String()),
		Text: m.Heartbeat.Msg, Severity: "down",
	}
	if m.Monitor.URL != "https://" { // what monitors without an address have
		a.Link = m.Monitor.URL
	}
	switch *m.Heartbeat.Status {
	case kumaDown:
	case kumaUp:
		a.Over = true
	case kumaPending, kumaMaintenance:
		return nil, nil
	default:
		return nil, fmt.Errorf("the heartbeat's status %d is none of 0 to 3", *m.Heartbeat.Status)
	}
	return []desk.Alert{a}, nil
}
