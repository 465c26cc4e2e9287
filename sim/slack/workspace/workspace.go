// Package workspace is the memory of a simulated Slack workspace: people,
// channels, messages with their threads and reactions, and files.
//
// It decides what Slack itself would decide about that memory and nothing
// about transport: a call that Slack refuses answers a ledger.RefusedError, and
// whatever the app would hear of goes to the sink as an Event, in the order
// it happened.
package workspace

import (
	"encoding/json"
	"fmt"
	"time"

	"vakhta/sim/slack/ledger"
)

// Event is something the app may hear of. Name is the subscription it needs
// ("message.channels"); Inner is the inner event as JSON.
type Event struct {
	ID    string
	Name  string
	At    time.Time
	Inner json.RawMessage
	// Shared marks what happened in a channel shared with another
	// organisation.
	Shared bool
}

// Workspace holds everything that more than one person can see. All methods
// may be called from any goroutine and answer copies.
type Workspace struct {
	*ledger.Ledger
	sink func(Event)

	users    []*User // in the order they came, as the channels
	people   map[string]*User
	channels []*Channel
	rooms    map[string]*Channel
	directs  map[string]*Channel // by the person whom the bot talks to there
	files    []*File
	groups   map[string][]string
}

// New answers an empty workspace with the app's bot as its only user. The
// sink is called within a change: it must only put the event aside.
func New(l *ledger.Ledger, sink func(Event)) *Workspace {
	bot := &User{
		ID: l.App.BotUserID, Name: l.App.BotName, RealName: l.App.BotName, IsBot: true,
		TeamID: l.App.TeamID, TZ: "UTC", Locale: "en-US",
	}
	return &Workspace{
		Ledger: l, sink: sink, users: []*User{bot}, people: map[string]*User{bot.ID: bot},
		rooms: map[string]*Channel{}, directs: map[string]*Channel{}, groups: map[string][]string{},
	}
}

// emit hands an event to the sink. A payload that cannot be encoded is a
// mistake of this package, not of a caller.
func (w *Workspace) emit(name string, shared bool, inner map[string]any) {
	body, err := json.Marshal(inner)
	if err != nil {
		panic(fmt.Sprintf("workspace: event %s cannot be encoded: %v", name, err))
	}
	w.sink(Event{ID: w.NextID("Ev"), Name: name, At: w.Now(), Inner: body, Shared: shared})
}
