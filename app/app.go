// Package app puts the desk together and runs it: the program, its tests, the
// benchmark and the demo embed the same wiring.
//
// Services are what the desk stands on, a database and a Redis; the Options say
// which, and which messengers are turned on. New wires the parts in one straight
// line, from the ground up: no part needs one that is made later. Run runs them
// and returns when all is quiet.
package app

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/gorilla/websocket"
	"golang.org/x/sync/errgroup"

	"vakhta/conversations"
	"vakhta/conversations/acts"
	"vakhta/conversations/turn"
	"vakhta/courier"
	"vakhta/desk"
	"vakhta/keeper"
	"vakhta/routines"
	"vakhta/tickets"
	"vakhta/timers"
)

// Config is what an App is put together from.
type Config struct {
	Desk       *desk.Desk
	Services   *Services
	Messengers MessengerOptions
	Classifier turn.Recognizer
	Clock      desk.Clock
	Log        *slog.Logger
	Listener   net.Listener // for the HTTP endpoints; nil: there are none
	// MetricsListener is for /metrics and /readyz, which then stand on no other;
	// nil: they stand beside the webhooks.
	MetricsListener net.Listener
	Client          *http.Client      // to the messengers; nil: an ordinary one
	Dialer          *websocket.Dialer // to Slack's socket; nil: an ordinary one
}

// An App is the desk, wired.
type App struct {
	Config
	Metrics  *Metrics
	Tickets  *tickets.Service
	Engine   *conversations.Engine
	Courier  *courier.Courier
	Routines *routines.Runner
	Keeper   *keeper.Keeper

	connections connections
	learned     time.Time // up to when corrections of all replicas were read
}

// New wires the parts. Nothing runs yet, and nobody is called.
func New(c Config) (*App, error) {
	a := &App{Config: c, Metrics: newMetrics(c.Services)}
	a.Log = slog.New(countingHandler{c.Log.Handler(), a.Metrics.errors})
	store, watch := c.Services.Store, timers.NewWatch(c.Services.Alarms, a.Log)
	a.Tickets = tickets.NewService(tickets.Config{
		Store: store, Desk: c.Desk.With(c.Messengers.Traits()), Clock: c.Clock, Log: a.Log,
		Alarms: watch, Queued: &tickets.Bell{},
	})
	var err error
	if a.connections, err = c.Messengers.connect(surroundings{
		Store: store, Clock: c.Clock, Log: a.Log, Client: c.Client, Dialer: c.Dialer,
		Desk: a.Tickets.Current, Seen: a.Metrics.seen,
	}); err != nil {
		return nil, err
	}
	a.Engine = conversations.New(conversations.Config{
		Tickets: a.Tickets, Clock: c.Clock, Log: a.Log, Classifier: c.Classifier, Invite: a.connections.inviteLink,
		Acted: a.Metrics.acted,
	})
	a.Courier = courier.New(courier.Config{
		Store: store, Clock: c.Clock, Log: a.Log,
		Tickets: a.Tickets, Messengers: a.connections.messengers(), Sent: a.Metrics.sent,
	})
	all := routines.All(a.Tickets)
	for _, r := range all {
		a.Metrics.expect(r.Name)
	}
	a.Metrics.expect(refreshed)
	if a.Routines, err = routines.New(routines.Config{Tickets: a.Tickets, All: all, Ran: a.Metrics.ran}); err != nil {
		return nil, err
	}
	a.Keeper = keeper.New(keeper.Config{
		Store: store, Alarms: watch, Clock: c.Clock, Log: a.Log,
		Fire: a.Tickets.Fire, Lateness: a.Metrics.alarmFired,
		Others: map[string]keeper.FireOther{routines.Kind: a.Routines.Fire},
	})
	return a, nil
}

// Run runs the desk until ctx ends, and returns when all is quiet: messengers
// first, so that nothing more comes in, then what was under way.
func (a *App) Run(ctx context.Context) error {
	if err := errors.Join(a.read(ctx), a.Tickets.HandBack(ctx), a.Routines.Start(ctx, a.Clock.Now())); err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return a.Keeper.Run(ctx) })
	group.Go(func() error { return a.Courier.Run(ctx) })
	group.Go(func() error { return a.refresh(ctx) })
	if a.Listener != nil {
		group.Go(func() error { return a.serve(ctx, a.Listener, a.routes()) })
	}
	if a.MetricsListener != nil {
		group.Go(func() error { return a.serve(ctx, a.MetricsListener, a.inside()) })
	}
	for _, c := range a.connections {
		group.Go(func() error { return c.Run(ctx, a.Engine.Handle) })
		if m, ok := c.connection.(menuSetter); ok {
			group.Go(func() error { m.SetCommands(ctx, acts.Menus(a.Desk)); return nil })
		}
	}
	return group.Wait()
}

const (
	// refreshEvery is how old what a replica keeps in memory may be.
	refreshEvery = time.Minute
	// refreshed is what refresh is called among the routines' figures.
	refreshed = "refresh"
)

// refresh reads again what each replica keeps in memory of what others wrote. It
// is no routine, for a routine runs in one replica.
func (a *App) refresh(ctx context.Context) error {
	for {
		timer := a.Clock.Timer(a.Clock.Now().Add(refreshEvery))
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-timer.C():
		}
		err := a.read(ctx)
		if ctx.Err() == nil {
			a.Metrics.ran(refreshed, err)
		}
		if err != nil && ctx.Err() == nil {
			a.Log.Warn("read what other replicas wrote", "error", err)
		}
	}
}

// read reads where chats are now and what people corrected.
func (a *App) read(ctx context.Context) error {
	return errors.Join(a.Tickets.Reload(ctx), a.relearn(ctx))
}
