package monitoring_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"vakhta/adapters/probes"
	"vakhta/desk"
)

// registry answers for IANA, for a registry of domains, and for the shop itself.
type registry struct{}

func (registry) RoundTrip(r *http.Request) (*http.Response, error) {
	said := "a page"
	switch r.URL.Host {
	case "data.iana.org":
		said = `{"services": [[["shop"], ["https://rdap.test/"]]]}`
	case "rdap.test":
		said = `{"events": [{"eventAction": "expiration", "eventDate": "2026-12-10T00:00:00Z"}]}`
	}
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(said)), Request: r}, nil
}

func TestTheEndOfADomainThatItsRegistryNamesIsAnAlert(t *testing.T) {
	t.Parallel()
	w := open(t, "      reopen: 1h", "      probes: {cart: {url: \"https://romashka.shop\", domain: romashka.shop}}\n      reopen: 1h")
	w.taker.Checker = &probes.Prober{Transport: registry{}}
	w.rings(0)
	if k := w.rom(1); k == nil || k.Priority != desk.P3 || !strings.HasPrefix(k.Text, "cart: регистрация домена истекает") {
		t.Fatalf("the ticket is %+v", k)
	}
}
