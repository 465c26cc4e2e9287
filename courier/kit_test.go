package courier_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"vakhta/app"
	"vakhta/demo/cast"
	"vakhta/desk"
	"vakhta/files"
	"vakhta/internal/pipenet"
	"vakhta/internal/testdesk"
	"vakhta/internal/testpg"
	simslack "vakhta/sim/slack"
	simtelegram "vakhta/sim/telegram"
	"vakhta/storage"
	"vakhta/storage/schema"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// An office is everything that a courier works with, in fake time: a real database, both adapters with the simulated
// messengers and the people of desk.yaml, and the desk that is told what could not be delivered. No events come from
// the messengers, and no alarm rings.
type office struct {
	t      *testing.T
	url    string
	store  *storage.DB
	desk   *desk.Desk
	client *http.Client
	first  *app.App // it handles what people do
	*cast.Cast

	mu       sync.Mutex
	replicas []*app.App
	results  map[string]int // of the couriers' attempts
	pings    time.Duration  // how often the couriers ask the messengers
	spool    *files.Spool   // of the couriers; nil: their own
	files    files.Store    // of the couriers; nil: none
	log      strings.Builder
	events   int
	closes   []func()
}

// inOffice runs a test in an office at noon. The test must not end early: the office has to be closed. The
// functions of before are called first, outside the fake time, with the database's URL.
func inOffice(t *testing.T, test func(o *office), before ...func(url string)) {
	t.Helper()
	t.Parallel()
	url := testpg.New(t, schema.SQL(), storage.Migrate)
	for _, prepare := range before {
		prepare(url)
	}
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(testdesk.Noon))
		o := open(t, url)
		test(o)
		o.close()
	})
}

func open(t *testing.T, url string) *office {
	t.Helper()
	o := &office{t: t, url: url, results: map[string]int{}}
	o.store = o.connect(url)
	o.desk = testdesk.Example(t, "  john:", "  lena:  {name: Лена Новикова, telegram: 7002}\n  john:")
	o.openMessengers()
	o.first = o.wire(o.store)
	return o
}

func (o *office) connect(url string) *storage.DB {
	o.t.Helper()
	store, err := storage.Open(o.t.Context(), url)
	if err != nil {
		o.t.Fatal(err)
	}
	o.closes = append(o.closes, store.Close)
	return store
}

func (o *office) openMessengers() {
	o.t.Helper()
	atTelegram := simtelegram.New(simtelegram.Config{})
	atSlack := simslack.New(simslack.Config{BotToken: "xoxb-token", AppToken: "xapp-token"})
	net := pipenet.New()
	o.client = net.Client()
	o.closes = append(o.closes,
		net.Serve("telegram.test", atTelegram), net.Serve("slack.test", atSlack), atSlack.Close, o.client.CloseIdleConnections)
	var err error
	if o.Cast, err = cast.Open(o.desk, atTelegram, atSlack); err != nil {
		o.t.Fatal(err)
	}
	if err := o.EveryoneStarts(); err != nil {
		o.t.Fatal(err)
	}
}

// wire puts a replica of the desk together. It starts nothing.
func (o *office) wire(store *storage.DB) *app.App {
	o.t.Helper()
	a, err := app.New(app.Config{
		Desk: o.desk, Services: &app.Services{Store: store}, Clock: desk.WallClock{}, Log: o.logger(),
		Client: o.client, Classifier: testdesk.Words{}, Ping: o.pings,
		Messengers: app.MessengerOptions{
			TelegramToken: o.Telegram.Token(), TelegramAPI: "http://telegram.test",
			SlackBotToken: "xoxb-token", SlackAppToken: "xapp-token", SlackAPI: "http://slack.test/api/",
		},
	})
	if err != nil {
		o.t.Fatal(err)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.replicas = append(o.replicas, a)
	return a
}

// close ends what was opened, and fails the test if a platform's rule was broken.
func (o *office) close() {
	for _, v := range slices.Backward(o.closes) {
		v()
	}
	for _, v := range append(o.Slack.Violations(), o.Telegram.Violations()...) {
		o.t.Errorf("against the platform's rules: %s", v)
	}
	if o.t.Failed() {
		o.t.Logf("the log:\n%s", o.log.String())
	}
}

func (o *office) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(o, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// Write keeps the log for failures.
func (o *office) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.log.Write(p)
}

// works runs a courier until stop is called, on a connection of its own if one is given.
func (o *office) works(store ...*storage.DB) (stop func()) {
	c := o.wire(append(store, o.store)[0]).Courier
	c.Files = o.files
	if o.spool != nil {
		c.Spool = o.spool
	}
	c.Sent = func(_ desk.Platform, _ desk.Class, result string, _ time.Duration) {
		o.mu.Lock()
		defer o.mu.Unlock()
		o.results[result]++
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- c.Run(ctx) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			o.t.Errorf("the courier ended with %v", err)
		}
	})
	o.closes = append(o.closes, stop)
	synctest.Wait()
	return stop
}

