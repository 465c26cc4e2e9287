package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"golang.org/x/sync/errgroup"

	"vakhta/classify"
	"vakhta/demo"
	"vakhta/demo/cast"
	"vakhta/demo/clock"
	"vakhta/demo/why"
	"vakhta/desk"
	simslack "vakhta/sim/slack"
	simtelegram "vakhta/sim/telegram"
)

// An actPlan says how one act of the demo begins.
type actPlan struct {
	number int
	lang   desk.Locale
	log    *slog.Logger
	begun  func() // called when the stage can be seen
}

// act plays one act in a fresh place until ctx ends or somebody resets the
// demo, and says in which language the next one is.
func (c demoCommand) act(ctx context.Context, h *hall, p actPlan) (next desk.Locale, err error) {
	dir, err := c.place()
	if err != nil {
		return p.lang, fmt.Errorf("make a place for the demo's data (DATA_DIR says where): %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := os.Chmod(dir, 0o755); err != nil { // PostgreSQL may run as somebody else
		return p.lang, err
	}
	s, err := storeFlags{DatabaseURL: c.DatabaseURL, DataDir: dir}.open(ctx, p.log)
	if err != nil {
		return p.lang, err
	}
	defer s.close()
	ctx, end := context.WithCancel(ctx)
	defer end()
	asked := make(chan string, 1) // for the next act, and in which language
	var reset func(string) error
	if c.DatabaseURL == "" {
		reset = func(lang string) error {
			select {
			case asked <- lang:
				end()
			default: // somebody asked already
			}
			return nil
		}
	}
	troupe, err := newTroupe(s, p, reset)
	if err != nil {
		return p.lang, err
	}
	err = troupe.play(ctx, func() func() {
		h.raise(troupe.stage.Handler())
		p.begun()
		return h.lower
	})
	select {
	case lang := <-asked:
		return cmp.Or(desk.ParseLocale(lang), p.lang), err
	default:
		return p.lang, err
	}
}

// A troupe is everything that plays an act: the messengers, the desk between
// them, and the stage that shows both.
type troupe struct {
	cast    *cast.Cast
	clock   *clock.Adjustable
	stage   *demo.Stage
	app     *app
	log     *slog.Logger
	servers map[net.Listener]http.Handler
}

// The tokens are secret to nobody: the servers they open are inside.
const (
	demoTelegramToken = "7000:demo"
	demoSlackBot      = "xoxb-demo"
	demoSlackApp      = "xapp-demo"
	// demoPatience is how long the simulated Slack waits for the desk: its three
	// seconds, when the clock runs sixty times as fast.
	demoPatience = 3 * time.Minute
)

// newTroupe brings everybody together. Nothing runs yet.
func newTroupe(s *services, p actPlan, reset func(lang string) error) (_ *troupe, err error) {
	d, err := cast.Desk(p.lang)
	if err != nil {
		return nil, err
	}
	t := &troupe{clock: clock.New(time.Now()), log: p.log, servers: map[net.Listener]http.Handler{}}
	defer func() {
		if err != nil {
			t.close()
		}
	}()
	telegramAt, slackAt, endpoints, err := listenThrice()
	if err != nil {
		return nil, err
	}
	telegram := simtelegram.New(simtelegram.Config{Token: demoTelegramToken, Now: t.clock.Now, After: t.clock.After})
	slack := simslack.New(simslack.Config{
		BotToken: demoSlackBot, AppToken: demoSlackApp, TeamName: d.Name,
		Now: t.clock.Now, After: t.clock.After, Patience: demoPatience,
	})
	t.servers[telegramAt], t.servers[slackAt] = telegram, slack
	if t.cast, err = cast.Open(d, telegram, slack); err != nil {
		return nil, err
	}
	model, err := classify.Load()
	if err != nil {
		return nil, err
	}
	if t.app, err = newApp(wiring{
		desk: d, services: s, clock: t.clock, log: p.log, classifier: classify.NewGuesser(model, nil, t.clock), listener: endpoints,
		messengers: messengerFlags{
			TelegramToken: demoTelegramToken, TelegramAPI: "http://" + telegramAt.Addr().String(),
			SlackBotToken: demoSlackBot, SlackAppToken: demoSlackApp, SlackAPI: "http://" + slackAt.Addr().String() + "/api/",
		},
	}); err != nil {
		return nil, err
	}
	behind := why.Reader{Store: s.store, Projects: []string{"ROM"}}
	t.stage = demo.New(demo.Config{
		Cast: t.cast, Clock: t.clock, Lang: string(p.lang), Act: p.number, Log: p.log, Reset: reset,
		Why:       func(ctx context.Context) (why.Why, error) { return behind.Read(ctx, t.clock.Now()) },
		NextAlarm: behind.NextAlarm,
	})
	return t, nil
}

// listenThrice finds places for the two messengers and the desk's own endpoints,
// where nobody but this machine comes.
func listenThrice() (a, b, c net.Listener, err error) {
	var all [3]net.Listener
	for i := range all {
		if all[i], err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
			return nil, nil, nil, fmt.Errorf("find a port for the simulated messengers: %w", err)
		}
	}
	return all[0], all[1], all[2], nil
}

// connectsWithin is how long the desk may take to reach the messengers.
const connectsWithin = 10 * time.Second

// play runs everything until ctx ends, and returns when all is quiet. When the
// desk is there and everybody has pressed Start, it opens the curtain; what that
// answers closes it.
func (tr *troupe) play(ctx context.Context, curtain func() (lower func())) error {
	group, acting := errgroup.WithContext(ctx)
	messengers, closeMessengers := context.WithCancel(context.WithoutCancel(ctx))
	served := make(chan error, len(tr.servers))
	for l, h := range tr.servers {
		go func() { served <- serveUntil(messengers, l, h) }()
	}
	group.Go(func() error { return tr.app.run(acting) })
	group.Go(func() error { return tr.stage.Run(acting) })
	group.Go(func() error {
		connected, cancel := context.WithTimeout(acting, connectsWithin)
		defer cancel()
		if err := tr.cast.Slack.WaitConnected(connected, 1); err != nil {
			return err
		}
		if err := tr.cast.EveryoneStarts(); err != nil {
			return err
		}
		lower := curtain()
		<-acting.Done()
		lower()
		return nil
	})
	err := group.Wait()
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		err = nil // it was told to stop before it had begun
	}
	tr.cast.Slack.Close()
	closeMessengers()
	for range tr.servers {
		err = errors.Join(err, <-served)
	}
	return err
}

// close lets the ports go that a troupe holds which never played.
func (tr *troupe) close() {
	for l := range tr.servers {
		l.Close() //nolint:errcheck // nothing was said yet
	}
}

// place makes a folder of the act's own, under the data folder if one is named.
func (c demoCommand) place() (string, error) {
	if c.DataDir != "" {
		if err := os.MkdirAll(c.DataDir, 0o755); err != nil { // PostgreSQL may run as somebody else
			return "", err
		}
	}
	return os.MkdirTemp(c.DataDir, "vakhta-demo-")
}
