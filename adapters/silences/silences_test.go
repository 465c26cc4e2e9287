package silences_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"vakhta/adapters/silences"
	"vakhta/desk"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// a server answers like a monitoring system and keeps what it was asked.
type server struct {
	*httptest.Server
	asked []string
}

// serve answers each request with the answer under its method and path.
func serve(t *testing.T, answers map[string]string) *server {
	t.Helper()
	s := &server{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.asked = append(s.asked, strings.TrimSpace(r.Method+" "+r.URL.Path+" "+r.Header.Get("Authorization")+" "+string(body)))
		answer, ok := answers[r.Method+" "+r.URL.Path]
		if status := 0; ok {
			if _, err := fmt.Sscanf(answer, "HTTP %d", &status); err == nil {
				if status/100 == 3 {
					w.Header().Set("Location", "http://elsewhere.test/")
				}
				w.WriteHeader(status)
				return
			}
			_, _ = io.WriteString(w, answer)
			return
		}
		http.NotFound(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func client(t *testing.T, tokens string) *silences.Client {
	t.Helper()
	parsed, err := silences.ParseTokens(tokens)
	if err != nil {
		t.Fatal(err)
	}
	own := &http.Client{Transport: &http.Transport{}}
	t.Cleanup(own.CloseIdleConnections)
	return &silences.Client{HTTP: own, Tokens: parsed, Clock: desk.WallClock{}}
}

func of(source, url string) desk.Silence {
	return desk.Silence{
		Project: "ROM", Source: source, URL: url, Fingerprint: "17", Labels: map[string]string{"alertname": "ShopDown", "env": "", "instance": "a"},
		Until: time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC), Key: "ROM-1/r2.0/silence", Comment: "ROM-1 · Анна",
	}
}

func TestGrafanaIsToldAsItsAPISays(t *testing.T) {
	t.Parallel()
	const api = "/api/alertmanager/grafana/api/v2"
	s := serve(t, map[string]string{
		"GET " + api + "/silences": `[]`, "POST " + api + "/silences": `{"silenceID": "s-1"}`,
		"GET " + api + "/silence/s-1": `{"id": "s-1", "status": {"state": "active"}}`, "DELETE " + api + "/silence/s-1": `{"message": "silence deleted"}`,
		"GET " + api + "/alerts": `[{"fingerprint": "17", "status": {"state": "suppressed"}}]`,
	})
	c := client(t, "grafana:for-all-shops, ROM/grafana:for-romashka")
	id, err := c.Silence(t.Context(), of("grafana", s.URL))
	if err != nil || id != "s-1" {
		t.Fatal(id, err)
	}
	if err := c.Unsilence(t.Context(), of("grafana", s.URL), id); err != nil {
		t.Fatal(err)
	}
	if firing, err := c.Firing(t.Context(), "LIL", "grafana", s.URL); err != nil || len(firing) != 1 || firing[0] != "17" {
		t.Error(firing, err)
	}
	var made struct {
		Matchers []struct {
			Name, Value      string
			IsRegex, IsEqual bool
		}
		EndsAt             time.Time
		CreatedBy, Comment string
	}
	if err := json.Unmarshal([]byte(s.asked[1][strings.Index(s.asked[1], "{"):]), &made); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(made); got != "{[{alertname ShopDown false true} {instance a false true}] 2099-01-01 00:00:00 +0000 UTC Vakhta ROM-1 · Анна [ROM-1/r2.0/silence]}" {
		t.Errorf("the silence is %s", got)
	}
	s.asked[1] = s.asked[1][:strings.Index(s.asked[1], " {")]
	if diff := cmp.Diff([]string{
		"GET " + api + "/silences Bearer for-romashka", "POST " + api + "/silences Bearer for-romashka",
		"GET " + api + "/silence/s-1 Bearer for-romashka", "DELETE " + api + "/silence/s-1 Bearer for-romashka",
		"GET " + api + "/alerts Bearer for-all-shops",
	}, s.asked); diff != "" {
		t.Errorf("it was asked (-want +got):\n%s", diff)
	}
}

func TestASilenceWhoseAnswerWasLostIsFoundByItsKey(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"GET /api/v2/silences": `[
		{"id": "old", "comment": "ROM-1 · Анна [ROM-1/r2.0/silence]", "status": {"state": "expired"}},
		{"id": "mine", "comment": "ROM-1 · Анна [ROM-1/r2.0/silence]", "status": {"state": "active"}}]`})
	if id, err := client(t, "grafana:x").Silence(t.Context(), of("alertmanager", s.URL)); err != nil || id != "mine" {
		t.Errorf("the silence is %q, %v", id, err)
	}
}

