package demo

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"

	"vakhta/app"
	"vakhta/classify"
	"vakhta/demo/cast"
	"vakhta/demo/clock"
	"vakhta/demo/why"
	simslack "vakhta/sim/slack"
	simtelegram "vakhta/sim/telegram"
)

// A Troupe is everything that an act needs: the messengers, the desk between
// them, and the stage that shows both.
type Troupe struct {
	Cast    *cast.Cast
	Clock   *clock.Adjustable
	Stage   *Stage
	app     *app.App
	servers map[net.Listener]http.Handler
}

// The tokens are no secrets: their servers are inside this process.
const (
	demoTelegramToken = "7000:demo"
	demoSlackBot      = "xoxb-demo"
	demoSlackApp      = "xapp-demo"
	// demoPatience is how long the simulated Slack waits for the desk: three
	// seconds when the clock runs sixty times as fast.
	demoPatience = 3 * time.Minute
)

// NewTroupe makes everything for an act. Nothing runs yet.
func NewTroupe(s *app.Services, p Scene) (_ *Troupe, err error) {
	d, err := cast.Desk(p.Lang)
	if err != nil {
		return nil, err
	}
	t := &Troupe{Clock: clock.New(time.Now()), servers: map[net.Listener]http.Handler{}}
	defer func() {
		if err != nil {
			t.close()
		}
	}()
	telegramAt, slackAt, endpoints, err := listenThrice()
	if err != nil {
		return nil, err
	}
	telegram := simtelegram.New(simtelegram.Config{Token: demoTelegramToken, Now: t.Clock.Now, After: t.Clock.After})
	slack := simslack.New(simslack.Config{
		BotToken: demoSlackBot, AppToken: demoSlackApp, TeamName: d.Name,
		Now: t.Clock.Now, After: t.Clock.After, Patience: demoPatience,
	})
	t.servers[telegramAt], t.servers[slackAt] = telegram, slack
	if t.Cast, err = cast.Open(d, telegram, slack); err != nil {
		return nil, err
	}
	model, err := classify.Load()
	if err != nil {
		return nil, err
	}
	if t.app, err = app.New(app.Config{
		Desk: d, Services: s, Clock: t.Clock, Log: p.Log, Classifier: classify.NewGuesser(model, nil, t.Clock), Listener: endpoints,
		Messengers: app.MessengerOptions{
			TelegramToken: demoTelegramToken, TelegramAPI: "http://" + telegramAt.Addr().String(),
			SlackBotToken: demoSlackBot, SlackAppToken: demoSlackApp, SlackAPI: "http://" + slackAt.Addr().String() + "/api/",
		},
	}); err != nil {
		return nil, err
	}
	behind := why.Observer{Store: s.Store, Desk: d, Projects: []string{"ROM"}}
	t.Stage = New(Config{
		Cast: t.Cast, Clock: t.Clock, Lang: string(p.Lang), Act: p.Number, Log: p.Log, Reset: p.Reset,
		Why:       func(ctx context.Context) (why.Why, error) { return behind.Read(ctx, t.Clock.Now()) },
		NextAlarm: behind.NextAlarm,
	})
	return t, nil
}

// listenThrice opens ports for the two messengers and the desk's own endpoints,
// reachable only from this machine.
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

// Play runs everything until ctx ends, and returns when everything has stopped.
// When the desk is up and everybody has pressed Start it calls curtain, and at
// the end the function that curtain returned.
func (tr *Troupe) Play(ctx context.Context, curtain func() (lower func())) error {
	group, acting := errgroup.WithContext(ctx)
	messengers, closeMessengers := context.WithCancel(context.WithoutCancel(ctx))
	served := make(chan error, len(tr.servers))
	for l, h := range tr.servers {
		go func() { served <- serveUntil(messengers, l, h) }()
	}
	group.Go(func() error { return tr.app.Run(acting) })
	group.Go(func() error { return tr.Stage.Run(acting) })
	group.Go(func() error {
		connected, cancel := context.WithTimeout(acting, connectsWithin)
		defer cancel()
		if err := tr.Cast.Slack.WaitConnected(connected, 1); err != nil {
			return err
		}
		if err := tr.Cast.EveryoneStarts(); err != nil {
			return err
		}
		lower := curtain()
		<-acting.Done()
		lower()
		return nil
	})
	err := group.Wait()
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		err = nil // it was stopped before it had begun
	}
	tr.Cast.Slack.Close()
	closeMessengers()
	for range tr.servers {
		err = errors.Join(err, <-served)
	}
	return err
}

// close closes the ports of a troupe that never played.
func (tr *Troupe) close() {
	for l := range tr.servers {
		l.Close() //nolint:errcheck // nothing was sent yet
	}
}
