// Package inbound receives what Telegram tells the bot, by long poll or by
// webhook, and acknowledges it only when what follows from it is committed.
//
// How an update is handled is the intake's business; here it is received, given
// to the intake and confirmed, and whoever pressed is answered.
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

// Config is what a Receiver is made of.
type Config struct {
	API    *bot.Bot
	Calls  *botapi.Client
	Clock  desk.Clock
	Log    *slog.Logger
	Parker desk.Parker
	Seen   func(kind, result string)
	// Post shows the answer to an act where it was done.
	Post func(ctx context.Context, to desk.Address, c desk.Card, key string) (desk.MessageRef, error)
	// Commands are the words that are commands of the desk.
	Commands []string
	// Lead makes this replica the one that polls, unless another is; nil: there
	// is no other.
	Lead          func(ctx context.Context) (release func(), ok bool, err error)
	WebhookURL    string // "": long poll
	WebhookSecret string
}

// A Receiver receives for one bot. New makes one.
type Receiver struct {
	Config
	reader  atomic.Pointer[updates.Decoder] // nil until Telegram has told who the bot is
	trouble atomic.Pointer[error]           // what the last attempt to receive ended with
	intake  *intake.Intake
	under   sync.WaitGroup // updates of the poll that are under way
}

// New makes a receiver.
func New(c Config) *Receiver {
	return &Receiver{Config: c, intake: intake.New(intake.Config{
		Platform: desk.Telegram, Clock: c.Clock, Log: c.Log, Parker: c.Parker, Seen: c.Seen,
	})}
}

// Run receives until ctx ends, and returns when nothing is under way any more.
// Telegram being away, or refusing the token, does not end it.
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

// Username is the bot's, or "" until Telegram has told.
func (r *Receiver) Username() string {
	if reader := r.reader.Load(); reader != nil {
		return reader.Username
	}
	return ""
}

// Ready reports whether the bot receives: Telegram told who it is, and the last
// attempt to hear from it went well.
func (r *Receiver) Ready() error {
	if trouble := r.trouble.Load(); trouble != nil {
		return *trouble
	}
	if r.reader.Load() == nil {
		return errors.New("telegram: waiting to hear who the bot is")
	}
	return nil
}

// insist repeats what must succeed before anything else can, until it does;
// false: ctx ended first.
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

// inTrouble notes that receiving does not work, and tells how long to wait.
func (r *Receiver) inTrouble(ctx context.Context, what string, err error, tries int) time.Duration {
	if ctx.Err() != nil {
		return 0
	}
	send := botapi.FateOf(what, err)
	r.trouble.Store(new(error(send)))
	r.Seen("receive", send.Fate.String())
	r.Log.ErrorContext(ctx, "telegram: receive", "error", send)
	if send.After > 0 {
		return send.After
	}
	return intake.Backoff(tries, 30*time.Second)
}

// wait lets time pass, unless ctx ends first.
func (r *Receiver) wait(ctx context.Context, d time.Duration) { intake.Pause(ctx, r.Clock, d) }
