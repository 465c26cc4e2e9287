package app_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"vakhta/app"
	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/internal/testredis"
	"vakhta/oncall"
	"vakhta/storage"
	"vakhta/timers"
)

// watched returns a desk on stores of its own, and its log.
func watched(t *testing.T, c app.Config) (*testdesk.World, *app.App, *bytes.Buffer) {
	t.Helper()
	w, log := testdesk.New(t), &bytes.Buffer{}
	redis, prefix := testredis.New(t)
	queue, err := timers.Open(redis, timers.Options{Prefix: prefix})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { queue.Close() })
	c.Desk, c.Services, c.Clock, c.Log = w.Desk, &app.Services{Store: w.Store, Alarms: queue}, w, slog.New(slog.NewTextHandler(log, nil))
	c.Messengers = app.MessengerOptions{TelegramToken: "7000:token"}
	a, err := app.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return w, a, log
}

func TestACalendarIsReadWithItsKeyOnly(t *testing.T) {
	t.Parallel()
	_, a, _ := watched(t, app.Config{OnCallKey: "secret"})
	routes := app.Routes(a)
	for path, want := range map[string]int{
		"/oncall/first-line.ics?key=" + oncall.FeedKey("secret", "first-line", ""):                  http.StatusOK,
		"/oncall/first-line.ics?person=anna&key=" + oncall.FeedKey("secret", "first-line", "anna"):  http.StatusOK,
		"/oncall/first-line.ics?person=boris&key=" + oncall.FeedKey("secret", "first-line", "anna"): http.StatusNotFound,
		"/oncall/first-line.ics?key=" + oncall.FeedKey("", "first-line", ""):                        http.StatusNotFound,
		"/oncall/first-line.ics": http.StatusNotFound,
		"/oncall/first-line?key=" + oncall.FeedKey("secret", "first-line", ""):                         http.StatusNotFound,
		"/oncall/shop-dev.ics?key=" + oncall.FeedKey("secret", "shop-dev", ""):                         http.StatusNotFound, // it has no schedule
		"/oncall/nobody.ics?key=" + oncall.FeedKey("secret", "nobody", ""):                             http.StatusNotFound,
		"/oncall/first-line.ics?person=nobody&key=" + oncall.FeedKey("secret", "first-line", "nobody"): http.StatusNotFound,
	} {
		answer := httptest.NewRecorder()
		routes.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
		if answer.Code != want {
			t.Errorf("%s is answered with %d, want %d", path, answer.Code, want)
		}
		if want == http.StatusOK && !strings.HasPrefix(answer.Body.String(), "BEGIN:VCALENDAR\r\n") {
			t.Errorf("%s is answered with %s", path, answer.Body)
		}
	}
	_, closed, _ := watched(t, app.Config{})
	answer := httptest.NewRecorder()
	app.Routes(closed).ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/oncall/first-line.ics?key="+oncall.FeedKey("", "first-line", ""), nil))
	if answer.Code != http.StatusNotFound {
		t.Errorf("without a secret a feed is answered with %d", answer.Code)
	}
}

func TestAnOverdueAlarmIsFoundSaidRungAgainAndStopsTheHeartbeat(t *testing.T) {
	t.Parallel()
	var beats atomic.Int32
	outside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { beats.Add(1) }))
	t.Cleanup(outside.Close)
	w, a, log := watched(t, app.Config{Audit: app.Audit{Heartbeat: outside.URL}, Client: outside.Client()})
	audit := app.Auditor(a)
	arm := func(due time.Time) {
		w.Update(func(ctx context.Context, tx *storage.Tx) error {
			return tx.Arm(ctx, desk.Alarm{Subject: desk.Of("routine", "prune"), Due: due})
		})
	}
	arm(w.Now().Add(time.Hour))
	audit(t.Context())
	audit(t.Context()) // in the same minute
	if beats.Load() != 1 || log.Len() > 0 {
		t.Errorf("with nothing overdue there were %d heartbeats, and the log says %s", beats.Load(), log)
	}
	w.Pass(2 * time.Minute)
	arm(w.Now().Add(-20 * time.Second))
	audit(t.Context())
	if beats.Load() != 1 || !strings.Contains(log.String(), "alarms are overdue") {
		t.Errorf("with an overdue alarm there were %d heartbeats, and the log says %s", beats.Load(), log)
	}
	arm(w.Now().Add(time.Hour))
	audit(t.Context())
	if beats.Load() != 2 || !strings.Contains(log.String(), "no alarm is overdue any more") {
		t.Errorf("afterwards there were %d heartbeats, and the log says %s", beats.Load(), log)
	}
}
