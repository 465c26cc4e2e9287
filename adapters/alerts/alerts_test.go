package alerts_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/adapters/alerts"
	"vakhta/desk"
	"vakhta/mapping"
)

const token = "0123456789abcdef"

// A desk takes alerts in memory.
type taken struct {
	alerts []desk.Alert
	err    error
}

func (k *taken) take(_ context.Context, project string, all []desk.Alert) error {
	if project != "ROM" {
		return desk.ErrNotFound
	}
	k.alerts = append(k.alerts, all...)
	return k.err
}

// send posts a body and returns the answer.
func send(t *testing.T, k *taken, path, with, body string) (status int, said string) {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle(alerts.Pattern, alerts.Config{
		Tokens: alerts.Tokens{token: "ROM", "fedcba9876543210": "LIL", "for-all-the-shops": ""}, Take: k.take, Log: slog.New(slog.DiscardHandler),
	})
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, strings.NewReader(body))
	if strings.HasPrefix(path, "/alerts/sentry/") {
		mac := hmac.New(sha256.New, []byte(with))
		mac.Write([]byte(body))
		r.Header.Set("Sentry-Hook-Signature", hex.EncodeToString(mac.Sum(nil)))
	} else {
		r.Header.Set("Authorization", "Bearer "+with)
	}
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, r)
	got, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Code, string(got)
}