// wake makes every courier look for waiting notices, as if its own process had committed them.
func (o *office) wake() {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, a := range o.replicas {
		a.Tickets.Queued.Ring()
	}
}

// ended returns how many attempts had a result.
func (o *office) ended(result string) int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.results[result]
}

// passes moves the fake time forward and waits for what follows.
func (o *office) passes(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// queues puts notices into the outbox in this order, due now, and waits for what follows at once.
func (o *office) queues(notices ...desk.Notice) {
	o.t.Helper()
	now := time.Now()
	for i := range notices {
		if notices[i].Planned.IsZero() {
			notices[i].Planned = now
		}
	}
	o.update(func(ctx context.Context, tx *storage.Tx) error { return tx.Enqueue(ctx, now, notices...) })
	o.wake()
	synctest.Wait()
}

func (o *office) update(fn func(ctx context.Context, tx *storage.Tx) error) {
	o.t.Helper()
	ctx := context.Background()
	if err := o.store.Update(ctx, func(tx *storage.Tx) error { return fn(ctx, tx) }); err != nil {
		o.t.Error(err)
	}
}

// opens makes maria open a ticket, and waits for what follows at once.
func (o *office) opens() desk.Key {
	o.t.Helper()
	o.events++
	o.does("maria", maria, desk.Said{Message: desk.MessageRef{Address: maria, Message: fmt.Sprint(100 + o.events)}, Text: "Касса не пробивает чеки", ToBot: true})
	return desk.Key{Project: "ROM", Number: 1}
}

// does makes somebody do something, as an adapter reports it to the desk.
func (o *office) does(who string, at desk.Address, body desk.Body) {
	o.t.Helper()
	o.events++
	m := o.first.Tickets.Current().People[who]
	from := desk.Sender{Name: m.Name}
	for _, a := range m.Accounts {
		if a.Platform == at.Platform {
			from.Account = a
		}
	}
	_, err := o.first.Engine.Handle(context.Background(), desk.Event{
		ID: desk.EventID(fmt.Sprintf("%s:%d", at.Platform, o.events)), From: from, Body: body,
		In: desk.Place{Address: at, Private: at == from.Private()},
	})
	if err != nil {
		o.t.Error(err)
	}
	o.wake()
	synctest.Wait()
}

// ticket returns ROM-1 as it is stored.
func (o *office) ticket() (k *desk.Ticket) {
	o.t.Helper()
	o.update(func(ctx context.Context, tx *storage.Tx) (err error) {
		k, err = tx.TicketByKey(ctx, desk.Key{Project: "ROM", Number: 1})
		return err
	})
	return k
}

// shown returns the desk's messages in a chat, threads included.
func (o *office) shown(at desk.Address) (texts []string) {
	for _, l := range o.Lines(at.Root().String()) {
		if l.Bot {
			texts = append(texts, l.Text)
		}
	}
	return texts
}

// count returns how many of the desk's messages in a chat hold some words.
func (o *office) count(at desk.Address, words string) (n int) {
	for _, text := range o.shown(at) {
		if strings.Contains(text, words) {
			n++
		}
	}
	return n
}
