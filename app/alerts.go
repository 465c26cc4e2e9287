package app

import (
	"net/http"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"vakhta/adapters/alerts"
	"vakhta/monitoring"
)

// AlertOptions say who may send alerts.
type AlertOptions struct {
	AlertsToken string `env:"ALERTS_TOKEN" hidden:"" secret:"" help:"Bearer tokens of monitoring systems, separated by commas: token for all projects, ROM:token for one. Default: /alerts is off."`
}

// Tokens reads the tokens; if there are none, alerts are not taken.
func (o AlertOptions) Tokens() (alerts.Tokens, error) {
	if o.AlertsToken == "" {
		return alerts.Tokens{}, nil
	}
	return alerts.ParseTokens(o.AlertsToken)
}

// A project may send a burst of alerts, as many as a data centre that is down
// causes, and then one in two seconds.
const (
	alertsBurst = 300
	alertsEvery = 2 * time.Second
)

// alertLimits limits the alerts of each project.
type alertLimits struct {
	mu sync.Mutex
	of map[string]*rate.Limiter
}

func (l *alertLimits) allow(project string, n int, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.of[project] == nil {
		l.of[project] = rate.NewLimiter(rate.Every(alertsEvery), alertsBurst)
	}
	return l.of[project].AllowN(now, min(n, alertsBurst))
}

// alerts returns the handler for alerts.
func (a *App) alerts() http.Handler {
	limits := &alertLimits{of: map[string]*rate.Limiter{}}
	taker := &monitoring.Taker{Tickets: a.Tickets, Clock: a.Clock}
	return alerts.Config{
		Tokens: a.AlertTokens, Take: taker.Take, Log: a.Log,
		Limit: func(project string, n int) bool { return limits.allow(project, n, a.Clock.Now()) },
	}
}
