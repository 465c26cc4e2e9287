package main

import (
	"context"
	"fmt"
	"net"

	"vakhta/desk"
)

// runCommand runs the desk.
type runCommand struct {
	deskFlags
	storeFlags
	messengerFlags
	logFlags
	HTTPAddr string `env:"HTTP_ADDR" default:":8080" help:"HTTP listener: /healthz, /readyz, /metrics, webhooks."`
}

// Run opens what the desk needs and runs it until it is told to stop.
func (c runCommand) Run(ctx context.Context, std streams) error {
	d, err := c.load()
	if err != nil {
		return err
	}
	log := c.logger(std.err)
	listener, err := net.Listen("tcp", c.HTTPAddr)
	if err != nil {
		return fmt.Errorf("listen on %s (HTTP_ADDR chooses another): %w", c.HTTPAddr, err)
	}
	defer listener.Close() //nolint:errcheck // the server closed it already
	s, err := c.open(ctx, log)
	if err != nil {
		return err
	}
	defer s.close()
	guess, err := newGuesser(s.store)
	if err != nil {
		return err
	}
	a, err := newApp(wiring{
		desk: d, messengers: c.messengerFlags, services: s, clock: desk.WallClock{}, log: log,
		listener: listener, guess: guess,
	})
	if err != nil {
		return err
	}
	log.Info("the desk is open", "name", d.Name, "projects", len(d.Projects), "http", listener.Addr().String())
	if err := a.run(ctx); err != nil && ctx.Err() == nil {
		return err
	}
	log.Info("the desk is closed")
	return nil
}
