package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"

	"github.com/gorilla/websocket"

	"vakhta/adapters/calls"
	"vakhta/adapters/email"
	"vakhta/adapters/phone"
	"vakhta/adapters/slack"
	"vakhta/adapters/telegram"
	"vakhta/conversations/acts"
	"vakhta/courier"
	"vakhta/desk"
	"vakhta/storage"
)

// MessengerOptions turn the messengers on.
type MessengerOptions struct {
	TelegramToken      string `name:"telegram-bot-token" env:"TELEGRAM_BOT_TOKEN" hidden:"" secret:"" help:"Enables Telegram."`
	TelegramAPI        string `name:"telegram-api-url" env:"TELEGRAM_API_URL" help:"Bot API server. Default: Telegram's."`
	TelegramWebhook    string `name:"telegram-webhook-url" env:"TELEGRAM_WEBHOOK_URL" hidden:"" secret:"" help:"Public address of the webhook, including the path /telegram. Default: long polling."`
	TelegramSecret     string `name:"telegram-webhook-secret" env:"TELEGRAM_WEBHOOK_SECRET" hidden:"" secret:"" help:"1 to 256 of A-Z, a-z, 0-9, _ and -."`
	SlackBotToken      string `env:"SLACK_BOT_TOKEN" hidden:"" secret:"" help:"Enables Slack (xoxb-…)."`
	SlackAppToken      string `env:"SLACK_APP_TOKEN" hidden:"" secret:"" help:"Socket Mode (xapp-…)."`
	SlackSigningSecret string `env:"SLACK_SIGNING_SECRET" hidden:"" secret:"" help:"Events API over HTTP: /slack/events, /slack/commands, /slack/actions."`
	SlackAPI           string `name:"slack-api-url" env:"SLACK_API_URL" help:"Web API root, ending in /. Default: Slack's."`
	SMTP               string `name:"smtp-url" env:"SMTP_URL" hidden:"" secret:"" help:"Mail server for calls by e-mail: smtp://user:password@host:587, smtps://… or smtp+plain://…"`
	PhoneKey           string `env:"PHONE_KEY" hidden:"" secret:"" help:"Secret of the phone gateway, for {key} in channels.phone."`
	PublicURL          string `env:"PUBLIC_URL" help:"Address under which people reach this desk, for the links in calls by e-mail and phone. Default: no links."`
	LinkKey            string `env:"LINK_KEY" hidden:"" secret:"" help:"Secret that signs these links: a random word of 16 characters or more."`
	// Mails connects to the mail server; nil: the network.
	Mails func(ctx context.Context, network, address string) (net.Conn, error) `kong:"-"`
}

// errNoMessenger says what is missing when no token is there.
var errNoMessenger = errors.New("no messenger is turned on: set TELEGRAM_BOT_TOKEN, or SLACK_BOT_TOKEN with SLACK_APP_TOKEN or SLACK_SIGNING_SECRET")

// Complete returns an error if no messenger is turned on, or if one lacks an
// option.
func (o MessengerOptions) Complete() error {
	slackHears := o.SlackAppToken != "" || o.SlackSigningSecret != ""
	switch {
	case o.TelegramToken == "" && o.SlackBotToken == "":
		return errNoMessenger
	case o.SlackBotToken != "" && !slackHears:
		return errors.New("SLACK_BOT_TOKEN needs SLACK_APP_TOKEN beside it (Socket Mode), or SLACK_SIGNING_SECRET (Events API)")
	case o.SlackBotToken == "" && slackHears:
		return errors.New("Slack is not turned on: SLACK_BOT_TOKEN is missing") //nolint:staticcheck // a name
	case o.TelegramToken != "" && o.TelegramWebhook != "" && o.TelegramSecret == "":
		return errors.New("TELEGRAM_WEBHOOK_URL needs TELEGRAM_WEBHOOK_SECRET beside it: a long random word of your own")
	}
	return nil
}

