package monitoring_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/adapters/probes"
	"vakhta/desk"
	"vakhta/history"
)

// heard lists the opening of a ticket and what was reported of its alert since.
func (w watch) heard(number int) []history.ActivityKind {
	return slices.DeleteFunc(w.kinds(number), func(k history.ActivityKind) bool { return k != "opened" && !strings.HasPrefix(string(k), "alert_") })
}

// rings lets time pass and acts on the alarm of ROM's alerts.
func (w watch) rings(d time.Duration) {
	w.t.Helper()
	w.Pass(d)
	if err := w.taker.Fire(w.t.Context(), w.Now(), desk.Alarm{Subject: desk.Of(desk.AlertsKind, "ROM")}); err != nil {
		w.t.Fatal(err)
	}
}

func TestAFlappingAlertIsDampedUntilItIsCalm(t *testing.T) {
	t.Parallel()
	w := open(t)
	for range 7 {
		w.sends(disk)
		w.sends(over(disk))
		w.Pass(time.Minute)
	}
	w.rings(20 * time.Minute)
	w.sends(disk) // few firings are left in the half hour, but it is not calm yet
	w.rings(29 * time.Minute)
	calm := func() (all []history.AlertCalm) {
		for _, e := range w.Timeline(w.rom(1)) {
			if c, is := e.Event.(history.AlertCalm); is {
				all = append(all, c)
			}
		}
		return all
	}
	if got := calm(); len(got) > 0 {
		t.Errorf("before half an hour has passed: %v", got)
	}
	w.rings(time.Minute)
	w.rings(time.Minute)
	if got := calm(); len(got) != 1 || !got[0].Fires {
		t.Errorf("after half an hour: %v", got)
	}
}

func TestMaintenanceHoldsWhatBeginsAndNotWhatEnds(t *testing.T) {
	t.Parallel()
	w := open(t, "      reopen: 1h", "      maintenance: [{from: 2026-11-16T12:10, to: 2026-11-16T13:00}]\n      reopen: 1h")
	w.sends(disk)
	w.Pass(10 * time.Minute)
	w.sends(over(disk))
	queue, site := disk, disk
	queue.Fingerprint, site.Fingerprint = "f2", "f3"
	w.sends(queue, site, disk)
	w.sends(over(queue))
	w.rings(49 * time.Minute)
	if diff := cmp.Diff([]history.ActivityKind{"opened", "alert_over"}, w.heard(1)); diff != "" || w.rom(2) != nil {
		t.Errorf("during maintenance (-want +got):\n%s", diff)
	}
	w.rings(time.Minute)
	w.rings(time.Minute)
	if diff := cmp.Diff([]history.ActivityKind{"opened", "alert_over", "alert_fired", "alert_held"}, w.heard(1)); diff != "" {
		t.Errorf("of what began once more (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]history.ActivityKind{"opened", "alert_held"}, w.heard(2)); diff != "" || w.rom(3) != nil {
		t.Errorf("of what began then (-want +got):\n%s", diff)
	}
}

func TestAlertsOfAGroupShareATicketForAWhile(t *testing.T) {
	t.Parallel()
	w := open(t, "      reopen: 1h", "      group: 5m\n      reopen: 1h")
	var all []desk.Alert
	for _, name := range []string{"f1", "f2", "f3"} {
		a := disk
		a.Fingerprint, a.Group = name, "db"
		all = append(all, a)
	}
	var both sync.WaitGroup
	for _, a := range all[:2] {
		both.Go(func() {
			if err := w.taker.Take(t.Context(), "ROM", []desk.Alert{a}); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	w.sends(over(all[0]), over(all[1]))
	if diff := cmp.Diff([]history.ActivityKind{"opened", "alert_joined", "alert_over", "alert_over"}, w.heard(1)); diff != "" || w.rom(2) != nil {
		t.Errorf("of two at once (-want +got):\n%s", diff)
	}
	w.Pass(5 * time.Minute)
	w.sends(all[2])
	if w.rom(2) == nil {
		t.Error("one that came later has no ticket of its own")
	}
}

func TestAHeartbeatThatDoesNotComeIsAnAlert(t *testing.T) {
	t.Parallel()
	w := open(t, "      reopen: 1h", "      heartbeats: {backup: 1h}\n      reopen: 1h")
	if err := w.taker.Start(t.Context(), w.Now()); err != nil {
		t.Fatal(err)
	}
	beat := func(name string) error { return w.taker.Beat(t.Context(), "ROM", name) }
	w.rings(50 * time.Minute)
	if err := errors.Join(beat("backup"), w.taker.Start(t.Context(), w.Now())); err != nil { // and the desk is started again
		t.Fatal(err)
	}
	w.rings(59 * time.Minute)
	if w.rom(1) != nil {
		t.Fatal("it is missed before its time")
	}
	w.rings(time.Minute)
	w.rings(time.Hour)
	if k := w.rom(1); k == nil || k.Priority != desk.P2 || !strings.HasPrefix(k.Text, "Молчит backup") || w.rom(2) != nil {
		t.Errorf("the ticket is %+v", k)
	}
	if err := beat("backup"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]history.ActivityKind{"opened", "alert_over"}, w.heard(1)); diff != "" {
		t.Errorf("what happened (-want +got):\n%s", diff)
	}
	if err := beat("other"); !errors.Is(err, desk.ErrNotFound) {
		t.Errorf("of another name: %v", err)
	}
}

func TestAnAddressThatFailsThreeTimesIsAnAlert(t *testing.T) {
	t.Parallel()
	var broken atomic.Bool
	var calls atomic.Int32
	shop := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, _ *http.Request) {
		calls.Add(1)
		if broken.Load() {
			out.WriteHeader(http.StatusBadGateway)
		}
	}))
	t.Cleanup(shop.Close)
	w := open(t, "      reopen: 1h", "      probes: {cart: {url: \""+shop.URL+"\", severity: critical, domain_until: 2026-12-10}}\n      reopen: 1h")
	w.taker.Checker = &probes.Prober{}
	w.rings(0)
	if k := w.rom(1); k == nil || k.Priority != desk.P3 || !strings.HasPrefix(k.Text, "cart: регистрация домена истекает") {
		t.Fatalf("of the domain: %+v", k)
	}
	broken.Store(true)
	w.rings(time.Minute)
	w.rings(10 * time.Second) // it is not due yet
	w.rings(time.Minute)
	if w.rom(2) != nil || calls.Load() != 3 {
		t.Fatalf("after two failures of %d calls there is a ticket", calls.Load())
	}
	w.rings(time.Minute)
	w.rings(time.Minute)
	if k := w.rom(2); k == nil || k.Priority != desk.P1 || !strings.HasPrefix(k.Text, "cart: HTTP-статус 502") || w.rom(3) != nil {
		t.Fatalf("after three: %+v", k)
	}
	broken.Store(false)
	w.rings(time.Minute)
	if diff := cmp.Diff([]history.ActivityKind{"opened", "alert_over"}, w.heard(2)); diff != "" {
		t.Errorf("when it works again (-want +got):\n%s", diff)
	}
}
