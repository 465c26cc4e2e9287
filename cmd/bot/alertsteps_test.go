package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// alertsToken is what the shops' monitoring proves itself with.
const alertsToken = "monitoring-of-the-shops"

// alertForms are the steps of a shop's monitoring.
func alertForms() []form {
	f := formOf
	return []form{
		f(`monitoring of (\w+) reports "(.+?)" as (\w+)`, func(w *world, m []string) error { return w.reports(m[1], m[2], "firing", m[3]) }),
		f(`monitoring of (\w+) reports that "(.+?)" is over`, func(w *world, m []string) error { return w.reports(m[1], m[2], "resolved", "") }),
		f(`heartbeat "(.+?)" of (\w+) comes`, func(w *world, m []string) error {
			return w.posts("/alerts/heartbeat/"+m[2]+"?name="+m[1], nil)
		}),
	}
}

// reports sends an alert, as a program would.
func (w *world) reports(project, title, state, severity string) error {
	body, err := json.Marshal(map[string]string{"id": title, "title": title, "state": state, "severity": severity, "link": "https://grafana.test/d/1"})
	if err != nil {
		return err
	}
	return w.posts("/alerts/json/"+project, strings.NewReader(string(body)))
}

// posts sends a body to the desk, as a monitoring system.
func (w *world) posts(path string, body io.Reader) error {
	r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, "http://bot.test"+path, body)
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", "Bearer "+alertsToken)
	answer, err := w.net.Client().Do(r)
	if err != nil {
		return err
	}
	said, err := io.ReadAll(answer.Body)
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("answered %s: %s", answer.Status, said)
	}
	w.pass(settleFor)
	return err
}