func TestZabbixIsToldAsItsAPISays(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"POST /api_jsonrpc.php": `{"jsonrpc": "2.0", "result": {"eventids": ["17"]}, "id": 1}`})
	c := client(t, "zabbix:secret")
	if _, err := c.Silence(t.Context(), of("zabbix", s.URL)); err != nil {
		t.Fatal(err)
	}
	if err := c.Unsilence(t.Context(), of("zabbix", s.URL+"/api_jsonrpc.php"), "17"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{
		`POST /api_jsonrpc.php Bearer secret {"id":1,"jsonrpc":"2.0","method":"event.acknowledge","params":{"action":6,"eventids":"17","message":"ROM-1 · Анна"}}`,
		`POST /api_jsonrpc.php Bearer secret {"id":1,"jsonrpc":"2.0","method":"event.acknowledge","params":{"action":20,"eventids":"17","message":"ROM-1 · Анна"}}`,
	}, s.asked); diff != "" {
		t.Errorf("it was asked (-want +got):\n%s", diff)
	}
	refusing := serve(t, map[string]string{"POST /api_jsonrpc.php": `{"jsonrpc": "2.0", "error": {"code": -32602, "message": "Invalid params.", "data": "Not authorized."}, "id": 1}`})
	if _, err := c.Silence(t.Context(), of("zabbix", refusing.URL)); fate(err) != desk.Refused {
		t.Errorf("a refusal inside an answer is %v", err)
	}
}

func fate(err error) desk.Fate {
	if e, ok := errors.AsType[*desk.SendError](err); ok {
		return e.Fate
	}
	return -1
}

func TestEachFailureHasItsFate(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]desk.Fate{
		"HTTP 401": desk.Refused, "HTTP 400": desk.Refused, "HTTP 302": desk.Refused, "no JSON": desk.Refused,
		"HTTP 429": desk.Later, "HTTP 502": desk.Later,
	} {
		s := serve(t, map[string]string{"GET /api/v2/silences": answer})
		if _, err := client(t, "grafana:x").Silence(t.Context(), of("alertmanager", s.URL)); fate(err) != want {
			t.Errorf("%s is %v, want %s", answer, err, want)
		}
	}
	s := serve(t, nil)
	s.Close()
	_, err := client(t, "grafana:x").Silence(t.Context(), of("alertmanager", s.URL))
	if fate(err) != desk.Unknown || strings.Contains(err.Error(), s.URL) {
		t.Errorf("without an answer it is %v", err)
	}
}

func TestASilenceThatIsGoneNeedsNoEnd(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"GET /api/v2/silence/ended": `{"id": "ended", "status": {"state": "expired"}}`})
	for _, id := range []string{"unknown", "ended"} {
		if err := client(t, "grafana:x").Unsilence(t.Context(), of("alertmanager", s.URL), id); err != nil {
			t.Errorf("%s: %v", id, err)
		}
	}
}

func TestATokenIsNeverWrittenWrongly(t *testing.T) {
	t.Parallel()
	for _, wrong := range []string{"", "secret", "grafana:", "rom/grafana:x", "kuma:x", "ROM:x"} {
		if _, err := silences.ParseTokens(wrong); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}
