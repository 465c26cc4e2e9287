package slack_test

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"vakhta/adapters/slack"
	"vakhta/desk"
	simslack "vakhta/sim/slack"
)

// A bench is an adapter at work in a workspace, in fake time.
type bench struct {
	*simslack.Server
	t       testing.TB
	adapter *slack.Adapter
	anna    *simslack.Person
	diary   *diary
	halt    func()
}

// A diary receives events and answers with reply.
type diary struct {
	mu     sync.Mutex
	events []desk.Event
	reply  func(desk.Event) (desk.Reply, error)
	parked int
}

func (d *diary) handle(_ context.Context, e desk.Event) (desk.Reply, error) {
	d.mu.Lock()
	reply := d.reply
	d.mu.Unlock()
	var r desk.Reply
	if reply != nil {
		var err error
		if r, err = reply(e); err != nil {
			return r, err
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.events = append(d.events, e)
	return r, nil
}

// Park counts what is parked.
func (d *diary) Park(context.Context, desk.EventID, []byte, string, time.Time) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.parked++
	return nil
}

func (d *diary) answer(reply func(desk.Event) (desk.Reply, error)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.reply = reply
}

// texts returns what was said, each event once, in order.
func (d *diary) texts() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	seen := map[desk.EventID]bool{}
	var all []string
	for _, e := range d.events {
		if s, ok := e.Body.(desk.Said); ok && !seen[e.ID] {
			seen[e.ID] = true
			all = append(all, s.Text)
		}
	}
	return strings.Join(all, "; ")
}

// last returns the latest event with a body of one type.
func last[B desk.Body](t testing.TB, d *diary) (desk.Event, B) {
	t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, e := range slices.Backward(d.events) {
		if b, ok := e.Body.(B); ok {
			return e, b
		}
	}
	var none B
	t.Fatalf("no event is a %T: %+v", none, d.events)
	return desk.Event{}, none
}

// bubble runs a test with a bench in fake time.
func bubble(t *testing.T, c slack.Config, test func(b *bench)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		srv := newServer(t, simslack.Config{})
		anna, err := srv.Person("U0ANNA")
		if err != nil {
			t.Fatal(err)
		}
		d := &diary{}
		c.Clock, c.Log, c.Parker = desk.WallClock{}, slog.New(slog.NewTextHandler(t.Output(), nil)), d
		b := &bench{Server: srv, t: t, anna: anna, diary: d, adapter: newAdapter(t, srv, c)}
		b.run()
		t.Cleanup(func() { b.halt() })
		test(b)
		for _, complaint := range append(srv.Violations(), srv.MentionViolations()...) {
			t.Errorf("Slack complains: %s", complaint)
		}
	})
}

// run starts the adapter; halt stops it.
func (b *bench) run() {
	b.t.Helper()
	ctx, cancel := context.WithCancel(b.t.Context())
	ended := make(chan error, 1)
	go func() { ended <- b.adapter.Run(ctx, b.diary.handle) }()
	var once sync.Once
	b.halt = func() {
		once.Do(func() {
			cancel()
			if err := <-ended; err != nil {
				b.t.Errorf("Run ends with %v", err)
			}
		})
	}
	b.pass(time.Second)
}

// pass moves the fake time forward and waits for what follows.
func (b *bench) pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func try(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func channel(id string) desk.Address { return desk.Address{Platform: desk.Slack, Chat: id} }

func card(title string) desk.Card { return desk.Card{Title: title} }

func pressable(a desk.Action) desk.Card {
	return desk.Card{Title: "ROM-42", Buttons: [][]desk.Button{{{Label: "Press me", Press: desk.Press{
		Action: a, Key: desk.Key{Project: "ROM", Number: 42}, Rev: 7,
	}}}}}
}
