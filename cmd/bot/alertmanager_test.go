package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
)

// An alertmanager is as much of Alertmanager's API v2 as the desk uses. Like the
// real one, it sends nothing about an alert while it is silenced, not even that
// it is over.
type alertmanager struct {
	*http.ServeMux
	mu     sync.Mutex
	down   bool
	firing map[string]bool   // by the alert's name, which is its fingerprint as well
	ended  map[string]bool   // silences, by id
	of     map[string]string // the alert's name by its silence's id
	all    []map[string]any  // silences as they were made
}

func newAlertmanager() *alertmanager {
	a := &alertmanager{ServeMux: http.NewServeMux(), firing: map[string]bool{}, ended: map[string]bool{}, of: map[string]string{}}
	answer := func(w http.ResponseWriter, v any) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(v)
	}
	state := func(id string) map[string]string {
		if a.ended[id] {
			return map[string]string{"state": "expired"}
		}
		return map[string]string{"state": "active"}
	}
	a.HandleFunc("GET /api/v2/silences", func(w http.ResponseWriter, _ *http.Request) {
		for _, s := range a.all {
			s["status"] = state(s["id"].(string))
		}
		answer(w, a.all)
	})
	a.HandleFunc("POST /api/v2/silences", func(w http.ResponseWriter, r *http.Request) {
		s := map[string]any{}
		if err := json.NewDecoder(r.Body).Decode(&s); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		id := fmt.Sprintf("silence-%d", len(a.all)+1)
		s["id"] = id
		for _, m := range s["matchers"].([]any) {
			if m := m.(map[string]any); m["name"] == "alertname" {
				a.of[id] = m["value"].(string)
			}
		}
		a.all = append(a.all, s)
		answer(w, map[string]string{"silenceID": id})
	})
	a.HandleFunc("GET /api/v2/silence/{id}", func(w http.ResponseWriter, r *http.Request) {
		answer(w, map[string]any{"id": r.PathValue("id"), "status": state(r.PathValue("id"))})
	})
	a.HandleFunc("DELETE /api/v2/silence/{id}", func(_ http.ResponseWriter, r *http.Request) { a.ended[r.PathValue("id")] = true })
	a.HandleFunc("GET /api/v2/alerts", func(w http.ResponseWriter, _ *http.Request) {
		all := []map[string]string{}
		for name := range a.firing {
			all = append(all, map[string]string{"fingerprint": name})
		}
		answer(w, all)
	})
	return a
}

// ServeHTTP answers one request at a time.
func (a *alertmanager) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.down {
		http.Error(w, "no", http.StatusBadGateway)
		return
	}
	a.ServeMux.ServeHTTP(w, r)
}

// alertmanagerForms are the steps of a shop's Alertmanager.
func alertmanagerForms() []form {
	f := formOf
	return []form{
		f(`Alertmanager of (\w+) reports "(.+?)" as (\w+)`, func(w *world, m []string) error {
			w.alertmanager.set(m[2], true)
			return w.webhook(m[1], m[2], "firing", m[3])
		}),
		f(`Alertmanager of (\w+) sees that "(.+?)" is over`, func(w *world, m []string) error {
			w.alertmanager.set(m[2], false)
			if w.alertmanager.silences(m[2]) {
				return nil
			}
			return w.webhook(m[1], m[2], "resolved", "")
		}),
		f(`Alertmanager silences "(.+?)"`, func(w *world, m []string) error {
			if !w.alertmanager.silences(m[1]) {
				return errors.New("it does not")
			}
			return nil
		}),
		f(`Alertmanager silences nothing`, func(w *world, _ []string) error {
			if w.alertmanager.silences("") {
				return errors.New("it does")
			}
			return nil
		}),
		f(`Alertmanager is (down|up)`, func(w *world, m []string) error {
			w.alertmanager.mu.Lock()
			defer w.alertmanager.mu.Unlock()
			w.alertmanager.down = m[1] == "down"
			return nil
		}),
	}
}

func (a *alertmanager) set(name string, firing bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.firing, name)
	if firing {
		a.firing[name] = true
	}
}

// silences reports whether an alert is silenced; "": any.
func (a *alertmanager) silences(name string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	for id, of := range a.of {
		if !a.ended[id] && (name == "" || of == name) {
			return true
		}
	}
	return false
}

// webhook sends what Alertmanager sends about one alert.
func (w *world) webhook(project, name, status, severity string) error {
	body, err := json.Marshal(map[string]any{"version": "4", "status": status, "groupKey": "{}:{}", "alerts": []map[string]any{{
		"status": status, "fingerprint": name, "labels": map[string]string{"alertname": name, "severity": severity},
		"annotations": map[string]string{"summary": name}, "generatorURL": "http://prometheus.test/graph",
	}}})
	if err != nil {
		return err
	}
	return w.posts("/alerts/alertmanager/"+project, strings.NewReader(string(body)))
}
