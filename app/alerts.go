package app

import (
	"net/http"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"vakhta/adapters/alerts"
	"vakhta/adapters/silences"
	"vakhta/desk"
	"vakhta/mapping"
)

// AlertOptions say who may send alerts.
type AlertOptions struct {
	AlertsToken   string `env:"ALERTS_TOKEN" hidden:"" secret:"" help:"Bearer tokens of monitoring systems, separated by commas: token for all projects, ROM:token for one. Default: /alerts is off."`
	SilencesToken string `env:"SILENCES_TOKEN" hidden:"" secret:"" help:"Tokens for the systems in alerts.silence of desk.yaml, separated by commas: grafana:token, ROM/grafana:token. Default: none."`
}

// Silences reads the tokens for monitoring systems.
func (o AlertOptions) Silences() (silences.Tokens, error) {
	if o.SilencesToken == "" {
		return silences.Tokens{}, nil
	}
	return silences.ParseTokens(o.SilencesToken)
}

// Tokens reads the tokens; if there are none, alerts are not taken.
func (o AlertOptions) Tokens() (alerts.Tokens, error) {
	if o.AlertsToken == "" {
		return alerts.Tokens{}, nil
	}
	return alerts.ParseTokens(o.AlertsToken)
}

// A source may send a burst of messages about alerts, as many as a data centre
// that is down causes, and then five a second. It protects the database; how many
// open tickets is limited by alerts.limit of desk.yaml.
const (
	alertsBurst = 1000
	alertsEvery = 200 * time.Millisecond
)

// alerts returns the handler for alerts.
func (a *App) alerts() http.Handler {
	var mu sync.Mutex
	limits := map[string]*rate.Limiter{}
	limit := func(source string) *rate.Limiter {
		mu.Lock()
		defer mu.Unlock()
		if limits[source] == nil {
			limits[source] = rate.NewLimiter(rate.Every(alertsEvery), alertsBurst)
		}
		return limits[source]
	}
	maps := &mapping.Cache{}
	return alerts.Config{
		Map: func(project, format string) (*mapping.Program, error) {
			p := a.Tickets.Current().Projects[project]
			if p == nil || p.Alerts.Map[format] == (desk.AlertMapping{}) {
				return nil, nil
			}
			return maps.Of(p.Alerts.Map[format])
		},
		Tokens: a.AlertTokens, Take: a.Alerts.Take, Beat: a.Alerts.Beat, Now: a.Clock.Now, Log: a.Log,
		Limit: func(project, format string, n int) bool {
			if a.Tickets.Current().Projects[project] == nil { // which Take says
				return true
			}
			return limit(project+"/"+format).AllowN(a.Clock.Now(), min(n, alertsBurst))
		},
	}
}
