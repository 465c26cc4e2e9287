// Package slack is the desk's messenger on Slack.
//
// What happens comes in over Socket Mode (two links at a time, so that one is
// there while the other is renewed) or over HTTP, and after an outage from the
// channels' history. An update goes through its channel's lane, in order, and is
// acknowledged only once the desk has committed it. What the desk says goes out
// through Post and its fellows, in blocks within all of Slack's limits.
//
// Decoding lives in updates, layout in layout, the Web API in webapi; here they
// are put together.
package slack

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"

	"vakhta/adapters/slack/updates"
	"vakhta/adapters/slack/webapi"
	"vakhta/desk"
)

// Config is what an Adapter is made of.
type Config struct {
	BotToken      string
	AppToken      string            // turns Socket Mode on
	SigningSecret string            // turns the Events API on
	APIURL        string            // ends in /; "": Slack's
	HTTPClient    *http.Client      // nil: one of its own
	Dialer        *websocket.Dialer // nil: one of its own
	Clock         desk.Clock
	Log           *slog.Logger
	Parker        desk.Parker
	// Seen counts updates by kind and by what became of them.
	Seen func(kind, result string)
	// Desk names the channels whose history is read after an outage, besides the
	// ones that were heard from; nil: none.
	Desk func() *desk.Desk
	// Mark and SetMark remember how far a channel's history was handled, across
	// restarts; nil: a restart looks back as far as Slack itself repeats events.
	Mark    func(ctx context.Context, channel string) (ts string, err error)
	SetMark func(ctx context.Context, channel, ts string) error
}

// An Adapter is the bot on Slack. It is safe for use by several goroutines.
type Adapter struct {
	Config
	bot, app webapi.Client
	people   people
	direct   directs
	lanes    lanes
	history  history
	links    atomic.Int32 // open sockets

	mu   sync.Mutex
	self *updates.Self // once auth.test has told
}

// The powers that Slack has.
var (
	_ desk.Messenger = (*Adapter)(nil)
	_ desk.Finder    = (*Adapter)(nil)
	_ desk.Reactor   = (*Adapter)(nil)
	_ desk.Remover   = (*Adapter)(nil)
)

// New makes an adapter. Nothing runs yet and nobody is asked anything.
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
	if c.HTTPClient == nil {
		c.HTTPClient = &http.Client{}
	}
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
	return &Adapter{
		Config:  c,
		bot:     webapi.Client{URL: c.APIURL, Token: c.BotToken, HTTP: c.HTTPClient},
		app:     webapi.Client{URL: c.APIURL, Token: c.AppToken, HTTP: c.HTTPClient},
		people:  newPeople(),
		direct:  directs{channels: map[string]string{}},
		lanes:   lanes{all: map[string]*lane{}},
		history: newHistory(),
	}, nil
}

// Run receives until ctx ends, and returns when all is quiet. Over HTTP alone it
// only reads up on what was missed.
func (a *Adapter) Run(ctx context.Context, handle desk.IntakeFunc) error {
	var group sync.WaitGroup
	if a.AppToken != "" {
		for range sockets {
			group.Go(func() { a.keepLink(ctx, handle) })
		}
	}
	a.history.wake()
	group.Go(func() { a.catchUp(ctx, handle) })
	group.Wait()
	return nil
}

// Ready reports whether Slack knows the bot and, in Socket Mode, reaches it.
func (a *Adapter) Ready(ctx context.Context) error {
	if _, err := a.whoAmI(ctx); err != nil {
		return err
	}
	if a.AppToken != "" && a.links.Load() == 0 {
		return errors.New("no socket to Slack is open")
	}
	return nil
}

// whoAmI is the bot, as Slack knows it; asked once.
func (a *Adapter) whoAmI(ctx context.Context) (updates.Self, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.self != nil {
		return *a.self, nil
	}
	var self updates.Self
	if err := a.bot.Call(ctx, "auth.test", nil, &self); err != nil {
		return self, err
	}
	a.self = &self
	return self, nil
}

// reader decodes updates, and looks up what they leave out.
func (a *Adapter) reader(ctx context.Context) (updates.Reader, error) {
	self, err := a.whoAmI(ctx)
	return updates.Reader{
		Self: self,
		Name: func(user string) string { return a.known(ctx, user).Name },
		File: func(id string) (desk.File, bool) { return a.file(ctx, id) },
	}, err
}

// pause waits by the desk's clock, and reports whether there is a reason to go on.
func (a *Adapter) pause(ctx context.Context, d time.Duration) bool {
	timer := a.Clock.Timer(a.Clock.Now().Add(d))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C():
		return true
	}
}
