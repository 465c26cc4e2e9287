// Package telegram is the desk's messenger on Telegram: it receives what people
// do and shows them the desk's cards.
//
// Its parts: botapi makes the calls and classifies their errors, updates
// decodes updates, inbound receives them, layout writes messages. This package
// has the Messenger with Telegram's powers, the command menus, and the checks
// for the operator.
package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/go-telegram/bot"

	"vakhta/adapters/intake"
	"vakhta/adapters/telegram/botapi"
	"vakhta/adapters/telegram/inbound"
	"vakhta/desk"
)

// Config is what an Adapter needs.
type Config struct {
	Token  string
	APIURL string // "": Telegram's
	// HTTPClient makes the calls; nil: the adapter's own. It must have no
	// timeout, because each call has its own.
	HTTPClient *http.Client
	// WebhookURL is the public address that Telegram calls; "": long polling.
	WebhookURL    string
	WebhookSecret string
	Clock         desk.Clock
	Log           *slog.Logger
	Parker        desk.Parker
	// Commands are the desk's commands. In a group with several bots, others
	// are ignored.
	Commands []string
	// Lead makes this replica the one that polls, unless another one does; nil:
	// there is no other.
	Lead func(ctx context.Context) (release func(), ok bool, err error)
	// Seen counts updates and failures, for the metrics; it may be nil.
	Seen func(kind, result string)
}

// An Adapter is the desk on Telegram. New makes one.
type Adapter struct {
	Config
	api      *bot.Bot
	calls    *botapi.Client
	receiver *inbound.Receiver
	noTime   atomic.Bool // the server does not know <tg-time>
	forums   forums
}

var (
	_ desk.Messenger = (*Adapter)(nil)
	_ desk.Splitter  = (*Adapter)(nil)
	_ desk.Threader  = (*Adapter)(nil)
	_ desk.Reactor   = (*Adapter)(nil)
	_ desk.Renamer   = (*Adapter)(nil)
	_ desk.Remover   = (*Adapter)(nil)
	_ desk.Inviter   = (*Adapter)(nil)
	_ desk.Fetcher   = (*Adapter)(nil)
	_ desk.Uploader  = (*Adapter)(nil)
	_ desk.Copier    = (*Adapter)(nil)
)

const defaultAPI = "https://api.telegram.org"

// New makes an adapter. It makes no calls yet.
func New(c Config) (*Adapter, error) {
	id, secret, _ := strings.Cut(c.Token, ":")
	if _, err := strconv.ParseInt(id, 10, 64); err != nil || secret == "" {
		return nil, errors.New("telegram: a bot's token looks like 123456:letters, as BotFather gives it")
	}
	if c.WebhookURL != "" && !regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`).MatchString(c.WebhookSecret) {
		return nil, errors.New("telegram: a webhook needs a secret of 1 to 256 of A-Z, a-z, 0-9, _ and -")
	}
	if c.APIURL == "" {
		c.APIURL = defaultAPI
	}
	c.APIURL = strings.TrimSuffix(c.APIURL, "/")
	c.HTTPClient = intake.Straight(c.HTTPClient)
	if c.Seen == nil {
		c.Seen = func(string, string) {}
	}
	a := &Adapter{Config: c, calls: &botapi.Client{HTTP: c.HTTPClient, URL: c.APIURL, Token: c.Token}}
	var err error
	a.api, err = bot.New(c.Token, bot.WithSkipGetMe(), bot.WithServerURL(c.APIURL), bot.WithHTTPClient(time.Minute, a.calls),
		bot.WithErrorsHandler(func(error) { a.Seen("call", "untidy") })) // errors of closing bodies
	if err != nil {
		return nil, fmt.Errorf("telegram: %w", err)
	}
	a.receiver = inbound.New(inbound.Config{
		API: a.api, Calls: a.calls, Clock: c.Clock, Log: c.Log, Parker: c.Parker, Seen: c.Seen, Post: a.Post,
		Commands: c.Commands, Lead: c.Lead, WebhookURL: c.WebhookURL, WebhookSecret: c.WebhookSecret,
	})
	return a, nil
}

// Run receives until ctx ends, and returns when no update is being handled. It
// continues if Telegram is away or refuses the token: the rest of the desk
// keeps working, and Ready reports it.
func (a *Adapter) Run(ctx context.Context, handle desk.IntakeFunc) error {
	a.receiver.Run(ctx, handle)
	return nil
}

// Routes handles Telegram's calls to the webhook.
func (a *Adapter) Routes(handle desk.IntakeFunc) http.Handler { return a.receiver.Handler(handle) }

// Ready reports whether the bot receives.
func (a *Adapter) Ready(context.Context) error { return a.receiver.Ready() }

// InviteLink returns a link that opens the bot's private chat with an
// invitation's code, "" until Telegram has told who the bot is.
func (a *Adapter) InviteLink(code string) string {
	name := a.receiver.Username()
	if name == "" {
		return ""
	}
	return "https://t.me/" + name + "?start=" + code
}
