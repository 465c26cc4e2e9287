// Package inbound receives updates from Telegram, by long polling or by
// webhook, and acknowledges each only when its effects are committed.
//
// How an update is handled is up to the intake. This package receives it,
// passes it on, acknowledges it, and answers presses.
package inbound

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-telegram/bot"

	"vakhta/adapters/intake"
	"vakhta/adapters/telegram/botapi"
	"vakhta/adapters/telegram/updates"
	"vakhta/desk"
)

// Config is what a Receiver needs.
type Config struct {
	API    *bot.Bot
	Calls  *botapi.Client
	Clock  desk.Clock
	Log    *slog.Logger
	Parker desk.Parker
	Seen   func(kind, result string)
	// Post shows the answer to an act in its chat.
	Post func(ctx context.Context, to desk.Address, c desk.Card, key string) (desk.MessageRef, error)
	// Commands are the desk's commands.
	Commands []string
	// Lead makes this replica the one that polls, unless another one does; nil:
	// there is no other.
	Lead          func(ctx context.Context) (release func(), ok bool, err error)
	WebhookURL    string // "": long polling
	WebhookSecret string
}

// A Receiver receives for one bot. New makes one.
type Receiver struct {
	Config
	reader  atomic.Pointer[updates.Decoder] // nil until Telegram has told who the bot is
	trouble atomic.Pointer[error]           // result of the last attempt to receive
	intake  *intake.Intake
	under   sync.WaitGroup // polled updates being handled
}

// New makes a receiver.
func New(c Config) *Receiver {
	return &Receiver{Config: c, intake: intake.New(intake.Config{
		Platform: desk.Telegram, Clock: c.Clock, Log: c.Log, Parker: c.Parker, Seen: c.Seen,
	})}
}

// Run receives until ctx ends, and returns when no update is being handled. It
// continues if Telegram is away or refuses the token.
func (r *Receiver) Run(ctx context.Context, handle desk.IntakeFunc) {
	r.intake.Run(func() { r.run(ctx, handle) })
	r.under.Wait()
}

func (r *Receiver) run(ctx context.Context, handle desk.IntakeFunc) {
	if !r.insist(ctx, "ask who the bot is", r.identify) {
		return
	}
	if r.WebhookURL == "" {
		r.receive(ctx, handle)
		return
	}
	if r.insist(ctx, "set the webhook", r.setWebhook) {
		<-ctx.Done()
	}
}

// identify asks Telegram who the bot is.
func (r *Receiver) identify(ctx context.Context) error {
	me, err := r.API.GetMe(ctx)
	if err != nil {
		return err
	}
	r.reader.Store(&updates.Decoder{Bot: me.ID, Username: me.Username, Commands: r.Commands})
	return nil
}

// Username returns the bot's username, "" until Telegram has told it.
func (r *Receiver) Username() string {
	if reader := r.reader.Load(); reader != nil {
		return reader.Username
	}
	return ""
}

// Ready reports whether the bot receives: Telegram has told who it is, and the
// last attempt to receive succeeded.
func (r *Receiver) Ready() error {
	if trouble := r.trouble.Load(); trouble != nil {
		return *trouble
	}
	if r.reader.Load() == nil {
		return errors.New("telegram: waiting to hear who the bot is")
	}
	return nil
}

// insist repeats try until it succeeds, and returns false if ctx ended first.
func (r *Receiver) insist(ctx context.Context, what string, try func(context.Context) error) bool {
	for tries := 0; ctx.Err() == nil; tries++ {
		err := botapi.Within(ctx, try)
		if err == nil {
			r.trouble.Store(nil)
			return true
		}
		r.wait(ctx, r.inTrouble(ctx, what, err, tries))
	}
	return false
}

// patient is how often in a row Telegram may ask to wait before that is an error:
// of two replicas that set the webhook at once, it asks one.
const patient = 3

// inTrouble records that receiving fails, and returns how long to wait.
func (r *Receiver) inTrouble(ctx context.Context, what string, err error, tries int) time.Duration {
	if ctx.Err() != nil {
		return 0
	}
	send := botapi.FateOf(what, err)
	r.trouble.Store(new(error(send)))
	r.Seen("receive", send.Fate.String())
	level := slog.LevelError
	if send.Fate == desk.Later && tries < patient && !errors.Is(send, desk.ErrUnauthorized) {
		level = slog.LevelInfo
	}
	r.Log.Log(ctx, level, "telegram: receive", "error", send)
	if send.After > 0 {
		return send.After
	}
	return intake.Backoff(tries, 30*time.Second)
}

// wait waits, unless ctx ends first.
func (r *Receiver) wait(ctx context.Context, d time.Duration) { intake.Pause(ctx, r.Clock, d) }
