package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/gorilla/websocket"
	"golang.org/x/sync/errgroup"

	"vakhta/adapters/slack"
	"vakhta/adapters/telegram"
	"vakhta/classify"
	"vakhta/conversations"
	"vakhta/courier"
	"vakhta/desk"
	"vakhta/keeper"
	"vakhta/routines"
	"vakhta/storage"
	"vakhta/tickets"
	"vakhta/timers"
)

// wiring is what an app is put together from.
type wiring struct {
	desk       *desk.Desk
	messengers messengerFlags
	services   *services
	clock      desk.Clock
	log        *slog.Logger
	listener   net.Listener      // for the HTTP endpoints
	client     *http.Client      // to the messengers; nil: an ordinary one
	dialer     *websocket.Dialer // to Slack's socket; nil: an ordinary one
	classifier *classify.Guesser
}

// An app is the running desk.
type app struct {
	wiring
	metrics  *metrics
	telegram *telegram.Adapter // nil: off
	slack    *slack.Adapter    // nil: off
	tickets  *tickets.Service
	engine   *conversations.Engine
	courier  *courier.Courier
	routines *routines.Runner
	keeper   *keeper.Keeper
}

// newApp wires the parts. Nothing runs yet.
func newApp(w wiring) (*app, error) {
	a := &app{wiring: w, metrics: newMetrics(w.services)}
	if a.client == nil {
		a.client = ordinaryClient()
	}
	a.log = slog.New(countingHandler{w.log.Handler(), a.metrics.errors})
	watch := timers.NewWatch(w.services.alarms, a.log)
	a.tickets = tickets.NewService(tickets.Config{
		Store: w.services.store, Desk: w.desk.With(w.messengers.platforms()), Clock: w.clock, Log: a.log,
		Alarms: watch, Queued: &tickets.Bell{},
	})
	if err := a.openMessengers(); err != nil {
		return nil, err
	}
	a.engine = conversations.New(conversations.Config{
		Tickets: a.tickets, Clock: w.clock, Log: a.log, Classifier: w.classifier, Invite: a.inviteLink,
	})
	a.courier = courier.New(courier.Config{
		Store: w.services.store, Clock: w.clock, Log: a.log,
		Tickets: a.tickets, Messengers: a.messengerMap(), Sent: a.metrics.sent,
	})
	all := routines.All(a.tickets)
	for _, r := range all {
		a.metrics.expect(r.Name)
	}
	a.metrics.expect(refreshed)
	var err error
	if a.routines, err = routines.New(routines.Config{Tickets: a.tickets, All: all, Ran: a.metrics.ran}); err != nil {
		return nil, err
	}
	a.keeper = keeper.New(keeper.Config{
		Store: w.services.store, Alarms: watch, Clock: w.clock, Log: a.log,
		Fire: a.tickets.Fire, Lateness: a.metrics.alarmFired,
		Others: map[string]keeper.FireOther{routines.Kind: a.routines.Fire},
	})
	return a, nil
}

// ordinaryClient keeps a connection for each of the courier's hands. Of Go's own
// two a host, most calls of a burst would begin with a handshake.
func ordinaryClient() *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone() //nolint:errcheck,forcetypeassert // net/http says so
	transport.MaxIdleConnsPerHost = 2 * courier.Hands
	return &http.Client{Transport: transport}
}

func (a *app) openMessengers() (err error) {
	m := a.messengers
	if err := m.complete(); err != nil {
		return err
	}
	if m.TelegramToken != "" {
		if a.telegram, err = telegram.New(telegram.Config{
			Token: m.TelegramToken, APIURL: m.TelegramAPI, HTTPClient: a.client,
			WebhookURL: m.TelegramWebhook, WebhookSecret: m.TelegramSecret,
			Clock: a.clock, Log: a.log, Parker: a.services.store, Commands: conversations.Words(), Lead: a.lead, Seen: a.metrics.seen("telegram"),
		}); err != nil {
			return fmt.Errorf("turn Telegram on: %w", err)
		}
	}
	if m.SlackBotToken != "" {
		if a.slack, err = slack.New(slack.Config{
			BotToken: m.SlackBotToken, AppToken: m.SlackAppToken, SigningSecret: m.SlackSigningSecret,
			APIURL: m.SlackAPI, HTTPClient: a.client, Dialer: a.dialer,
			Clock: a.clock, Log: a.log, Parker: a.services.store, Mark: a.slackMark, SetMark: a.setSlackMark, Seen: a.metrics.seen("slack"),
			Desk: a.tickets.Current,
		}); err != nil {
			return fmt.Errorf("turn Slack on: %w", err)
		}
	}
	return nil
}

