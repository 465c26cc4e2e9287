package probes_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"vakhta/adapters/probes"
)

func TestTheEndOfADomainIsAskedForOnceADay(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 16, 12, 0, 0, 0, time.UTC)
	asked, down := map[string]int{}, false
	var registry *httptest.Server
	registry = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked[r.URL.Path]++
		switch {
		case down:
			http.Error(w, "no", http.StatusServiceUnavailable)
		case r.URL.Path == "/dns.json":
			fmt.Fprintf(w, `{"version": "1.0", "services": [[["shop", "co.uk"], ["http://insecure.test/", "%s/rdap/"]]]}`, registry.URL)
		case r.URL.Path == "/rdap/domain/romashka.shop":
			w.Header().Set("Content-Type", "application/rdap+json")
			fmt.Fprint(w, `{"objectClassName": "domain", "events": [{"eventAction": "registration", "eventDate": "2020-03-01T00:00:00Z"}, {"eventAction": "expiration", "eventDate": "2027-03-01T10:00:00Z"}]}`)
		case r.URL.Path == "/rdap/domain/lilia.co.uk":
			fmt.Fprint(w, `{"events": []}`)
		default:
			http.NotFound(w, r)
		}
	}))
	defer registry.Close()
	d := &probes.Domains{Transport: registry.Client().Transport, List: registry.URL + "/dns.json"}
	until := time.Date(2027, 3, 1, 10, 0, 0, 0, time.UTC)
	wants := func(when, domain string, want time.Time, fails bool) {
		t.Helper()
		got, err := d.Until(t.Context(), domain, now)
		if !got.Equal(want) || (err != nil) != fails {
			t.Errorf("%s, %s ends %s, error %v", when, domain, got, err)
		}
	}
	wants("at first", "Romashka.shop.", until, false)
	wants("at once", "romashka.shop", until, false)
	wants("without a date", "lilia.co.uk", time.Time{}, true)
	wants("without a registry", "romashka.ru", time.Time{}, true)
	wants("shortly afterwards", "romashka.ru", time.Time{}, false)
	wants("of no domain", "x.shop", time.Time{}, true)
	if _, err := (&probes.Domains{Transport: registry.Client().Transport, List: registry.URL + "/dns.json"}).Until(t.Context(), "romashka.ru", now); !errors.Is(err, probes.ErrUnknown) {
		t.Errorf("without a registry: %v", err)
	}
	now, down = now.Add(25*time.Hour), true
	wants("while the registry is down", "romashka.shop", until, true)
	wants("soon after", "romashka.shop", until, false)
	now, down = now.Add(time.Hour), false
	wants("when it is up", "romashka.shop", until, false)
	if n := asked["/rdap/domain/romashka.shop"]; n != 2 {
		t.Errorf("the registry was asked %d times", n)
	}
}
