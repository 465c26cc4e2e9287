package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"vakhta/adapters/alerts"
)

// readyWithin is how long the parts may take to answer.
const readyWithin = 3 * time.Second

// serve answers HTTP on a listener until ctx ends, then lets requests under way
// finish. Anybody may connect, so no connection is kept open for long without
// data.
func (a *App) serve(ctx context.Context, on net.Listener, routes http.Handler) error {
	server := &http.Server{
		Handler:           routes,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      90 * time.Second, // an update is answered after its commit, which may take a minute
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
	stopped := make(chan error, 1)
	go func() { stopped <- server.Serve(on) }()
	select {
	case err := <-stopped:
		return err
	case <-ctx.Done():
	}
	quiet, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	err := server.Shutdown(quiet)
	<-stopped //nolint:errcheck // ErrServerClosed
	if errors.Is(err, context.DeadlineExceeded) {
		return server.Close()
	}
	return err
}

// alive reports that the process answers.
func alive(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("ok\n")) }

// watching adds the routes for operators.
func (a *App) watching(mux *http.ServeMux) {
	mux.HandleFunc("GET /healthz", alive)
	mux.HandleFunc("GET /readyz", a.ready)
	mux.Handle("GET /metrics", promhttp.HandlerFor(a.Metrics.registry, promhttp.HandlerOpts{}))
}

// inside returns the routes of the separate listener for operators.
func (a *App) inside() http.Handler {
	mux := http.NewServeMux()
	a.watching(mux)
	return mux
}

// routes returns those of the listener that the platforms reach. With a
// separate listener for metrics, it shows only /healthz to the world.
func (a *App) routes() http.Handler {
	mux := http.NewServeMux()
	if a.MetricsListener == nil {
		a.watching(mux)
	} else {
		mux.HandleFunc("GET /healthz", alive)
	}
	if len(a.AlertTokens) > 0 {
		mux.Handle(alerts.Pattern, a.alerts())
	}
	if a.OnCallKey != "" {
		mux.HandleFunc(feedPath, a.feed)
	}
	for _, c := range a.connections {
		if c.path != "" {
			mux.Handle(c.path, c.Routes(a.Engine.Handle))
		}
	}
	if a.links.On() {
		a.links.Routes(mux, a.Engine.Handle)
	}
	return mux
}

// A part is something the desk needs to work.
type part struct {
	name string
	ping func(context.Context) error
}

// parts returns what must answer before the desk can work.
func (a *App) parts() []part {
	all := []part{{"database", a.Services.Store.Ping}, {"redis", a.Services.Alarms.Ping}}
	for _, c := range a.connections {
		all = append(all, part{string(c.platform), c.Ready})
	}
	return all
}

// ready reports whether everything the desk needs answers, and what does not.
// All parts are asked at once, so that a slow one does not use up the others'
// time.
func (a *App) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), readyWithin)
	defer cancel()
	parts := a.parts()
	errs := make([]error, len(parts))
	var asked sync.WaitGroup
	for i, p := range parts {
		asked.Go(func() { errs[i] = p.ping(ctx) })
	}
	asked.Wait()
	var away strings.Builder
	for i, err := range errs {
		if err != nil {
			a.Log.Warn("not ready", "part", parts[i].name, "error", err)
			fmt.Fprintf(&away, "%s does not answer\n", parts[i].name)
		}
	}
	if away.Len() > 0 {
		w.WriteHeader(http.StatusServiceUnavailable)
		io.WriteString(w, away.String()) //nolint:errcheck // the asker went away
		return
	}
	io.WriteString(w, "ready\n") //nolint:errcheck // the asker went away
}
