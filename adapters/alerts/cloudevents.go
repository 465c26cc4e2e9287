package alerts

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"vakhta/desk"
)

// structured returns an event in structured mode. In binary mode its attributes are
// in headers, and the body is its data.
// https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md
func structured(h http.Header, body []byte) ([]byte, error) {
	if h.Get("Ce-Specversion") == "" {
		return body, nil
	}
	event := map[string]any{}
	for name, values := range h {
		if attribute, ok := strings.CutPrefix(strings.ToLower(name), "ce-"); ok {
			event[attribute] = values[0]
		}
	}
	if len(bytes.TrimSpace(body)) > 0 {
		if !json.Valid(body) {
			return nil, errors.New("its data is no JSON")
		}
		event["data"] = json.RawMessage(body)
	}
	return json.Marshal(event)
}

// cloudevent reads a CloudEvent 1.0 in structured mode, whose data is an alert in
// the desk's own format. What the data leaves out is taken from the event: its
// subject is the alert, its type the title.
// https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md
func cloudevent(body []byte) ([]desk.Alert, error) {
	var m struct {
		SpecVersion, Type, Source, Subject string
		Data                               ownAlert
	}
	if err := json.Unmarshal(body, &m); err != nil {
		return nil, malformed(err)
	}
	if m.SpecVersion != "1.0" || m.Type == "" || m.Source == "" {
		return nil, errors.New("it has no specversion 1.0, type and source")
	}
	m.Data.Title = cmp.Or(m.Data.Title, m.Subject, m.Type)
	m.Data.ID = m.Source + " " + cmp.Or(m.Data.ID, m.Subject, m.Type)
	a, err := m.Data.alert()
	if err != nil {
		return nil, err
	}
	return []desk.Alert{a}, nil
}
