// Package inbound receives what Slack tells the bot and hands it to the desk.
//
// A parcel is what came, over a socket, over HTTP or out of a channel's history;
// a delivery is a parcel that was understood, on its way through the lane of its
// channel. A parcel is acknowledged when the desk has committed what follows
// from it, or when it means nothing to the desk. What cannot be understood, or
// not be handled again and again, is parked, and then acknowledged.
package inbound

import (
	"context"
	"encoding/json"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"

	"vakhta/adapters/slack/history"
	"vakhta/adapters/slack/updates"
	"vakhta/adapters/slack/webapi"
	"vakhta/desk"
)

// Config is what a Receiver is made of.
type Config struct {
	App           webapi.Client     // opens sockets; without a token there are none
	Dialer        *websocket.Dialer // to the sockets
	SigningSecret string            // without it nothing comes over HTTP
	History       history.Reader
	Clock         desk.Clock
	Log           *slog.Logger
	Parker        desk.Parker
	Seen          func(kind, result string)
	// Reader decodes, once Slack has told who the bot is.
	Reader func(ctx context.Context) (updates.Reader, error)
	// Introduce fills in who did it; false: somebody who is not listened to.
	Introduce func(ctx context.Context, e *desk.Event) bool
	// Answer tells the one who acted what the desk replied, and SlashBody is the
	// same as the body of an acknowledgement, or nil where it has to go apart.
	Answer    func(ctx context.Context, u updates.Update, r desk.Reply)
	SlashBody func(r desk.Reply) json.RawMessage
	// Channels are those whose history is read, besides the ones heard from.
	Channels func() []string
	// Mark and SetMark remember marks across restarts; nil: nobody does.
	Mark    func(ctx context.Context, channel string) (ts string, err error)
	SetMark func(ctx context.Context, channel, ts string) error
}

// A Receiver receives.
type Receiver struct {
	Config
	lanes lanes
	marks *history.Marks
	links atomic.Int32 // open sockets
}

// New makes a receiver.
func New(c Config) *Receiver {
	return &Receiver{Config: c, lanes: lanes{all: map[string]*lane{}}, marks: history.NewMarks()}
}

// Run receives until ctx ends, and returns when all is quiet. Over HTTP alone it
// only reads up on what was missed.
func (r *Receiver) Run(ctx context.Context, handle desk.IntakeFunc) {
	var group sync.WaitGroup
	if r.hasSockets() {
		for range sockets {
			group.Go(func() { r.keepLink(ctx, handle) })
		}
	}
	r.marks.Missed() // for as long as this process did not run
	group.Go(func() { r.catchUp(ctx, handle) })
	group.Wait()
}

func (r *Receiver) hasSockets() bool { return r.App.Token != "" }

// Linked reports whether Slack reaches the bot, as far as that can be known.
func (r *Receiver) Linked() bool { return !r.hasSockets() || r.links.Load() > 0 }

// Heard adds a channel to those whose history is read after an outage.
func (r *Receiver) Heard(channel string) { r.marks.Heard(channel) }

// pause waits by the desk's clock, and reports whether there is a reason to go on.
func (r *Receiver) pause(ctx context.Context, d time.Duration) bool {
	timer := r.Clock.Timer(r.Clock.Now().Add(d))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C():
		return true
	}
}