func TestEachFormatIsReadAsItsDocumentationSays(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, format, body string
		want               []desk.Alert
	}{
		{"a group of Alertmanager of which one alert is over", "alertmanager", `{
			"version": "4", "groupKey": "{}:{}", "truncatedAlerts": 0, "status": "firing", "receiver": "vakhta",
			"externalURL": "http://am:9093", "notification_reason": "new alerts in group",
			"alerts": [
				{"status": "firing", "fingerprint": "aa11", "labels": {"alertname": "DiskFull", "instance": "db1:9100", "severity": "critical"},
				 "annotations": {"summary": "The disk of db1 is full", "description": "2% left", "runbook_url": "https://wiki/disk"},
				 "startsAt": "2026-11-24T11:00:00Z", "endsAt": "0001-01-01T00:00:00Z", "generatorURL": "http://prom/graph?g0"},
				{"status": "resolved", "fingerprint": "bb22", "labels": {"alertname": "ShopDown", "instance": "https://romashka.test"}, "annotations": {}}
			]}`, []desk.Alert{
			{Source: "alertmanager", System: "Alertmanager", Fingerprint: "aa11", Title: "The disk of db1 is full", Text: "2% left", Severity: "critical", Link: "http://prom/graph?g0", Runbook: "https://wiki/disk",
				Labels: map[string]string{"alertname": "DiskFull", "instance": "db1:9100", "severity": "critical"}, Group: "{}:{}"},
			{Source: "alertmanager", System: "Alertmanager", Fingerprint: "bb22", Over: true, Title: "ShopDown", Text: "https://romashka.test", Link: "http://am:9093",
				Labels: map[string]string{"alertname": "ShopDown", "instance": "https://romashka.test"}, Group: "{}:{}"},
		}},
		{"Grafana, with values that may be null or a list", "grafana", `{
			"receiver": "vakhta", "status": "firing", "orgId": 1, "version": "1", "title": "[FIRING:1]", "state": "alerting",
			"alerts": [{"status": "firing", "labels": {"alertname": "Slow checkout"}, "annotations": {"message": "p95 4 s"}, "values": null, "valueString": [],
				"fingerprint": "c6ea", "silenceURL": "https://g/silence", "dashboardURL": "https://g/d/1", "panelURL": "https://g/d/1?viewPanel=2"}]}`, []desk.Alert{
			{Source: "grafana", System: "Grafana", Fingerprint: "c6ea", Title: "Slow checkout", Text: "p95 4 s", Link: "https://g/d/1?viewPanel=2",
				Labels: map[string]string{"alertname": "Slow checkout"}},
		}},
		{"Zabbix's problem", "zabbix", `{"alert_uid": "4711", "title": "High CPU on web1", "state": "alerting", "message": "load 20", "severity": "Disaster",
			"link_to_upstream_details": "https://zabbix/tr_events.php?eventid=4711"}`, []desk.Alert{
			{Source: "zabbix", System: "Zabbix", Fingerprint: "4711", Title: "High CPU on web1", Text: "load 20", Severity: "Disaster", Link: "https://zabbix/tr_events.php?eventid=4711"},
		}},
		{"Zabbix's recovery", "zabbix", `{"alert_uid": "4711", "title": "High CPU on web1", "state": "ok"}`, []desk.Alert{
			{Source: "zabbix", System: "Zabbix", Fingerprint: "4711", Over: true, Title: "High CPU on web1", Severity: "high"},
		}},
		{"Uptime Kuma's monitor that is down", "kuma", `{"heartbeat": {"monitorID": 3, "status": 0, "msg": "timeout of 48000ms exceeded"},
			"monitor": {"id": 3, "name": "Romashka", "url": "https://romashka.test"}, "msg": "[Romashka] down"}`, []desk.Alert{
			{Source: "kuma", System: "Uptime Kuma", Fingerprint: "3", Title: "Romashka", Text: "timeout of 48000ms exceeded", Severity: "down", Link: "https://romashka.test"},
		}},
		{"Uptime Kuma's port monitor, as a form", "kuma", `data=%7B%22heartbeat%22%3A%7B%22status%22%3A1%2C%22msg%22%3A%22ok%22%7D%2C%22monitor%22%3A%7B%22id%22%3A4%2C%22name%22%3A%22Redis%22%2C%22url%22%3A%22https%3A%2F%2F%22%7D%2C%22msg%22%3A%22up%22%7D`, []desk.Alert{
			{Source: "kuma", System: "Uptime Kuma", Fingerprint: "4", Over: true, Title: "Redis", Text: "ok", Severity: "down"},
		}},
		{"Uptime Kuma's test", "kuma", `{"heartbeat": null, "monitor": null, "msg": "Vakhta Testing"}`, nil},
		{"Uptime Kuma's maintenance", "kuma", `{"heartbeat": {"status": 3}, "monitor": {"id": 3, "name": "Romashka"}, "msg": ""}`, nil},
		{"a rule of Sentry's that fired", "sentry", `{"action": "triggered", "installation": {"uuid": "a8e5"}, "data": {"triggered_rule": "Checkout fails",
			"event": {"event_id": "e4", "issue_id": "1117", "issue_url": "https://sentry.io/api/0/issues/1117/", "level": "error", "title": "ReferenceError: cart is not defined",
				"culprit": "checkout.js", "web_url": "https://sentry.io/organizations/rom/issues/1117/events/e4/"}}}`, []desk.Alert{
			{Source: "sentry", System: "Sentry", Fingerprint: "issue 1117", Title: "ReferenceError: cart is not defined", Text: "checkout.js", Severity: "error", Link: "https://sentry.io/organizations/rom/issues/1117/events/e4/"},
		}},
		{"the same issue, resolved in Sentry", "sentry", `{"action": "resolved", "data": {"issue": {"id": "1117", "status": "resolved", "level": "error", "title": "ReferenceError: cart is not defined"}}}`, []desk.Alert{
			{Source: "sentry", System: "Sentry", Fingerprint: "issue 1117", Over: true, Title: "ReferenceError: cart is not defined", Severity: "error"},
		}},
		{"a metric of Sentry's", "sentry", `{"action": "critical", "data": {"description_title": "Critical: too many errors", "description_text": "1000 events in 10 minutes", "web_url": "https://sentry.io/alerts/7/",
			"metric_alert": {"id": "7", "alert_rule": {"name": "too many errors"}}}}`, []desk.Alert{
			{Source: "sentry", System: "Sentry", Fingerprint: "metric 7", Title: "Critical: too many errors", Text: "1000 events in 10 minutes", Severity: "critical", Link: "https://sentry.io/alerts/7/"},
		}},
		{"an issue of Sentry's that no rule fired for", "sentry", `{"action": "created", "data": {"issue": {"id": "1118", "title": "x"}}}`, nil},
		{"a CloudEvent", "cloudevents", `{"specversion": "1.0", "type": "shop.backup.failed", "source": "/backup", "id": "A234-1", "subject": "db1",
			"data": {"state": "firing", "severity": "error", "text": "No space left"}}`, []desk.Alert{
			{Source: "cloudevents", System: "CloudEvents", Fingerprint: "/backup db1", Title: "db1", Text: "No space left", Severity: "error"},
		}},
		{"a list of the desk's own", "json", `[{"id": "backup", "title": "No backup tonight", "state": "firing", "severity": "error", "link": "https://x", "runbook": "https://y"},
			{"id": "cert", "title": "Certificate", "state": "resolved"}]`, []desk.Alert{
			{Source: "json", System: "Webhook", Fingerprint: "backup", Title: "No backup tonight", Severity: "error", Link: "https://x", Runbook: "https://y"},
			{Source: "json", System: "Webhook", Fingerprint: "cert", Over: true, Title: "Certificate"},
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var k taken
			if status, said := send(t, &k, "/alerts/"+tt.format+"/ROM", token, tt.body); status != http.StatusOK {
				t.Errorf("answered %d, %s", status, said)
			}
			if diff := cmp.Diff(tt.want, k.alerts); diff != "" {
				t.Errorf("taken in (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhatCannotBeTakenInIsAnsweredWithAReason(t *testing.T) {
	t.Parallel()
	const good = `{"id": "a", "title": "b", "state": "firing"}`
	for _, tt := range []struct {
		name, path, token, body string
		err                     error
		status                  int
		said                    string
	}{
		{"no token", "/alerts/json/ROM", "", good, nil, 401, "ALERTS_TOKEN"},
		{"an unknown token", "/alerts/json/ROM", token + "x", good, nil, 401, "unknown"},
		{"another project's token", "/alerts/json/ROM", "fedcba9876543210", good, nil, 403, "another project's"},
		{"an unknown format", "/alerts/nagios/ROM", token, good, nil, 404, "alertmanager, cloudevents, grafana, json, kuma, sentry, zabbix"},
		{"an unknown project", "/alerts/json/QUX", "for-all-the-shops", good, nil, 404, "no project QUX"},
		{"no JSON", "/alerts/json/ROM", token, "<html>", nil, 400, "no JSON from byte 1"},
		{"another type", "/alerts/alertmanager/ROM", token, `{"alerts": "all"}`, nil, 400, "string"},
		{"another format's body", "/alerts/alertmanager/ROM", token, good, nil, 400, "no alerts"},
		{"another project's signature", "/alerts/sentry/ROM", "fedcba9876543210", `{"action": "created", "data": {}}`, nil, 403, "another project's"},
		{"a wrong signature", "/alerts/sentry/ROM", token + "x", `{"action": "created", "data": {}}`, nil, 401, "ROM:secret"},
		{"what is not Sentry's", "/alerts/sentry/ROM", token, good, nil, 400, "no action"},
		{"a metric alert of an unknown action", "/alerts/sentry/ROM", token, `{"action": "open", "data": {"metric_alert": {"id": 7}}}`, nil, 400, "critical, warning"},
		{"an unknown state", "/alerts/json/ROM", token, `{"id": "a", "title": "b", "state": "burning"}`, nil, 400, "neither firing nor resolved"},
		{"a body of 5 MB", "/alerts/json/ROM", token, `{"id": "` + strings.Repeat("x", 5<<20), nil, 413, "2048 KB"},
		{"a store that is away", "/alerts/json/ROM", token, good, errors.New("connection refused"), 503, "again"},
		{"all is well", "/alerts/json/ROM", "for-all-the-shops", good, nil, 200, "Taken in: 1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			k := taken{err: tt.err}
			status, said := send(t, &k, tt.path, tt.token, tt.body)
			if status != tt.status || !strings.Contains(said, tt.said) {
				t.Errorf("answered %d, %q; want %d with %q", status, said, tt.status, tt.said)
			}
		})
	}
}

func TestLongWordsAreCutAndALongFingerprintStaysDistinct(t *testing.T) {
	t.Parallel()
	var k taken
	for _, end := range []string{"1", "2"} {
		send(t, &k, "/alerts/json/ROM", token, `{"id": "`+strings.Repeat("ы", 200)+end+`", "title": "`+strings.Repeat("ы", 1000)+`", "text": "a\u0000b", "state": "firing"}`)
	}
	if len(k.alerts) != 2 || k.alerts[0].Fingerprint == k.alerts[1].Fingerprint || len(k.alerts[0].Fingerprint) > 100 {
		t.Fatalf("the fingerprints are %+v", k.alerts)
	}
	if a := k.alerts[0]; len(a.Title) > 300 || !strings.HasSuffix(a.Title, "ы…") || a.Text != "ab" {
		t.Errorf("the words are %q (%d bytes), %q", a.Title, len(a.Title), a.Text)
	}
}

func TestTokensAreReadFromTheirVariable(t *testing.T) {
	t.Parallel()
	got, err := alerts.ParseTokens("for-all-the-shops, ROM:0123456789abcdef,ROM:0123456789abcdeg")
	want := alerts.Tokens{"for-all-the-shops": "", "0123456789abcdef": "ROM", "0123456789abcdeg": "ROM"}
	if err != nil || cmp.Diff(want, got) != "" {
		t.Errorf("got %v, %v", got, err)
	}
	for list, fix := range map[string]string{"brief": "openssl rand", "rom:0123456789abcdef": "a project's code", "": "entry 1"} {
		if _, err := alerts.ParseTokens(list); err == nil || !strings.Contains(err.Error(), fix) || list != "" && strings.Contains(err.Error(), list) {
			t.Errorf("%q: %v", list, err)
		}
	}
}

func TestAnOldMessageOfSentryIsNotTakenOnceMore(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	var k taken
	mux := http.NewServeMux()
	mux.Handle(alerts.Pattern, alerts.Config{Tokens: alerts.Tokens{token: "ROM"}, Take: k.take, Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler)})
	body := `{"action": "triggered", "data": {"event": {"issue_id": "1", "title": "b"}}}`
	for age, want := range map[time.Duration]int{0: 200, 59 * time.Minute: 200, 61 * time.Minute: 400, -2 * time.Hour: 400} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/alerts/sentry/ROM", strings.NewReader(body))
		mac := hmac.New(sha256.New, []byte(token))
		mac.Write([]byte(body))
		r.Header.Set("Sentry-Hook-Signature", hex.EncodeToString(mac.Sum(nil)))
		r.Header.Set("Sentry-Hook-Timestamp", strconv.FormatInt(now.Add(-age).Unix(), 10))
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("one of %s ago is answered %d, want %d", age, w.Code, want)
		}
	}
	if len(k.alerts) != 2 {
		t.Errorf("%d were taken", len(k.alerts))
	}
}

