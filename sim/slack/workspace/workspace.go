// Package workspace is the state of a simulated Slack workspace: people,
// channels, messages with their threads and reactions, and files.
//
// It decides what Slack would decide about this state, and nothing about
// transport: what Slack refuses returns a ledger.RefusedError, and events for
// the app go to the sink in the order in which they happen.
package workspace

import (
	"encoding/json"
	"fmt"
	"time"

	"vakhta/sim/slack/ledger"
)

// Event is something the app may be told. Name is the subscription it needs
// ("message.channels"); Inner is the inner event as JSON.
type Event struct {
	ID    string
	Name  string
	At    time.Time
	Inner json.RawMessage
	// Shared marks an event in a channel shared with another organisation.
	Shared bool
}

// Workspace has everything that more than one person can see. Goroutines may
// share it; its methods return copies.
type Workspace struct {
	*ledger.Ledger
	sink func(Event)

	users    []*User // in the order in which they were added, like channels
	people   map[string]*User
	channels []*Channel
	rooms    map[string]*Channel
	directs  map[string]*Channel // by the person with whom the bot talks there
	files    []*File
	groups   map[string][]string
}

// New returns an empty workspace with the app's bot as its only user. The sink
// is called within a change, so it must only store the event.
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

// emit passes an event to the sink. A payload that cannot be encoded is a fault
// of this package.
func (w *Workspace) emit(name string, shared bool, inner map[string]any) {
	body, err := json.Marshal(inner)
	if err != nil {
		panic(fmt.Sprintf("workspace: event %s cannot be encoded: %v", name, err))
	}
	w.sink(Event{ID: w.NextID("Ev"), Name: name, At: w.Now(), Inner: body, Shared: shared})
}
