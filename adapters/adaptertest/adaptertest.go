// Package adaptertest is the test suite that every messenger's adapter must
// pass, run against its platform's simulated server.
//
// An adapter opens a Kit for each test: the adapter itself, connected to a
// server that follows the platform's rules, with the verbs that the suite
// needs. Everything runs in fake time, over a network in memory.
package adaptertest

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"vakhta/desk"
)

// A Kit is an adapter with its simulated platform.
type Kit struct {
	Messenger desk.Messenger
	// Run receives until ctx ends.
	Run func(ctx context.Context, handle desk.IntakeFunc) error
	// Channel is a group with the bot and Person; Stranger is one from which
	// the bot was removed.
	Channel, Stranger desk.Address
	Person            desk.Account
	Platform          Platform
	// Secrets must not be in any error or log line.
	Secrets []string
	// Redelivers is the longest time until the platform delivers an
	// unacknowledged event again.
	Redelivers time.Duration
}

// A Platform is what a simulated server does for the suite.
type Platform interface {
	People
	Sight
	Files
	Fortune
}

// Fortune is what happens without people.
type Fortune interface {
	Verdict
	Mischief
}

// People are a person's actions on a platform.
type People interface {
	// Say makes Person write to the bot in Channel.
	Say(text string) desk.MessageRef
	// Change makes Person change their message.
	Change(at desk.MessageRef, text string)
	// Press makes Person press a button under a message.
	Press(at desk.MessageRef, label string)
	// Command makes Person give a command to the bot in Channel.
	Command(words string)
}

// Sight is what people see.
type Sight interface {
	// Shown returns what people see of a message, without markup.
	Shown(at desk.MessageRef) (text string, ok bool)
	// Count returns how many messages of the bot are in Channel.
	Count() int
	// Called lists the accounts that a message mentions.
	Called(at desk.MessageRef) []string
	// Told returns what Person was told in answer to their actions, in order:
	// over the chat, visibly only to them, or by a message.
	Told() []string
}

// Verdict is the platform's own judgement of the bot.
type Verdict interface {
	// Answered reports whether no press waits for an answer.
	Answered() bool
	// Complaints returns the differences between the bot's calls and the
	// platform's documentation.
	Complaints() []string
}

// Mischief is what goes wrong.
type Mischief interface {
	// Fail makes the next call fail that sends, edits, or moves a file.
	Fail(f Fault)
	// Delete deletes a message without the adapter.
	Delete(at desk.MessageRef)
	// Repeat delivers the next event twice.
	Repeat()
	// Poison delivers an event that nobody can understand.
	Poison()
}

// A Fault is a way in which a call fails.
type Fault string

// The faults.
const (
	TooMany Fault = "asked to wait"     // for Wait
	Broken  Fault = "server in trouble" // a 5xx with a page of HTML
	Cut     Fault = "connection cut"    // without doing the call
	Lost    Fault = "answer lost"       // after doing the call
	Denied  Fault = "token refused"
)

// Wait is the delay that the platform asks for with TooMany.
const Wait = 7 * time.Second

// Options are what the suite gives an adapter.
type Options struct {
	Clock  desk.Clock
	Log    *slog.Logger
	Parker desk.Parker
}

// Open makes a kit for one test.
type Open func(t *testing.T, o Options) Kit

// Exercise runs the suite on an adapter.
func Exercise(t *testing.T, open Open) {
	t.Helper()
	for name, check := range map[string]func(*testing.T, *bench){
		"what is posted is shown":                           posts,
		"a card of any length is shown":                     longCards,
		"what the traits say is so":                         keepsItsTraits,
		"long words go on in further messages":              goesOn,
		"hostile text stays text":                           hostileText,
		"a mention calls its person and nobody else":        mentions,
		"an edit to what is shown already succeeds":         editsToTheSame,
		"an edit of a message that is gone says so":         editsOfTheGone,
		"a chat that does not take messages is told as one": chatGone,
		"every failure has its fate":                        fates,
		"no secret is in any error or in the log":           keepsSecrets,
		"what a person says is one event":                   hears,
		"a change of words is an event":                     hearsChanges,
		"a press is one event and is answered":              hearsPresses,
		"an event that comes twice has one id":              repeats,
		"what one person says keeps its order":              order,
		"what could not be handled comes again":             redelivery,
		"an event that nobody understands is parked":        poison,
		"a panic behind the engine ends nothing":            panics,
		"one who waits is told that it broke":               tellsTrouble,
		"a file is fetched as it was sent":                  fetches,
		"a file that cannot be had says why":                refusesFiles,
		"an uploaded file is shown":                         uploads,
		"files of an album arrive together":                 albums,
		"a file that is lost on the way has its fate":       losesFiles,
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBench(t, open)
				check(t, b)
				for _, c := range b.Platform.Complaints() {
					t.Errorf("the platform complains: %s", c)
				}
			})
		})
	}
}

// A bench is a kit in use, with what it logged and parked.
type bench struct {
	Kit
	t   *testing.T
	log bytes.Buffer
	lot lot
}

// newBench opens a kit and collects what it logs and parks.
func newBench(t *testing.T, open Open) *bench {
	t.Helper()
	b := &bench{t: t}
	b.Kit = open(t, Options{
		Clock: desk.WallClock{}, Parker: &b.lot,
		Log: slog.New(slog.NewTextHandler(&b.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	return b
}

// receive runs the adapter until the test ends and waits until it is ready.
func (b *bench) receive(handle desk.IntakeFunc) {
	ctx, cancel := context.WithCancel(b.t.Context())
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx, handle) }()
	b.t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			b.t.Errorf("Run ends with %v", err)
		}
	})
	synctest.Wait()
}

// pass advances the bubble's time and lets everything that follows happen.
func pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// A lot holds what was parked.
type lot struct {
	mu     sync.Mutex
	parked map[desk.EventID]string
}

// Park keeps a payload.
func (l *lot) Park(_ context.Context, id desk.EventID, payload []byte, _ string, _ time.Time) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.parked == nil {
		l.parked = map[desk.EventID]string{}
	}
	l.parked[id] = string(payload)
	return nil
}

// all returns the payloads, in no order.
func (l *lot) all() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	var all []string
	for _, p := range l.parked {
		all = append(all, p)
	}
	return all
}

// plain removes the invisible characters that prevent mentions.
func plain(s string) string { return strings.NewReplacer("\u2060", "", "\u200b", "").Replace(s) }
