// Package app puts the desk together and runs it. The program, its tests, the
// benchmark and the demo share this wiring.
//
// Services are what the desk runs on: a database and a Redis. Options say where
// they are and which messengers are turned on. New makes the parts from the
// bottom up: no part needs one that is made later. Run runs them and returns
// when everything has stopped.
package app

import (
	"cmp"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/gorilla/websocket"
	"golang.org/x/sync/errgroup"

	"vakhta/adapters/alerts"
	"vakhta/adapters/calls"
	"vakhta/adapters/feeds"
	"vakhta/adapters/probes"
	"vakhta/adapters/silences"
	"vakhta/conversations"
	"vakhta/conversations/acts"
	"vakhta/conversations/requests"
	"vakhta/conversations/turn"
	"vakhta/courier"
	"vakhta/desk"
	"vakhta/files"
	"vakhta/keeper"
	"vakhta/monitoring"
	"vakhta/onboarding"
	"vakhta/oncall"
	"vakhta/reload"
	"vakhta/reports"
	"vakhta/routines"
	"vakhta/tickets"
	"vakhta/timers"
)

// Config is what an App needs.
type Config struct {
	Desk *desk.Desk
	// DeskPath is the desk.yaml that Desk was read from, which can be read again;
	// "": there is none.
	DeskPath   string
	Hangup     <-chan os.Signal // has a value when desk.yaml should be read again
	Services   *Services
	Messengers MessengerOptions
	Classifier turn.Recognizer
	Clock      desk.Clock
	Log        *slog.Logger
	Listener   net.Listener // for the HTTP endpoints; nil: none
	// MetricsListener serves /metrics and /readyz, which are then not served by
	// Listener. nil: Listener serves them.
	MetricsListener net.Listener
	AlertTokens     alerts.Tokens     // of monitoring systems; none: alerts are not taken
	SilenceTokens   silences.Tokens   // for monitoring systems
	Client          *http.Client      // for the messengers and monitoring systems; nil: the default
	Dialer          *websocket.Dialer // for Slack's socket; nil: the default
	Files           files.Store       // for what people attach; nil: it is not stored
	FileLimit       files.Limit
	// Scan checks what people attach, as courier.Config has it; nil: nothing is checked.
	Scan      func(ctx context.Context, from io.Reader) error
	OnCallKey string // secret of the calendar feeds; "": there are none
	Audit     Audit
	// Sweep is how often the desk looks for what nobody told it: alarms that Redis lost, notices that another
	// replica left, what other replicas wrote. 0: each minute.
	Sweep time.Duration
	// Ping is how often a messenger that takes nothing is asked whether it answers, as courier.Config has it.
	Ping time.Duration
}

// An App is the whole desk.
type App struct {
	Config
	Metrics  *Metrics
	Tickets  *tickets.Service
	Alerts   *monitoring.Taker
	Engine   *conversations.Engine
	Courier  *courier.Courier
	Routines *routines.Runner
	Keeper   *keeper.Keeper
	Reload   *reload.Reloader

	connections connections
	links       *calls.Links
	learned     time.Time // up to when corrections of all replicas were read
}

// transfers is how many files are carried from one messenger to another at once.
const transfers = 4