// lead makes this replica the one that polls Telegram, unless another is.
func (a *app) lead(ctx context.Context) (release func(), ok bool, err error) {
	lead, ok, err := a.services.store.TryLead(ctx, "telegram-poll")
	if err != nil || !ok {
		return nil, false, err
	}
	return func() {
		if err := lead.Release(context.WithoutCancel(ctx)); err != nil {
			a.log.Warn("let the poll go", "error", err)
		}
	}, true, nil
}

// slackMark is how far a channel's history was handled, so that a desk that was
// down for long reads up from there.
func (a *app) slackMark(ctx context.Context, channel string) (ts string, err error) {
	err = a.services.store.View(ctx, func(tx *storage.Tx) error {
		ts, err = tx.Mark(ctx, "slack/"+channel)
		return err
	})
	return ts, err
}

func (a *app) setSlackMark(ctx context.Context, channel, ts string) error {
	return a.services.store.Update(ctx, func(tx *storage.Tx) error { return tx.SetMark(ctx, "slack/"+channel, ts) })
}

func (a *app) messengerMap() map[desk.Platform]desk.Messenger {
	on := map[desk.Platform]desk.Messenger{}
	if a.telegram != nil {
		on[desk.Telegram] = a.telegram
	}
	if a.slack != nil {
		on[desk.Slack] = a.slack
	}
	return on
}

func (a *app) inviteLink(p desk.Platform, code string) string {
	if i, ok := a.messengerMap()[p].(desk.Inviter); ok {
		return i.InviteLink(code)
	}
	return ""
}

// run runs the desk until ctx ends, and returns when all is quiet: messengers
// first, so that nothing more comes in, then what was under way.
func (a *app) run(ctx context.Context) error {
	if err := errors.Join(a.tickets.Reload(ctx), a.relearn(ctx), a.routines.Start(ctx, a.clock.Now())); err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return a.keeper.Run(ctx) })
	group.Go(func() error { return a.courier.Run(ctx) })
	group.Go(func() error { return a.serve(ctx) })
	group.Go(func() error { return a.refresh(ctx) })
	if a.telegram != nil {
		group.Go(func() error { return a.telegram.Run(ctx, a.engine.Handle) })
		group.Go(func() error { a.telegram.SetCommands(ctx, conversations.Menus(a.desk)); return nil })
	}
	if a.slack != nil {
		group.Go(func() error { return a.slack.Run(ctx, a.engine.Handle) })
	}
	return group.Wait()
}

// corrections is how many of a desk's latest corrections are kept at hand.
const corrections = 5000

// relearn reads the corrections people made, on whichever replica.
func (a *app) relearn(ctx context.Context) error {
	made, err := latestCorrections(ctx, a.services.store)
	if err == nil {
		a.classifier.Relearn(made)
	}
	return err
}

// latestCorrections are what people set right, the latest first.
func latestCorrections(ctx context.Context, store *storage.DB) (made []desk.Correction, err error) {
	err = store.View(ctx, func(tx *storage.Tx) error {
		made, err = tx.Corrections(ctx, "", corrections)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read corrections: %w", err)
	}
	return made, nil
}

const (
	// refreshEvery is how old what a replica keeps in memory may be.
	refreshEvery = time.Minute
	// refreshed is what refresh is called among the routines' figures.
	refreshed = "refresh"
)

// refresh reads again what each replica keeps in memory of what others wrote: the
// addresses of moved chats, and corrections. It is no routine, for a routine runs
// in one replica.
func (a *app) refresh(ctx context.Context) error {
	for {
		timer := a.clock.Timer(a.clock.Now().Add(refreshEvery))
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-timer.C():
		}
		err := errors.Join(a.tickets.Reload(ctx), a.relearn(ctx))
		if ctx.Err() == nil {
			a.metrics.ran(refreshed, err)
		}
		if err != nil && ctx.Err() == nil {
			a.log.Warn("read what other replicas wrote", "error", err)
		}
	}
}
