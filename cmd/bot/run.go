package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"syscall"

	"vakhta/app"
	"vakhta/desk"
	"vakhta/storage"
)

// ready is how many connections a burst of alarms uses: the keeper's two, and the
// couriers' for claims, for what they look up, and for what they settle.
const ready = 6

// runCommand runs the desk.
type runCommand struct {
	app.Options
	app.OpinionOptions
	app.LogOptions
	HTTPAddr string `env:"HTTP_ADDR" default:":8080" help:"HTTP listener: /healthz, /readyz, /metrics, webhooks."`
}

// Run opens what the desk needs and runs it until it is told to stop.
func (c runCommand) Run(ctx context.Context, std streams) error {
	d, err := c.Load()
	if err != nil {
		return err
	}
	if err := c.Complete(); err != nil {
		return err
	}
	log := c.Logger(std.err)
	listener, err := listenForHTTP(c.HTTPAddr)
	if err != nil {
		return err
	}
	defer listener.Close() //nolint:errcheck // the server closed it already
	s, err := c.Open(ctx, log, storage.Ready(ready))
	if err != nil {
		return err
	}
	defer s.Close()
	model, err := app.LoadClassifier(c.DataDir)
	if err != nil {
		return err
	}
	clock := desk.WallClock{}
	a, err := app.New(app.Config{
		Desk: d, Services: s, Messengers: c.MessengerOptions, Classifier: c.Guesser(model, clock),
		Clock: clock, Log: log, Listener: listener,
	})
	if err != nil {
		return err
	}
	log.Info("the desk is open", "program", build().String(), "name", d.Name, "projects", len(d.Projects), "http", listener.Addr().String())
	if err := a.Run(ctx); err != nil && ctx.Err() == nil {
		return err
	}
	log.Info("the desk is closed")
	return nil
}

// listenForHTTP takes the address of the endpoints, and says what to do when it
// is taken.
func listenForHTTP(addr string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("HTTP_ADDR: %s is taken by another program, perhaps by another bot: stop it, or set HTTP_ADDR to a free port such as :8081", addr)
	}
	if err != nil {
		return nil, fmt.Errorf("HTTP_ADDR: listen on %s: %w", addr, err)
	}
	return l, nil
}