// New makes the parts. It starts nothing and calls nobody.
func New(c Config) (*App, error) {
	c.Sweep = cmp.Or(c.Sweep, time.Minute)
	a := &App{Config: c, Metrics: newMetrics(c.Services)}
	a.Log = slog.New(countingHandler{c.Log.Handler(), a.Metrics.errors})
	store, watch := c.Services.Store, timers.NewWatch(c.Services.Alarms, a.Log)
	a.Tickets = tickets.NewService(tickets.Config{
		Store: store, Desk: c.Desk.With(c.Messengers.Traits()), Clock: c.Clock, Log: a.Log,
		Alarms: watch, Queued: &tickets.Bell{},
	})
	a.Reload = reload.New(reload.Config{Tickets: a.Tickets, Path: c.DeskPath})
	var err error
	in := surroundings{
		Store: store, Clock: c.Clock, Log: a.Log, Client: c.Client, Dialer: c.Dialer,
		Desk: a.Tickets.Current, Seen: a.Metrics.seen,
	}
	if a.connections, err = c.Messengers.connect(in); err != nil {
		return nil, err
	}
	if a.links, err = c.Messengers.links(in); err != nil {
		return nil, err
	}
	a.Engine = conversations.New(conversations.Config{
		Tickets: a.Tickets, Clock: c.Clock, Log: a.Log, Classifier: c.Classifier, Invite: a.connections.inviteLink, IsMember: a.connections.isMember, ShowHome: a.connections.showHome,
		Acted: a.Metrics.acted, Reload: a.Reload,
	})
	var probing http.RoundTripper
	if c.Client != nil {
		probing = c.Client.Transport
	}
	told := &silences.Client{HTTP: c.Client, Tokens: c.SilenceTokens, Clock: c.Clock}
	a.Alerts = &monitoring.Taker{Tickets: a.Tickets, Clock: c.Clock, Lister: told, Checker: &probes.Prober{Transport: probing}}
	a.Courier = courier.New(courier.Config{
		Silencer: told, Store: store, Clock: c.Clock, Log: a.Log, Sweep: c.Sweep, Ping: c.Ping,
		Tickets: a.Tickets, Messengers: a.connections.messengers(), Spool: files.NewSpool("", transfers), Files: c.Files, Scan: c.Scan, Papers: &reports.Maker{Store: store}, Sent: a.Metrics.sent,
	})
	all := routines.All(a.Tickets, c.Files, c.FileLimit, routines.Outside{Rights: a.connections.rights, Calendar: (&feeds.Subscriber{Transport: probing}).Read})
	for _, r := range all {
		a.Metrics.expect(r.Name)
	}
	a.Metrics.expect(refreshed)
	if a.Routines, err = routines.New(routines.Config{Tickets: a.Tickets, All: all, Ran: a.Metrics.ran}); err != nil {
		return nil, err
	}
	a.Keeper = keeper.New(keeper.Config{
		Store: store, Alarms: watch, Clock: c.Clock, Log: a.Log, Sweep: c.Sweep,
		Fire: a.Tickets.Fire, Lateness: a.Metrics.alarmFired,
		Others: map[string]keeper.FireOther{
			routines.Kind: a.Routines.Fire, desk.AlertsKind: a.Alerts.Fire, oncall.DrillKind: oncall.FireDrill(a.Tickets),
			requests.HeldKind: a.Engine.FireHeld, tickets.ChannelKind: a.Tickets.FireChannel,
			tickets.HomeKind:         a.Engine.FireHome,
			onboarding.ChecklistKind: onboarding.FireChecklist(a.Tickets, a.connections.rights),
		},
	})
	return a, nil
}

// Run runs the desk until ctx ends, and returns when everything has stopped:
// first the messengers, so that nothing more comes in, then what was under way.
func (a *App) Run(ctx context.Context) error {
	if err := a.settle(ctx); err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return a.admit(ctx) })
	group.Go(func() error { return a.Keeper.Run(ctx) })
	group.Go(func() error { return a.Courier.Run(ctx) })
	group.Go(func() error { return a.refresh(ctx) })
	group.Go(func() error { return a.audit(ctx) })
	group.Go(func() error { return a.followDesk(ctx) })
	if a.Listener != nil {
		group.Go(func() error { return a.serve(ctx, a.Listener, a.routes()) })
	}
	if a.MetricsListener != nil {
		group.Go(func() error { return a.serve(ctx, a.MetricsListener, a.inside()) })
	}
	for _, c := range a.connections {
		group.Go(func() error { return c.Run(ctx, a.Engine.Handle) })
	}
	group.Go(func() error { a.setMenus(ctx); return nil })
	return group.Wait()
}

// setMenus shows the commands in the platforms' menus.
func (a *App) setMenus(ctx context.Context) {
	var set sync.WaitGroup
	for _, c := range a.connections {
		if m, ok := c.connection.(menuSetter); ok {
			set.Go(func() { m.SetCommands(ctx, acts.Menus(a.Tickets.Current())) })
		}
	}
	set.Wait()
}

// settle brings the store in line with desk.yaml, which may have changed since
// the desk ran last.
func (a *App) settle(ctx context.Context) error {
	if err := a.Reload.Begin(ctx); err != nil {
		return err
	}
	return errors.Join(a.read(ctx), a.align(ctx))
}

// align brings tickets, people and routines in line with the desk in force.
func (a *App) align(ctx context.Context) error {
	return errors.Join(
		a.Tickets.Reidentify(ctx),
		a.Tickets.HandBack(ctx),
		a.Tickets.FreeStranded(ctx),
		a.Tickets.Realign(ctx),
		a.Tickets.WithdrawFromLeavers(ctx),
		a.Routines.Start(ctx, a.Clock.Now()),
		a.Alerts.Start(ctx, a.Clock.Now()),
	)
}

// refreshed is the name of refresh in the metrics of routines.
const refreshed = "refresh"

// refresh reloads what each replica keeps in memory and others may have
// changed. It is not a routine, because a routine runs in one replica only.
func (a *App) refresh(ctx context.Context) error {
	for {
		timer := a.Clock.Timer(a.Clock.Now().Add(a.Sweep))
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

// read reads the addresses of moved chats, people's corrections, and which desk.yaml
// is in force.
func (a *App) read(ctx context.Context) error {
	_, err := a.relearn(ctx)
	return errors.Join(a.Tickets.Reload(ctx), err, a.Reload.Follow(ctx))
}
