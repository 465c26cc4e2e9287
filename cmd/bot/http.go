package main

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// readyWithin is how long the parts may take to answer that they are ready.
const readyWithin = 3 * time.Second

// serve answers HTTP until ctx ends, then lets requests under way finish.
func (a *app) serve(ctx context.Context) error {
	server := &http.Server{Handler: a.routes(), ReadHeaderTimeout: 10 * time.Second}
	stopped := make(chan error, 1)
	go func() { stopped <- server.Serve(a.listener) }()
	select {
	case err := <-stopped:
		return err
	case <-ctx.Done():
	}
	quiet, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	err := server.Shutdown(quiet)
	<-stopped
	if errors.Is(err, context.DeadlineExceeded) {
		return server.Close()
	}
	return err
}

func (a *app) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		w.Write([]byte("ok\n")) //nolint:errcheck // the asker went away
	})
	mux.HandleFunc("GET /readyz", a.ready)
	mux.Handle("GET /metrics", promhttp.HandlerFor(a.metrics.registry, promhttp.HandlerOpts{}))
	if a.telegram != nil {
		mux.Handle("/telegram", a.telegram.Routes(a.engine.Handle))
	}
	if a.slack != nil {
		mux.Handle("/slack/", a.slack.Routes(a.engine.Handle))
	}
	return mux
}

// ready says whether everything the desk needs answers, and what does not.
func (a *app) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), readyWithin)
	defer cancel()
	parts := map[string]func(context.Context) error{
		"database": a.services.store.Ping,
		"redis":    a.services.alarms.Ping,
	}
	if a.telegram != nil {
		parts["telegram"] = a.telegram.Ready
	}
	if a.slack != nil {
		parts["slack"] = a.slack.Ready
	}
	status, text := http.StatusOK, "ready\n"
	for name, ping := range parts {
		if err := ping(ctx); err != nil {
			a.log.Warn("not ready", "part", name, "error", err)
			if status == http.StatusOK {
				status, text = http.StatusServiceUnavailable, ""
			}
			text += name + " does not answer\n"
		}
	}
	w.WriteHeader(status)
	w.Write([]byte(text)) //nolint:errcheck // the asker went away
}
