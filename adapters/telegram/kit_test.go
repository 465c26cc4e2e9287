package telegram_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"vakhta/adapters/adaptertest"
	"vakhta/adapters/telegram"
	"vakhta/desk"
	simtelegram "vakhta/sim/telegram"
)

// A desktop is an adapter with its server and the few people of these tests.
type desktop struct {
	*telegram.Adapter
	t     *testing.T
	srv   *simtelegram.Server
	net   *adaptertest.Network
	maria *simtelegram.User
	log   journal

	mu     sync.Mutex
	events []desk.Event
	parked []desk.EventID
	// answer is what the desk does with an event. If it is nil, every event
	// succeeds.
	answer func(desk.Event) (desk.Reply, error)
	// noStore makes parking fail.
	noStore bool
}

// inFakeTime runs a test with an adapter that polls, unless setUp makes it
// something else.
func inFakeTime(t *testing.T, test func(*desktop), setUp ...func(*desktop, *telegram.Config)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		d := &desktop{t: t, srv: simtelegram.New(simtelegram.Config{Token: token})}
		d.open(setUp...)
		test(d)
		if strings.Contains(d.log.String(), "very-secret") {
			t.Errorf("the token is in the log:\n%s", d.log.String())
		}
		for _, v := range d.srv.Violations() {
			t.Errorf("the server complains: %s", v)
		}
	})
}

func (d *desktop) open(setUp ...func(*desktop, *telegram.Config)) {
	d.t.Helper()
	c := telegram.Config{
		Token: token, APIURL: "http://telegram.test/", Clock: desk.WallClock{}, Parker: d,
		Log: slog.New(slog.NewTextHandler(&d.log, nil)),
	}
	for _, change := range setUp {
		change(d, &c)
	}
	d.maria = d.srv.User(7001, "Мария", "Петрова", "ru")
	d.net = adaptertest.Listen(d.t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { d.server().ServeHTTP(w, r) }))
	c.HTTPClient = d.net.Client(d.t)
	a, err := telegram.New(c)
	if err != nil {
		d.t.Fatal(err)
	}
	d.Adapter = a
}

// server returns the server that answers now.
func (d *desktop) server() *simtelegram.Server {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.srv
}

// A journal is a log that can be read while it is written.
type journal struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.String()
}

// run receives until the test ends, or until the returned function is called.
func (d *desktop) run() (stop func()) {
	ctx, cancel := context.WithCancel(d.t.Context())
	ended := make(chan error, 1)
	go func() { ended <- d.Run(ctx, d.handle) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			d.t.Errorf("Run ends with %v", err)
		}
	})
	d.t.Cleanup(stop)
	synctest.Wait()
	return stop
}

func (d *desktop) handle(_ context.Context, e desk.Event) (desk.Reply, error) {
	d.mu.Lock()
	answer := d.answer
	d.mu.Unlock()
	var reply desk.Reply
	if answer != nil {
		var err error
		if reply, err = answer(e); err != nil {
			return reply, err
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.events = append(d.events, e)
	return reply, nil
}

func (d *desktop) Park(_ context.Context, id desk.EventID, _ []byte, _ string, _ time.Time) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.noStore {
		return errStoreAway
	}
	d.parked = append(d.parked, id)
	return nil
}

var errStoreAway = errors.New("the store is away")

// pass moves the fake time forward and waits for what follows.
func pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// heard returns the events so far.
func (d *desktop) heard() []desk.Event {
	synctest.Wait()
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]desk.Event(nil), d.events...)
}

// parkedIDs returns the updates that were parked so far.
func (d *desktop) parkedIDs() []desk.EventID {
	synctest.Wait()
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]desk.EventID(nil), d.parked...)
}

// answers changes what the desk does with events.
func (d *desktop) answers(with func(desk.Event) (desk.Reply, error)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.answer = with
}

// loses makes parking fail, or work again.
func (d *desktop) loses(store bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.noStore = store
}

// heardTexts returns the texts of what was said so far.
func (d *desktop) heardTexts() []string {
	var texts []string
	for _, e := range d.heard() {
		if said, ok := e.Body.(desk.Said); ok {
			texts = append(texts, said.Text)
		}
	}
	return texts
}

func (d *desktop) says(text string) {
	d.t.Helper()
	if _, err := d.maria.Says(d.maria.ID, text); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desktop) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// post posts a card and fails the test if the server refuses it.
func (d *desktop) post(to desk.Address, c desk.Card) desk.MessageRef {
	d.t.Helper()
	at, err := d.Post(d.t.Context(), to, c, "key")
	d.must(err)
	return at
}

func take() [][]desk.Button {
	return [][]desk.Button{{{Label: "Take", Press: desk.Press{Action: desk.ActAck, Key: desk.Key{Project: "ROM", Number: 42}}}}}
}
