// Package inbound receives updates from Slack and passes them to the desk.
//
// A parcel is what arrived over a socket, over HTTP or from a channel's
// history; a delivery is a decoded parcel with its place in the lane of its
// channel. How it is handled is up to the intake. This package receives it,
// passes it on, acknowledges it, and answers the person who acted.
package inbound

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"

	"vakhta/adapters/intake"
	"vakhta/adapters/slack/history"
	"vakhta/adapters/slack/people"
	"vakhta/adapters/slack/webapi"
	"vakhta/desk"
)

// Config is what a Receiver needs.
type Config struct {
	Bot           webapi.Client
	App           webapi.Client     // opens sockets; without a token there are none
	Dialer        *websocket.Dialer // to the sockets
	SigningSecret string            // without it nothing is received over HTTP
	People        *people.Directory
	Clock         desk.Clock
	Log           *slog.Logger
	Parker        desk.Parker
	Seen          func(kind, result string)
	// Channels are those whose history is read, besides those from which
	// something was received.
	Channels func() []string
	// Mark and SetMark store marks across restarts; they may be nil.
	Mark    func(ctx context.Context, channel string) (ts string, err error)
	SetMark func(ctx context.Context, channel, ts string) error
}

// A Receiver receives.
type Receiver struct {
	Config
	intake *intake.Intake
	marks  *history.Marks
	links  atomic.Int32 // open sockets
	simple atomic.Bool  // Slack has refused a table or a chart
}

// settle is how long an update waits for earlier ones of its channel: Slack
// sends neighbours over different sockets, where they can overtake each other.
const settle = 30 * time.Millisecond

// New makes a receiver.
func New(c Config) *Receiver {
	r := &Receiver{Config: c, marks: history.NewMarks()}
	r.intake = intake.New(intake.Config{
		Platform: desk.Slack, Clock: c.Clock, Log: c.Log, Parker: c.Parker, Seen: c.Seen,
		Settle: settle, Introduce: r.introduce,
	})
	return r
}

// Run receives until ctx ends, and returns when everything has stopped. Over
// HTTP alone it only reads what was missed.
func (r *Receiver) Run(ctx context.Context, handle desk.IntakeFunc) {
	r.intake.Run(func() {
		var group sync.WaitGroup
		if r.hasSockets() {
			for range sockets {
				group.Go(func() { r.keepLink(ctx, handle) })
			}
		}
		r.marks.Missed() // while this process did not run
		group.Go(func() { r.catchUp(ctx, handle) })
		group.Wait()
	})
}

func (r *Receiver) hasSockets() bool { return r.App.Token != "" }

// Linked reports whether Slack reaches the bot, as far as that is known.
func (r *Receiver) Linked() bool { return !r.hasSockets() || r.links.Load() > 0 }

// Heard adds a channel to those whose history is read after an outage.
func (r *Receiver) Heard(channel string) { r.marks.Heard(channel) }