func FuzzFormats(f *testing.F) {
	for _, body := range []string{`{}`, `[]`, `null`, `{"alerts":[{}]}`, `{"heartbeat":{"status":9},"monitor":{"id":1}}`, "data=%7B%7D"} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		for name, format := range alerts.Formats() {
			found, err := format.Decode([]byte(body))
			for _, a := range found {
				if err != nil || a.Title == "" || a.Fingerprint == "" {
					t.Errorf("%s: %+v, %v", name, a, err)
				}
			}
		}
	})
}

func TestAProjectSaysWhereTheAlertsAre(t *testing.T) {
	t.Parallel()
	var got []desk.Alert
	p, err := mapping.Compile(desk.AlertMapping{ID: "body.subject", Title: "it.data.text", Over: "body.type == 'shop.fixed'"})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle(alerts.Pattern, alerts.Config{
		Tokens: alerts.Tokens{token: ""}, Log: slog.New(slog.DiscardHandler),
		Take: func(_ context.Context, _ string, all []desk.Alert) error { got = append(got, all...); return nil },
		Map: func(project, format string) (*mapping.Program, error) {
			found := map[string]*mapping.Program{"ROM/cloudevents": p}
			return found[project+"/"+format], nil
		},
	})
	event := func(project, kind, body string) int {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/alerts/cloudevents/"+project, strings.NewReader(body))
		for name, value := range map[string]string{"Specversion": "1.0", "Type": kind, "Source": "/queue", "Subject": "orders"} {
			r.Header.Set("Ce-"+name, value) // binary mode
		}
		r.Header.Set("Authorization", "Bearer "+token)
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		return w.Result().StatusCode
	}
	for _, c := range []struct {
		project, kind, body string
		status              int
	}{
		{"ROM", "shop.stuck", `{"text": "Orders are stuck"}`, http.StatusOK},
		{"ROM", "shop.fixed", `{}`, http.StatusOK},
		{"LIL", "shop.stuck", `{"state": "firing", "severity": "high"}`, http.StatusOK},
		{"ROM", "shop.stuck", `{"text": {}}`, http.StatusBadRequest},
		{"ROM", "shop.stuck", `<xml/>`, http.StatusBadRequest},
	} {
		if status := event(c.project, c.kind, c.body); status != c.status {
			t.Errorf("%s of %s is answered %d", c.body, c.project, status)
		}
	}
	want := []desk.Alert{
		{Source: "cloudevents", System: "CloudEvents", Fingerprint: "orders", Title: "Orders are stuck"},
		{Source: "cloudevents", System: "CloudEvents", Fingerprint: "orders", Over: true},
		{Source: "cloudevents", System: "CloudEvents", Fingerprint: "/queue orders", Title: "orders", Severity: "high"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("alerts (-want +got):\n%s", diff)
	}
}
