package alerts_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"vakhta/adapters/alerts"
	"vakhta/adapters/silences"
	"vakhta/desk"
	"vakhta/history"
	"vakhta/internal/testdesk"
	"vakhta/internal/testservers"
	"vakhta/monitoring"
	"vakhta/storage"
)

func TestATargetThatFailsForPrometheusIsATicketAndItsRecoveryIsSaidThere(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("Prometheus and Alertmanager are for make test-all")
	}
	prometheus, alertmanager := monitor(t, "prometheus"), monitor(t, "prometheus-alertmanager")
	w := testdesk.New(t)
	desks := httptest.NewServer(handler(w))
	t.Cleanup(desks.Close)
	var well atomic.Bool
	shop := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, _ *http.Request) {
		if !well.Load() {
			out.WriteHeader(http.StatusInternalServerError)
		}
	}))
	t.Cleanup(shop.Close)

	dir, am, prom := t.TempDir(), free(t), free(t)
	write(t, dir, "alertmanager.yml", fmt.Sprintf(`
route: {receiver: vakhta, group_wait: 0s, group_interval: 1s, repeat_interval: 1h}
receivers:
- name: vakhta
  webhook_configs:
  - url: %s/alerts/alertmanager/ROM
    send_resolved: true
    http_config: {authorization: {credentials: %s}}
`, desks.URL, token))
	write(t, dir, "rules.yml", `
groups:
- name: shop
  rules:
  - alert: ShopDown
    expr: up == 0
    labels: {severity: critical}
    annotations: {summary: "The shop does not answer"}
`)
	write(t, dir, "prometheus.yml", fmt.Sprintf(`
global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
rule_files: [rules.yml]
alerting: {alertmanagers: [{static_configs: [{targets: ["%s"]}]}]}
scrape_configs: [{job_name: shop, static_configs: [{targets: ["%s"]}]}]
`, am, strings.TrimPrefix(shop.URL, "http://")))
	start(t, dir, alertmanager, "--config.file=alertmanager.yml", "--storage.path=am", "--web.listen-address="+am, "--cluster.listen-address=")
	start(t, dir, prometheus, "--config.file=prometheus.yml", "--storage.tsdb.path=tsdb", "--web.listen-address="+prom)

	first := desk.Key{Project: "ROM", Number: 1}
	within(t, func() bool { return ticket(w, first) != nil })
	k := ticket(w, first)
	if k.Type != desk.Incident || k.Priority != desk.P1 || !strings.HasPrefix(k.Text, "The shop does not answer") {
		t.Errorf("the ticket is %+v", k)
	}
	opened := len(kinds(w, k))
	well.Store(true)
	within(t, func() bool { return len(kinds(w, k)) > opened })
	if got := ticket(w, first); !got.State.Open() || ticket(w, desk.Key{Project: "ROM", Number: 2}) != nil {
		t.Errorf("after the recovery the ticket is %s, and a person is to resolve it", got.State)
	}
}

// handler takes alerts into the desk as the program does.
func handler(w *testdesk.World) http.Handler {
	mux := http.NewServeMux()
	taker := &monitoring.Taker{Tickets: w.Tickets, Clock: w}
	mux.Handle(alerts.Pattern, alerts.Config{Tokens: alerts.Tokens{token: "ROM"}, Take: taker.Take, Log: slog.New(slog.DiscardHandler)})
	return mux
}

// ticket returns a ticket; nil: there is none.
func ticket(w *testdesk.World, key desk.Key) *desk.Ticket {
	return testdesk.Read(w, func(ctx context.Context, tx *storage.Tx) (*desk.Ticket, error) {
		k, err := tx.TicketByKey(ctx, key)
		if errors.Is(err, desk.ErrNotFound) {
			return nil, nil
		}
		return k, err
	})
}

func kinds(w *testdesk.World, k *desk.Ticket) (all []history.ActivityKind) {
	for _, e := range w.Timeline(k) {
		all = append(all, e.Event.Kind())
	}
	return all
}

// monitor returns the path of a monitoring system. Where the tests must be whole
// it is installed before them.
func monitor(t *testing.T, name string) string {
	t.Helper()
	path, err := testservers.Monitor(name)
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	return path
}

// free returns an address that nobody listens on.
func free(t *testing.T) string {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// start runs a program until the test ends.
func start(t *testing.T, dir, path string, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), path, args...)
	var said strings.Builder
	cmd.Dir, cmd.Stderr = dir, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if t.Failed() {
			t.Logf("%s said:\n%s", path, said.String())
		}
	})
}

// within waits until another program has done its part: it gives no signal.
func within(t *testing.T, done func() bool) {
	t.Helper()
	again := time.NewTicker(100 * time.Millisecond)
	defer again.Stop()
	late := time.After(60 * time.Second)
	for !done() {
		select {
		case <-again.C:
		case <-late:
			t.Fatal("it has not happened within a minute")
		}
	}
}

func TestAlertmanagerIsSilencedByItsAPIAndSaysWhatFires(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("Alertmanager is for make test-all")
	}
	path := monitor(t, "prometheus-alertmanager")
	dir, am := t.TempDir(), free(t)
	write(t, dir, "alertmanager.yml", "route: {receiver: none}\nreceivers: [{name: none}]\n")
	start(t, dir, path, "--config.file=alertmanager.yml", "--storage.path=am", "--web.listen-address="+am, "--cluster.listen-address=")
	own := &http.Client{Transport: &http.Transport{}}
	t.Cleanup(own.CloseIdleConnections)
	c := &silences.Client{HTTP: own, Clock: desk.WallClock{}}
	posted := strings.NewReader(`[{"labels": {"alertname": "ShopDown", "instance": "a"}}, {"labels": {"alertname": "ShopDown", "instance": "b"}}]`)
	within(t, func() bool {
		posted.Seek(0, io.SeekStart) // it is in memory
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+am+"/api/v2/alerts", posted)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		answer, err := own.Do(r)
		if err != nil {
			return false
		}
		answer.Body.Close()
		return answer.StatusCode == http.StatusOK
	})
	var firing []string
	within(t, func() bool {
		var err error
		firing, err = c.Firing(t.Context(), "ROM", "alertmanager", "http://"+am)
		return err == nil && len(firing) == 2
	})
	s := desk.Silence{
		Project: "ROM", Source: "alertmanager", URL: "http://" + am, Fingerprint: firing[0],
		Labels: map[string]string{"alertname": "ShopDown", "instance": "a"}, Until: time.Now().Add(time.Hour), Key: "ROM-1/r2.0/silence", Comment: "ROM-1 · Анна",
	}
	id, err := c.Silence(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := c.Silence(t.Context(), s); err != nil || again != id {
		t.Errorf("a second time it is %q, %v; want %q", again, err, id)
	}
	// Alertmanager looks at its silences when it is asked.
	suppressed := func() (n int) {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+am+"/api/v2/alerts?active=false", nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := own.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		var all []struct{ Labels map[string]string }
		if err := json.NewDecoder(answer.Body).Decode(&all); err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	within(t, func() bool { return suppressed() == 1 })
	if listed, err := c.Firing(t.Context(), "ROM", "alertmanager", "http://"+am); err != nil || len(listed) != 2 {
		t.Errorf("a silenced alert is not listed: %v, %v", listed, err)
	}
	for range 2 { // the second time there is nothing to end
		if err := c.Unsilence(t.Context(), s, id); err != nil {
			t.Error(err)
		}
	}
	within(t, func() bool { return suppressed() == 0 })
}
