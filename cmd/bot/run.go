package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"vakhta/app"
	"vakhta/desk"
	"vakhta/storage"
)

// ready is how many connections a burst of alarms uses: two of the keeper, and
// those of the couriers for claims, for lookups and for settling.
const ready = 6

// pingEvery is how often a messenger that takes nothing is asked whether it answers.
const pingEvery = 15 * time.Second

// runCommand runs the desk.
type runCommand struct {
	app.Options
	app.OpinionOptions
	app.LogOptions
	app.WatchOptions
	Files       app.FileOptions `embed:""`
	HTTPAddr    string          `env:"HTTP_ADDR" default:":8080" help:"HTTP listener for /healthz and the webhooks, and for /readyz and /metrics if METRICS_ADDR is not set."`
	MetricsAddr string          `env:"METRICS_ADDR" help:"Separate listener for /metrics and /readyz, such as 127.0.0.1:9090."`
}

// Run opens what the desk needs and runs it until ctx ends.
func (c runCommand) Run(ctx context.Context, std streams) error {
	d, warnings, err := c.Load()
	if err != nil {
		return err
	}
	if err := c.Complete(); err != nil {
		return err
	}
	log := c.Logger(std.err)
	for _, w := range warnings {
		log.Warn("desk.yaml", "at", fmt.Sprintf("%s:%d:%d", w.File, w.Line, w.Column), "warning", w.Message)
	}
	if d.Channels.Email != nil && c.SMTP == "" {
		log.Warn("desk.yaml", "warning", "nobody is called by e-mail: SMTP_URL is not set")
	}
	if w := undecreed(d, time.Now()); w != "" {
		log.Warn("desk.yaml", "warning", strings.TrimPrefix(w, "warning: "))
	}
	store, limit, err := c.Files.Store(c.DataDir)
	if err != nil {
		return err
	}
	scanner, err := c.Files.Scanner()
	if err != nil {
		return err
	}
	listener, err := listenForHTTP("HTTP_ADDR", c.HTTPAddr)
	if err != nil {
		return err
	}
	defer listener.Close() //nolint:errcheck // the server closed it already
	var metrics net.Listener
	if c.MetricsAddr != "" {
		if metrics, err = listenForHTTP("METRICS_ADDR", c.MetricsAddr); err != nil {
			return err
		}
		defer metrics.Close() //nolint:errcheck // as above
	}
	s, err := c.Open(ctx, log, storage.Ready(ready))
	if err != nil {
		return err
	}
	defer s.Close()
	model, err := app.LoadClassifier(c.DataDir)
	if err != nil {
		return err
	}
	tokens, err := c.Tokens()
	if err != nil {
		return err
	}
	silences, err := c.Silences()
	if err != nil {
		return err
	}
	clock := desk.WallClock{}
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	defer signal.Stop(hangup)
	var scan func(context.Context, io.Reader) error
	if scanner != nil {
		scan = scanner.Scan
	}
	a, err := app.New(app.Config{
		Desk: d, DeskPath: c.Config, Hangup: hangup, Services: s, Messengers: c.MessengerOptions, Classifier: c.Guesser(model, clock),
		Clock: clock, Log: log, Listener: listener, MetricsListener: metrics, AlertTokens: tokens, SilenceTokens: silences,
		Files: store, FileLimit: limit, Scan: scan, OnCallKey: c.OnCallKey, Audit: c.Auditor(), Ping: pingEvery,
	})
	if err != nil {
		return err
	}
	log.Info("the desk is open", "program", build().String(), "name", d.Name, "projects", len(d.Projects), "http", listener.Addr().String())
	if metrics != nil {
		log.Info("metrics have a listener of their own", "at", metrics.Addr().String())
	}
	if err := a.Run(ctx); err != nil && ctx.Err() == nil {
		return err
	}
	log.Info("the desk is closed")
	return nil
}

// listenForHTTP listens on the address of a variable. If the address is in use
// the error says what to do.
func listenForHTTP(variable, addr string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("%s: %s is taken by another program, perhaps by another bot: stop it, or set %[1]s to a free port such as :8081", variable, addr)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: listen on %s: %w", variable, addr, err)
	}
	return l, nil
}
