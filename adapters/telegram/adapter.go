// Package telegram is the desk's messenger on Telegram: it takes in what people
// do there and shows them the desk's cards.
//
// Updates come by long poll, which one replica at a time holds, or by webhook.
// They are acknowledged only after what follows from them is committed. Those of
// one chat wait in a lane and are handled in order, chats side by side; one that
// can never be handled is parked with its payload. Package updates understands
// what Telegram tells, package layout writes what Telegram shows.
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

	"vakhta/adapters/telegram/updates"
	"vakhta/conversations/cards"
	"vakhta/desk"
)

// Config is what an Adapter is made of.
type Config struct {
	Token  string
	APIURL string // "": Telegram's
	// HTTPClient makes the calls; nil: one of the adapter's own. It must have no
	// timeout: each call brings its own.
	HTTPClient *http.Client
	// WebhookURL is the whole public address that Telegram calls; "": long poll.
	WebhookURL    string
	WebhookSecret string
	Clock         desk.Clock
	Log           *slog.Logger
	Parker        desk.Parker
	// Lead makes this replica the one that polls, unless another is; nil: there
	// is no other.
	Lead func(ctx context.Context) (release func(), ok bool, err error)
	// Seen counts what came in and what went wrong, for the metrics; nil: nobody does.
	Seen func(kind, result string)
}

// An Adapter is the desk on Telegram. New makes one.
type Adapter struct {
	Config
	api   *bot.Bot
	calls *client
	// reader knows who the bot is; nil until Telegram has told.
	reader  atomic.Pointer[updates.Reader]
	trouble atomic.Pointer[error] // what the last attempt to receive ended with
	noTime  atomic.Bool           // the server is older than <tg-time>
	lanes   lanes
	fails   failures
	forums  forums
}

var (
	_ desk.Messenger = (*Adapter)(nil)
	_ desk.Threader  = (*Adapter)(nil)
	_ desk.Reactor   = (*Adapter)(nil)
	_ desk.Remover   = (*Adapter)(nil)
	_ desk.Inviter   = (*Adapter)(nil)
)

const (
	defaultAPI = "https://api.telegram.org"
	// callTimeout is how long a call may take; a poll waits pollWait longer.
	callTimeout = 20 * time.Second
)

// New makes an adapter. It calls nobody yet.
func New(c Config) (*Adapter, error) {
	if id, secret, _ := strings.Cut(c.Token, ":"); secret == "" || !isNumber(id) {
		return nil, errors.New("telegram: the bot's token looks like 123456:letters, as BotFather gives it")
	}
	if c.WebhookURL != "" && !regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`).MatchString(c.WebhookSecret) {
		return nil, errors.New("telegram: a webhook needs a secret of 1 to 256 of A-Z, a-z, 0-9, _ and -")
	}
	if c.APIURL == "" {
		c.APIURL = defaultAPI
	}
	c.APIURL = strings.TrimSuffix(c.APIURL, "/")
	if c.HTTPClient == nil {
		c.HTTPClient = &http.Client{}
	}
	if c.Seen == nil {
		c.Seen = func(string, string) {}
	}
	a := &Adapter{Config: c, calls: &client{http: c.HTTPClient, url: c.APIURL, token: c.Token}}
	var err error
	a.api, err = bot.New(c.Token, bot.WithSkipGetMe(), bot.WithServerURL(c.APIURL), bot.WithHTTPClient(pollWait, a.calls),
		bot.WithErrorsHandler(func(error) { a.Seen("call", "untidy") }))
	if err != nil {
		return nil, fmt.Errorf("telegram: %w", err)
	}
	return a, nil
}

func isNumber(s string) bool {
	_, err := strconv.ParseInt(s, 10, 64)
	return err == nil
}

// Run receives until ctx ends, and returns when nothing is under way any more.
// Telegram being away, or refusing the token, does not end it: the rest of the
// desk works on, and Ready tells.
func (a *Adapter) Run(ctx context.Context, handle desk.IntakeFunc) error {
	a.lanes.open()
	defer a.lanes.close()
	if !a.insist(ctx, "ask who the bot is", a.identify) {
		return nil
	}
	if a.WebhookURL == "" {
		a.receive(ctx, handle)
		return nil
	}
	if a.insist(ctx, "set the webhook", a.setWebhook) {
		<-ctx.Done()
	}
	return nil
}

// identify asks Telegram who the bot is.
func (a *Adapter) identify(ctx context.Context) error {
	me, err := a.api.GetMe(ctx)
	if err != nil {
		return err
	}
	a.reader.Store(&updates.Reader{Bot: me.ID, Username: me.Username, Commands: knownCommands()})
	return nil
}

func knownCommands() []string {
	names := []string{"start", "ticket"}
	for _, c := range cards.Commands(desk.English, cards.Help{Engineer: true, Manager: true, Admin: true}) {
		names = append(names, c.Name)
	}
	return names
}

// insist repeats what must succeed before anything else can, until it does;
// false: ctx ended first.
func (a *Adapter) insist(ctx context.Context, what string, try func(context.Context) error) bool {
	for tries := 0; ctx.Err() == nil; tries++ {
		err := a.within(ctx, try)
		if err == nil {
			a.trouble.Store(nil)
			return true
		}
		if !a.wait(ctx, a.inTrouble(ctx, what, err, tries)) {
			break
		}
	}
	return false
}

// within gives a call its time.
func (a *Adapter) within(ctx context.Context, call func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	return call(ctx)
}

// inTrouble notes that receiving does not work, and tells how long to wait.
func (a *Adapter) inTrouble(ctx context.Context, what string, err error, tries int) time.Duration {
	if ctx.Err() != nil {
		return 0
	}
	send := fateOf(what, err)
	a.trouble.Store(new(error(send)))
	a.Seen("receive", send.Fate.String())
	a.Log.Error("telegram: receive", "error", send)
	switch {
	case errors.Is(send, desk.ErrUnauthorized):
		return time.Minute
	case send.After > 0:
		return send.After
	default:
		return backoff(tries)
	}
}

// backoff is how long to wait after a number of tries: 1 s, 2 s, 4 s … half a minute.
func backoff(tries int) time.Duration { return min(time.Second<<min(tries, 5), 30*time.Second) }

// wait lets time pass; false: ctx ended first.
func (a *Adapter) wait(ctx context.Context, d time.Duration) bool {
	t := a.Clock.Timer(a.Clock.Now().Add(d))
	defer t.Stop()
	select {
	case <-t.C():
		return true
	case <-ctx.Done():
		return false
	}
}

// Ready reports whether the bot receives: Telegram told who it is, and the last
// attempt to hear from it went well.
func (a *Adapter) Ready(context.Context) error {
	if trouble := a.trouble.Load(); trouble != nil {
		return *trouble
	}
	if a.reader.Load() == nil {
		return errors.New("telegram: waiting to hear who the bot is")
	}
	return nil
}

// InviteLink opens the bot's private chat with an invitation's code; it is ""
// until Telegram has told who the bot is.
func (a *Adapter) InviteLink(code string) string {
	r := a.reader.Load()
	if r == nil {
		return ""
	}
	return "https://t.me/" + r.Username + "?start=" + code
}
