package monitoring_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

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
