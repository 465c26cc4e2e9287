// Package slack is the desk's messenger on Slack.
//
// Events arrive over Socket Mode or HTTP, and after an outage from the
// channels' history: inbound receives them and updates decodes them. Cards go
// out through Post and the other powers, laid out in blocks by layout and sent
// by webapi. This package puts them together.
package slack

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/gorilla/websocket"

	"vakhta/adapters/intake"
	"vakhta/adapters/slack/inbound"
	"vakhta/adapters/slack/people"
	"vakhta/adapters/slack/webapi"
	"vakhta/desk"
)

// dialWithin is how long opening a socket may take.
const dialWithin = 15 * time.Second

// Config is what an Adapter needs.
type Config struct {
	BotToken      string
	AppToken      string            // turns Socket Mode on
	SigningSecret string            // turns the Events API on
	APIURL        string            // ends in /; "": Slack's
	HTTPClient    *http.Client      // nil: the adapter's own
	Dialer        *websocket.Dialer // nil: the adapter's own
	Clock         desk.Clock
	Log           *slog.Logger
	Parker        desk.Parker
	// Seen counts updates by kind and result.
	Seen func(kind, result string)
	// Desk names the channels whose history is read after an outage, besides
	// those from which something was received; nil: none.
	Desk func() *desk.Desk
	// Mark and SetMark store how far a channel's history was handled, across
	// restarts; nil: after a restart the history is read as far back as Slack
	// repeats events.
	Mark    func(ctx context.Context, channel string) (ts string, err error)
	SetMark func(ctx context.Context, channel, ts string) error
}

// An Adapter is the bot on Slack. Goroutines may share it.
type Adapter struct {
	Config
	bot, app webapi.Client
	people   *people.Directory
	receiver *inbound.Receiver
}

// The powers that Slack has.
var (
	_ desk.Messenger = (*Adapter)(nil)
	_ desk.Finder    = (*Adapter)(nil)
	_ desk.Reactor   = (*Adapter)(nil)
	_ desk.Remover   = (*Adapter)(nil)
	_ desk.Fetcher   = (*Adapter)(nil)
	_ desk.Uploader  = (*Adapter)(nil)
	_ desk.Hoster    = (*Adapter)(nil)
)

// New makes an adapter. It makes no calls yet.
func New(c Config) (*Adapter, error) {
	if c.BotToken == "" {
		return nil, errors.New("slack needs a bot token (xoxb-…)")
	}
	if c.AppToken == "" && c.SigningSecret == "" {
		return nil, errors.New("slack needs an app token (xapp-…, Socket Mode) or a signing secret (Events API)")
	}
	if c.APIURL == "" {
		c.APIURL = webapi.DefaultURL
	}
	if !strings.HasSuffix(c.APIURL, "/") {
		c.APIURL += "/"
	}
	c.HTTPClient = intake.Straight(c.HTTPClient)
	if c.Dialer == nil {
		c.Dialer = &websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: dialWithin}
	}
	if c.Seen == nil {
		c.Seen = func(string, string) {}
	}
	if c.Clock == nil {
		c.Clock = desk.WallClock{}
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	a := &Adapter{
		Config: c,
		bot:    webapi.Client{URL: c.APIURL, Token: c.BotToken, HTTP: c.HTTPClient},
		app:    webapi.Client{URL: c.APIURL, Token: c.AppToken, HTTP: c.HTTPClient},
	}
	a.people = people.New(a.bot, c.Clock, c.Log)
	a.receiver = inbound.New(inbound.Config{
		Bot: a.bot, App: a.app, Dialer: c.Dialer, SigningSecret: c.SigningSecret, People: a.people,
		Clock: c.Clock, Log: c.Log, Parker: c.Parker, Seen: c.Seen,
		Channels: a.channels, Mark: c.Mark, SetMark: c.SetMark,
	})
	return a, nil
}

// Run receives until ctx ends, and returns when everything has stopped. Over
// HTTP alone it only reads what was missed.
func (a *Adapter) Run(ctx context.Context, handle desk.IntakeFunc) error {
	a.receiver.Run(ctx, handle)
	return nil
}

// Routes returns the request URLs of the Events API: /slack/events, /slack/commands
// and /slack/actions. Without a signing secret there are none.
func (a *Adapter) Routes(handle desk.IntakeFunc) http.Handler { return a.receiver.Routes(handle) }

// Ready reports whether Slack knows the bot and, in Socket Mode, is connected.
func (a *Adapter) Ready(ctx context.Context) error {
	if _, err := a.people.Self(ctx); err != nil {
		return err
	}
	if !a.receiver.Linked() {
		return errors.New("no socket to Slack is open")
	}
	return nil
}

// channels returns those whose history is read after an outage.
func (a *Adapter) channels() []string {
	if a.Desk == nil {
		return nil
	}
	return channelsOf(a.Desk())
}

// ShowHome publishes a person's Home. Calls for all people together are of Tier 4,
// about a hundred a minute.
// https://docs.slack.dev/reference/methods/views.publish
func (a *Adapter) ShowHome(ctx context.Context, who desk.Account, p desk.Page) error {
	return a.receiver.ShowHome(ctx, who.ID, p)
}