// Traits returns the messengers that are turned on, with what they can do.
func (o MessengerOptions) Traits() map[desk.Platform]desk.Traits {
	on := EveryMessenger()
	if o.TelegramToken == "" {
		delete(on, desk.Telegram)
	}
	if o.SlackBotToken == "" {
		delete(on, desk.Slack)
	}
	if o.SMTP == "" {
		delete(on, desk.Email)
	}
	return on
}

// EveryMessenger returns the messengers that can be turned on, with what they
// can do, and what else people are called by, if desk.yaml has a channel for it.
func EveryMessenger() map[desk.Platform]desk.Traits {
	return map[desk.Platform]desk.Traits{
		desk.Telegram: telegram.Traits(), desk.Slack: slack.Traits(), desk.Email: calls.Traits(), desk.Phone: calls.Traits(),
	}
}

// A connection is an adapter as the app uses it.
type connection interface {
	desk.Messenger
	receiver
	// Check checks what the desk needs from the platform.
	Check(ctx context.Context, d *desk.Desk) []desk.Finding
	// Refused reports whether the platform refuses the bot's token, and what to
	// do then.
	Refused(ctx context.Context) (desk.Finding, bool)
}

// A receiver receives a platform's events.
type receiver interface {
	// Run receives until ctx ends, and returns when no event is being handled.
	Run(ctx context.Context, handle desk.IntakeFunc) error
	// Routes handles the platform's requests.
	Routes(handle desk.IntakeFunc) http.Handler
	// Ready reports whether the bot receives.
	Ready(ctx context.Context) error
}

// A rightsChecker can say what the bot may do in the desk's chats.
type rightsChecker interface {
	Rights(ctx context.Context, d *desk.Desk) []desk.Finding
}

// A menuSetter can show commands in the platform's menus.
type menuSetter interface {
	SetCommands(ctx context.Context, menus []desk.CommandMenu)
}

// A connected messenger is one that is turned on.
type connected struct {
	connection
	platform desk.Platform
	path     string // of its routes; "": it has none
}

// connections are the messengers that are turned on.
type connections []connected

// rights asks each messenger what the bot may do there.
func (all connections) rights(ctx context.Context, d *desk.Desk) (found []desk.Finding) {
	for _, c := range all {
		if checker, ok := c.connection.(rightsChecker); ok {
			found = append(found, checker.Rights(ctx, d)...)
		}
	}
	return found
}

// surroundings are what adapters get besides their options.
type surroundings struct {
	Store  *storage.DB
	Clock  desk.Clock
	Log    *slog.Logger
	Client *http.Client      // nil: the default
	Dialer *websocket.Dialer // nil: the default
	Desk   func() *desk.Desk
	Seen   func(desk.Platform) func(kind, result string)
}

// connect makes the adapters. They do not connect yet.
func (o MessengerOptions) connect(in surroundings) (connections, error) {
	if err := o.Complete(); err != nil {
		return nil, err
	}
	links, err := o.links(in)
	if err != nil {
		return nil, err
	}
	if in.Client == nil {
		in.Client = ordinaryClient()
	}
	var all connections
	if o.TelegramToken != "" {
		adapter, err := telegram.New(telegram.Config{
			Token: o.TelegramToken, APIURL: o.TelegramAPI, HTTPClient: in.Client,
			WebhookURL: o.TelegramWebhook, WebhookSecret: o.TelegramSecret,
			Clock: in.Clock, Log: in.Log, Parker: in.Store, Commands: acts.Words(), Lead: in.lead, Seen: in.Seen(desk.Telegram),
		})
		if err != nil {
			return nil, fmt.Errorf("turn Telegram on: %w", err)
		}
		all = append(all, connected{adapter, desk.Telegram, "/telegram"})
	}
	if o.SlackBotToken != "" {
		adapter, err := slack.New(slack.Config{
			BotToken: o.SlackBotToken, AppToken: o.SlackAppToken, SigningSecret: o.SlackSigningSecret,
			APIURL: o.SlackAPI, HTTPClient: in.Client, Dialer: in.Dialer,
			Clock: in.Clock, Log: in.Log, Parker: in.Store, Mark: in.slackMark, SetMark: in.setSlackMark, Seen: in.Seen(desk.Slack),
			Desk: in.Desk,
		})
		if err != nil {
			return nil, fmt.Errorf("turn Slack on: %w", err)
		}
		all = append(all, connected{adapter, desk.Slack, "/slack/"})
	}
	if o.SMTP != "" {
		adapter, err := email.New(email.Config{URL: o.SMTP, Links: links, Desk: in.Desk, Clock: in.Clock, Dial: o.Mails})
		if err != nil {
			return nil, fmt.Errorf("turn e-mail on: %w", err)
		}
		all = append(all, connected{adapter, desk.Email, ""})
	}
	return append(all, connected{phone.New(phone.Config{Key: o.PhoneKey, Links: links, Desk: in.Desk, Client: in.Client}), desk.Phone, ""}), nil
}

