package app

import (
	"net/http"
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

// alerts returns the handler for alerts.
func (a *App) alerts() http.Handler {
	limits := map[string]*rate.Limiter{}
	for code := range a.Desk.Projects {
		limits[code] = rate.NewLimiter(rate.Every(alertsEvery), alertsBurst)
	}
	taker := &monitoring.Taker{Tickets: a.Tickets, Clock: a.Clock}
	return alerts.Config{
		Tokens: a.AlertTokens, Take: taker.Take, Log: a.Log,
		Limit: func(project string, n int) bool {
			l := limits[project] // nil: there is no such project, which Take says
			return l == nil || l.AllowN(a.Clock.Now(), min(n, alertsBurst))
		},
	}
}
