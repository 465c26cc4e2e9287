package app

import (
	"context"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"vakhta/desk"
	"vakhta/storage"
)

const (
	// overdueAfter is how late an alarm is when the auditor finds it. The keeper tries one again after five seconds.
	overdueAfter = 8 * time.Second
	// audited bounds what one audit reads. More are as bad.
	audited = 200
	// heartbeatEvery is how often the heartbeat goes out, heartbeatWithin how long its answer may take.
	heartbeatEvery  = time.Minute
	heartbeatWithin = 10 * time.Second
)

// An Audit looks after what should have been done by now.
type Audit struct {
	Every time.Duration // zero: no audit
	// Heartbeat is called each minute while alarms fire in time, such as a check of healthchecks.io that calls somebody
	// when it is missing; "": nothing is.
	Heartbeat string
}

// audit finds alarms that nobody has acted on, says so, counts them, and has them rung again. While there are any, no
// heartbeat goes out. It reads the database and not Redis, so it sees what Redis has lost.
func (a *App) audit(ctx context.Context) error {
	if a.Audit.Every == 0 {
		return nil
	}
	u := auditor{App: a}
	for a.pause(ctx, a.Audit.Every) {
		u.look(ctx)
	}
	return nil
}

// An auditor remembers the last audit.
type auditor struct {
	*App
	were int       // overdue alarms
	beat time.Time // of the last heartbeat
}

// look is one audit.
func (u *auditor) look(ctx context.Context) {
	now := u.Clock.Now()
	late, err := u.overdue(ctx, now)
	if ctx.Err() != nil {
		return
	}
	if err != nil { // no heartbeat either
		u.Log.Warn("audit the alarms", "error", err)
		return
	}
	u.Metrics.overdue.Set(float64(len(late)))
	switch {
	case len(late) > 0:
		if u.were == 0 {
			u.Log.Error("alarms are overdue", "number", len(late), "earliest", late[0].Subject.String(), "late", now.Sub(late[0].Due))
		}
		u.ringAgain(ctx, late)
	case u.were > 0:
		u.Log.Info("no alarm is overdue any more")
	}
	u.were = len(late)
	if u.were == 0 && u.Audit.Heartbeat != "" && !now.Before(u.beat.Add(heartbeatEvery)) {
		u.beat = now
		u.heartbeat(ctx)
	}
}

// pause waits, and returns false if ctx ends meanwhile.
func (a *App) pause(ctx context.Context, d time.Duration) bool {
	timer := a.Clock.Timer(a.Clock.Now().Add(d))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C():
		return true
	}
}

// overdue returns the alarms that should have been acted on, the earliest first.
func (a *App) overdue(ctx context.Context, now time.Time) (late []desk.Alarm, err error) {
	err = a.Services.Store.View(ctx, func(tx *storage.Tx) error {
		late, err = tx.AlarmsAfter(ctx, desk.Alarm{}, audited)
		return err
	})
	for i, one := range late {
		if !one.Due.Before(now.Add(-overdueAfter)) {
			return late[:i], err
		}
	}
	return late, err
}

// ringAgain puts overdue alarms of tickets into the queue once more. Others are slow on purpose and ring again by
// themselves.
func (a *App) ringAgain(ctx context.Context, late []desk.Alarm) {
	var calls []desk.Alarm
	for _, one := range late {
		if one.Ticket > 0 {
			calls = append(calls, one)
		}
	}
	if len(calls) > 0 {
		a.Tickets.Alarms.Changed(ctx, calls, nil)
	}
}

// heartbeat tells somebody outside that alarms fire in time.
func (a *App) heartbeat(ctx context.Context) {
	within, cancel := context.WithTimeout(ctx, heartbeatWithin)
	defer cancel()
	result := "failed"
	request, err := http.NewRequestWithContext(within, http.MethodPost, a.Audit.Heartbeat, nil)
	if err == nil {
		var answer *http.Response
		if answer, err = a.client().Do(request); err == nil {
			answer.Body.Close() //nolint:errcheck // only its status is read
			if answer.StatusCode < 300 {
				result = "done"
			}
		}
	}
	if result == "failed" {
		a.Log.Warn("the heartbeat failed") // the address may contain a secret
	}
	a.Metrics.beats.WithLabelValues(result).Inc()
}

func (a *App) client() *http.Client {
	if a.Client != nil {
		return a.Client
	}
	return http.DefaultClient
}

// newAuditMetrics are the auditor's figures.
func newAuditMetrics() (overdue prometheus.Gauge, beats *prometheus.CounterVec) {
	return prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "vakhta_alarms_overdue", Help: "Alarms that nobody has acted on eight seconds after they were due, at the last audit.",
		}), prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "vakhta_heartbeats_total", Help: "Heartbeats to HEARTBEAT_URL, by result: done or failed.",
		}, []string{"result"})
}