// links makes the links of calls, and answers them.
func (o MessengerOptions) links(in surroundings) (*calls.Links, error) {
	return calls.NewLinks(o.PublicURL, o.LinkKey, in.Clock, in.Desk)
}

// ordinaryClient keeps a connection for each of the courier's workers. Go keeps
// two idle connections per host by default, so in a burst most calls would
// begin with a handshake.
func ordinaryClient() *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone() //nolint:errcheck,forcetypeassert // net/http guarantees this type
	transport.MaxIdleConnsPerHost = 2 * courier.Hands
	return &http.Client{Transport: transport}
}

// lead makes this replica the one that polls Telegram, unless another one does.
func (in surroundings) lead(ctx context.Context) (release func(), ok bool, err error) {
	lead, ok, err := in.Store.TryLead(ctx, "telegram-poll")
	if err != nil || !ok {
		return nil, false, err
	}
	return func() {
		if err := lead.Release(context.WithoutCancel(ctx)); err != nil {
			in.Log.Warn("let the poll go", "error", err)
		}
	}, true, nil
}

// slackMark returns how far a channel's history was handled. After a long
// outage the desk reads the channel from there.
func (in surroundings) slackMark(ctx context.Context, channel string) (ts string, err error) {
	err = in.Store.View(ctx, func(tx *storage.Tx) error {
		ts, err = tx.Mark(ctx, "slack/"+channel)
		return err
	})
	return ts, err
}

func (in surroundings) setSlackMark(ctx context.Context, channel, ts string) error {
	return in.Store.Update(ctx, func(tx *storage.Tx) error { return tx.SetMark(ctx, "slack/"+channel, ts) })
}

// messengers returns the connections as the courier uses them.
func (all connections) messengers() map[desk.Platform]desk.Messenger {
	on := map[desk.Platform]desk.Messenger{}
	for _, c := range all {
		on[c.platform] = c.connection
	}
	return on
}

// isMember asks a messenger whether an account is in a chat.
func (all connections) isMember(ctx context.Context, chat desk.Address, who desk.Account) (bool, error) {
	for _, c := range all {
		if m, ok := c.connection.(desk.MemberChecker); ok && c.platform == chat.Platform {
			return m.IsMember(ctx, chat, who)
		}
	}
	return false, fmt.Errorf("nobody knows who is in %s", chat)
}

// showHome shows somebody their own page in a messenger.
func (all connections) showHome(ctx context.Context, who desk.Account, p desk.Page) error {
	for _, c := range all {
		if h, ok := c.connection.(desk.Hoster); ok && c.platform == who.Platform {
			return h.ShowHome(ctx, who, p)
		}
	}
	return &desk.SendError{Fate: desk.Refused, Err: fmt.Errorf("%s shows no pages", who.Platform)}
}

// inviteLink returns a link with an invitation, "" if the platform has none.
func (all connections) inviteLink(p desk.Platform, code string) string {
	for _, c := range all {
		if i, ok := c.connection.(desk.Inviter); ok && c.platform == p {
			return i.InviteLink(code)
		}
	}
	return ""
}
