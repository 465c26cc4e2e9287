package probes_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"vakhta/adapters/probes"
	"vakhta/desk"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// shop serves a page, errors, a page that never ends, and redirections.
func shop(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/cart", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<h1>Корзина</h1>")) })
	mux.HandleFunc("/broken", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	mux.HandleFunc("/slow", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/cart", http.StatusFound) })
	mux.HandleFunc("/inside", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://localhost"+r.Host[strings.LastIndex(r.Host, ":"):]+"/cart", http.StatusFound)
	})
	mux.HandleFunc("/round", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/round", http.StatusFound) })
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func TestWhatIsWrongWithAnAddressIsFound(t *testing.T) {
	t.Parallel()
	s := shop(t)
	gone := httptest.NewServer(nil)
	gone.Close()
	for name, tt := range map[string]struct {
		probe desk.Probe
		want  desk.ProbeFault
	}{
		"a page":                   {desk.Probe{URL: s.URL + "/cart", Says: "Корзина"}, ""},
		"an expected error":        {desk.Probe{URL: s.URL + "/broken", Status: 500}, ""},
		"an error":                 {desk.Probe{URL: s.URL + "/broken"}, desk.ProbeStatus},
		"another status":           {desk.Probe{URL: s.URL + "/cart", Status: 204}, desk.ProbeStatus},
		"other words":              {desk.Probe{URL: s.URL + "/cart", Says: "Оплата"}, desk.ProbeWords},
		"too late":                 {desk.Probe{URL: s.URL + "/slow", Within: 50 * time.Millisecond}, desk.ProbeSlow},
		"nobody there":             {desk.Probe{URL: gone.URL}, desk.ProbeNoAnswer},
		"a redirection":            {desk.Probe{URL: s.URL + "/moved", Says: "Корзина"}, ""},
		"a redirection inside":     {desk.Probe{URL: s.URL + "/inside"}, desk.ProbeRedirect},
		"a redirection to itself":  {desk.Probe{URL: s.URL + "/round"}, desk.ProbeRedirect},
		"a page that was promised": {desk.Probe{URL: s.URL + "/none"}, desk.ProbeStatus},
	} {
		if tt.probe.Within == 0 {
			tt.probe.Within = 10 * time.Second
		}
		if got := new(probes.Prober).Probe(t.Context(), tt.probe); got.Fault != tt.want {
			t.Errorf("%s: %+v, want %q", name, got, tt.want)
		}
	}
}

func TestACertificateIsCheckedAndItsEndKnown(t *testing.T) {
	t.Parallel()
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	s.Config.ErrorLog = nil
	s.StartTLS()
	t.Cleanup(s.Close)
	p := desk.Probe{URL: s.URL, Within: 10 * time.Second}
	if got := new(probes.Prober).Probe(t.Context(), p); got.Fault != desk.ProbeCertificate {
		t.Errorf("nobody knows who signed it, and it is %+v", got)
	}
	trusting := &probes.Prober{Transport: s.Client().Transport}
	if got := trusting.Probe(t.Context(), p); got.Fault != "" || !got.Expires.Equal(s.Certificate().NotAfter) {
		t.Errorf("it ends %s, and is %+v", s.Certificate().NotAfter, got)
	}
}
