package monitoring_test

import (
	"context"
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
	"go.uber.org/goleak"

	"vakhta/adapters/probes"
	"vakhta/desk"
	"vakhta/history"
	"vakhta/internal/testdesk"
	"vakhta/monitoring"
	"vakhta/storage"
	"vakhta/tickets"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// disk is the alert of these tests.
var disk = desk.Alert{Source: "alertmanager", System: "Alertmanager", Fingerprint: "f1", Title: "Disk of db1 is full", Text: "2 % left", Severity: "critical", Link: "https://graph"}

// A watch is a desk whose shop is monitored.
type watch struct {
	*testdesk.World
	taker *monitoring.Taker
	t     *testing.T
}

func open(t *testing.T, oldnew ...string) watch {
	w := testdesk.New(t, oldnew...)
	return watch{w, &monitoring.Taker{Tickets: w.Tickets, Clock: w}, t}
}

func (w watch) sends(alerts ...desk.Alert) {
	w.t.Helper()
	if err := w.taker.Take(w.t.Context(), "ROM", alerts); err != nil {
		w.t.Fatal(err)
	}
}

// rom returns a ticket by its number; nil: there is none.
func (w watch) rom(number int) *desk.Ticket {
	return testdesk.Read(w.World, func(ctx context.Context, tx *storage.Tx) (*desk.Ticket, error) {
		t, err := tx.TicketByKey(ctx, desk.Key{Project: "ROM", Number: number})
		if errors.Is(err, desk.ErrNotFound) {
			return nil, nil
		}
		return t, err
	})
}

func (w watch) does(number int, act func(c *tickets.Case) error) {
	w.t.Helper()
	w.Do(desk.Key{Project: "ROM", Number: number}, func(_ context.Context, c *tickets.Case) error { return act(c) })
}

// kinds are what happened to a ticket.
func (w watch) kinds(number int) (all []history.ActivityKind) {
	for _, e := range w.Timeline(w.rom(number)) {
		all = append(all, e.Event.Kind())
	}
	return all
}

func over(a desk.Alert) desk.Alert { a.Over = true; return a }

func TestAnAlertIsOneIncidentHoweverOftenItIsSent(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.sends(disk, disk)
	w.Pass(4 * time.Minute)
	w.sends(disk)
	k := w.rom(1)
	if k == nil || w.rom(2) != nil {
		t.Fatal("not exactly one ticket is open")
	}
	if k.Type != desk.Incident || k.Priority != desk.P1 || k.State != desk.New || k.Requester.Name != "Alertmanager" || !strings.HasPrefix(k.Text, "Disk of db1 is full\n2 % left\nhttps://graph") {
		t.Errorf("the ticket is %+v", k)
	}
	if diff := cmp.Diff([]history.ActivityKind{"opened"}, w.kinds(1)); diff != "" {
		t.Errorf("what happened (-want +got):\n%s", diff)
	}
}

func TestTheSameAlertAtOnceIsOneTicket(t *testing.T) {
	t.Parallel()
	w := open(t)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if err := w.taker.Take(t.Context(), "ROM", []desk.Alert{disk}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if w.rom(1) == nil || w.rom(2) != nil {
		t.Error("not exactly one ticket is open")
	}
}

func TestAnAlertCallsThePersonOnDuty(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.sends(disk)
	w.Pass(20 * time.Minute)
	var called, outside int
	for _, l := range w.Post() {
		switch {
		case l.Kind == "ping":
			called++
		case l.To.IsZero() || l.To.Platform == desk.Monitoring:
			outside++
		}
	}
	if called == 0 {
		t.Error("nobody was called")
	}
	if outside > 0 {
		t.Errorf("%d messages went to the monitoring system", outside)
	}
}

func TestAnAlertThatIsOverLeavesItsTicketToAPerson(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.sends(disk)
	w.Pass(time.Minute)
	w.sends(over(disk), over(disk))
	if k := w.rom(1); k.State != desk.New {
		t.Errorf("the ticket is %s", k.State)
	}
	w.Pass(time.Minute)
	w.sends(disk)
	if diff := cmp.Diff([]history.ActivityKind{"opened", "alert_over", "alert_fired"}, w.kinds(1)); diff != "" || w.rom(2) != nil {
		t.Errorf("what happened (-want +got):\n%s", diff)
	}
}

func TestWhereTheProjectWantsAnAlertThatIsOverCancels(t *testing.T) {
	t.Parallel()
	w := open(t, "cancel: false", "cancel: true")
	w.sends(disk)
	w.sends(over(disk))
	if k := w.rom(1); k.State != desk.Cancelled || !k.AckedAt.IsZero() {
		t.Errorf("the ticket is %s, taken %s", k.State, k.AckedAt)
	}
	w.sends(disk)
	anna := w.Actor("anna")
	w.does(2, func(c *tickets.Case) error { return c.Take(anna) })
	w.sends(over(disk))
	if k := w.rom(2); k.State != desk.InProgress {
		t.Errorf("a ticket that somebody has is %s", k.State)
	}
}

func TestAnAlertReopensItsTicketForAnHourAndOpensAnotherAfterwards(t *testing.T) {
	t.Parallel()
	w := open(t)
	anna := w.Actor("anna")
	w.sends(disk)
	w.does(1, func(c *tickets.Case) error { return c.Resolve(anna, "Почистили") })
	w.sends(over(disk))
	w.Pass(59 * time.Minute)
	w.sends(disk)
	if k := w.rom(1); k.State != desk.InProgress || k.Reopened != 1 || w.rom(2) != nil {
		t.Fatalf("the ticket is %s, reopened %d times", k.State, k.Reopened)
	}
	w.does(1, func(c *tickets.Case) error { return c.Resolve(anna, "Почистили") })
	w.sends(over(disk))
	w.Pass(time.Hour)
	w.sends(disk)
	if w.rom(2) == nil || w.rom(1).State != desk.Resolved {
		t.Error("an hour later it opens no other ticket")
	}
}

func TestAFlappingAlertIsToldOfLessAndLess(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.sends(disk)
	w.Post()
	told := 0
	for range 11 {
		w.sends(over(disk))
		w.Pass(time.Minute)
		w.sends(disk)
		w.Pass(time.Minute)
		for _, l := range w.Post() {
			if l.Kind == "happened" {
				told++
			}
		}
	}
	if w.rom(2) != nil {
		t.Error("it is more than one ticket")
	}
	// It fires 12 times: the thread shows the 2nd, 4th and 8th, and twice that it is over.
	if told > 6 {
		t.Errorf("the thread was told %d times of 22 changes", told)
	}
}

func TestWordsInTheThreadOfAnAlertReachNoCustomer(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.sends(disk)
	anna := w.Actor("anna")
	_, err := w.Try(desk.Key{Project: "ROM", Number: 1}, func(ctx context.Context, c *tickets.Case) error {
		_, err := c.DeskSays(ctx, anna, tickets.Words{Text: "Чиним"})
		return err
	})
	if !errors.Is(err, tickets.ErrNoCustomer) {
		t.Errorf("words to nobody: %v", err)
	}
}

func TestAnAlertOfAProjectThatIsNotThereIsRefused(t *testing.T) {
	t.Parallel()
	w := open(t)
	if err := w.taker.Take(t.Context(), "QUX", []desk.Alert{disk}); !errors.Is(err, desk.ErrNotFound) {
		t.Errorf("taken in: %v", err)
	}
}

func TestTheSeverityDecidesThePriority(t *testing.T) {
	t.Parallel()
	w := open(t)
	for i, tt := range []struct {
		severity string
		want     desk.Priority
	}{{"critical", desk.P1}, {"Warning", desk.P3}, {"page", desk.P1}, {"ticket", desk.P3}, {"", desk.P2}, {"purple", desk.P2}} {
		a := disk
		a.Severity, a.Fingerprint = tt.severity, tt.severity+"!"
		w.sends(a)
		if got := w.rom(i + 1).Priority; got != tt.want {
			t.Errorf("%q is %s, want %s", tt.severity, got, tt.want)
		}
	}
}

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
