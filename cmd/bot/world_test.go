package main

import (
	"context"
	"io"
	"log/slog"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"vakhta/adapters/alerts"
	"vakhta/app"
	"vakhta/classify"
	"vakhta/desk"
	"vakhta/internal/pipenet"
	"vakhta/internal/testdesk"
	"vakhta/internal/testpg"
	"vakhta/internal/testredis"
	simslack "vakhta/sim/slack"
	simtelegram "vakhta/sim/telegram"
	"vakhta/storage"
	"vakhta/storage/schema"
	"vakhta/timers"
)

// Tokens of the simulated platforms.
const (
	telegramToken = "7000:token"
	slackToken    = "xoxb-test"
	slackAppToken = "xapp-test"
)

// A backing is the real services of one test. They are opened outside the
// bubble of fake time.
type backing struct {
	database, redis, prefix string
	scan                    func(context.Context, io.Reader) error // nil: files are not scanned
	sweep                   time.Duration                          // of app.Config
}

// calm is for tests of what is said, which have hours in which nothing happens. A look for what nobody told the desk
// costs as much real time as some minutes of fake time, and each connection plans each statement once more.
func (b backing) calm() backing {
	b.database += "&pool_max_conns=3"
	b.sweep = 10 * time.Minute
	return b
}

func newBacking(t testing.TB) backing {
	t.Helper()
	at, err := url.Parse(testpg.New(t, schema.SQL(), storage.Migrate))
	if err != nil {
		t.Fatal(err)
	}
	// Opening a connection costs as much real time as some twenty minutes of
	// fake time, and by default each connection is replaced every hour.
	q := at.Query()
	q.Set("pool_max_conn_lifetime", "1000h")
	q.Set("pool_max_conn_idle_time", "1000h")
	at.RawQuery = q.Encode()
	redis, prefix := testredis.New(t)
	return backing{database: at.String(), redis: redis, prefix: prefix}
}

// A world is the whole desk of desk.example.yaml between two simulated
// messengers, in fake time.
type world struct {
	t        testing.TB
	backing  backing
	net      *pipenet.Network
	telegram *simtelegram.Server
	slack    *simslack.Server

	alertmanager *alertmanager // of ROM
	people       map[string]*player
	desk         *desk.Desk
	file         file // desk.yaml, if the desk can read it again
	hangup       chan os.Signal
	app          *app.App
	halt         func() // stops the desk, leaving the messengers
	stops        []func()
	logs         *logbook
	outside      outside
}

// A player is one person with accounts on the simulated messengers.
type player struct {
	telegram *simtelegram.User
	slack    *simslack.Person
	told     string // what the last press or command answered to them alone
	saw      seen   // the message they looked at
}

// logbook keeps what the desk logged, for failures.
type logbook struct {
	mu sync.Mutex
	b  strings.Builder
}

// Write adds a line.
func (l *logbook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

// String returns all that was logged.
func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// inFakeTime runs a test with a whole desk in a bubble of fake time, from start
// on. The test must not end f early by t.Fatal: the desk has to be closed.
func inFakeTime(t *testing.T, start time.Time, f func(w *world)) {
	t.Helper()
	underDesk(t, testdesk.Example(t), start, f)
}

// underDesk is inFakeTime with another desk.yaml.
func underDesk(t *testing.T, d *desk.Desk, start time.Time, f func(w *world)) {
	t.Helper()
	underFile(t, newBacking(t), d, "", start, f)
}

// underFile is underDesk with a desk.yaml that the desk can read again; "": there is none.
func underFile(t *testing.T, b backing, d *desk.Desk, text string, start time.Time, f func(w *world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(start.Add(-time.Minute)))
		w := openWorld(t, b, d, text)
		w.everybodyStarts()
		w.until(start)
		f(w)
		w.nothingInternalGotOut()
		w.close()
	})
}

// openWorld opens both platforms, with the people and chats of a desk.yaml in
// them, and starts the desk.
func openWorld(t testing.TB, b backing, d *desk.Desk, text string) *world {
	t.Helper()
	w := &world{file: file{text: text}, hangup: make(chan os.Signal, 1), t: t, backing: b, net: pipenet.New(), people: map[string]*player{}, desk: d, logs: &logbook{}}
	w.telegram = simtelegram.New(simtelegram.Config{Token: telegramToken, Username: "vakhta_bot"})
	w.alertmanager = newAlertmanager()
	w.slack = simslack.New(simslack.Config{BotToken: slackToken, AppToken: slackAppToken, BaseURL: "http://slack.test"})
	w.stops = append(w.stops, w.net.Serve("telegram.test", w.telegram), w.net.Serve("slack.test", w.slack), w.net.Serve("alertmanager.romashka.test", w.alertmanager), w.slack.Close)
	w.openOutside()
	w.settle()
	w.start()
	return w
}

// settle adds the people of desk.yaml, and two others, to the messengers, and
// creates the chats that scripts use.
func (w *world) settle() {
	for handle, m := range w.desk.People {
		p := &player{}
		locale := "ru"
		if m.Locale == desk.English {
			locale = "en"
		}
		first, last, _ := strings.Cut(m.Name, " ")
		if a := m.Account(desk.Telegram); !a.IsZero() {
			id, err := strconv.ParseInt(a.ID, 10, 64)
			if err != nil {
				w.t.Fatal(err)
			}
			p.telegram = w.telegram.User(id, first, last, locale)
		}
		if a := m.Account(desk.Slack); !a.IsZero() {
			zone := "Europe/Moscow"
			if m.TimeZone != nil {
				zone = m.TimeZone.String()
			}
			p.slack = w.slack.User(a.ID, m.Name, simslack.Opts{TZ: zone, Locale: map[string]string{"ru": "ru-RU", "en": "en-US"}[locale]})
			w.slack.AllowMention(a.ID)
		}
		w.people[handle] = p
	}
	w.people["stranger"] = &player{telegram: w.telegram.User(9001, "Пётр", "Чужой", "ru")}
	w.people["lena"] = &player{telegram: w.telegram.User(7002, "Лена", "Новикова", "ru")}
	group := w.telegram.Group(groupID, "Ромашка и поддержка", w.people["maria"].telegram, w.people["lena"].telegram, w.people["anna"].telegram)
	group.PromoteBot(w.people["maria"].telegram)
	group.Promote(w.people["maria"].telegram, w.people["lena"].telegram)
	anna, vera := w.people["anna"].telegram, w.people["vera"].telegram
	w.telegram.Forum(forumID, "Инженеры", vera, anna).Promote(vera, anna)
	w.telegram.Chat(forumID).PromoteBot(vera)
	w.telegram.Group(engineersID, "Инженеры, чат", anna, vera)
	old := w.telegram.Group(oldGroupID, "Старая группа", w.people["maria"].telegram, w.people["lena"].telegram)
	old.PromoteBot(w.people["maria"].telegram)
	w.slack.Channel("C0L1", "first-line", "U0ANNA", "U0BORIS", "U0VERA")
	w.slack.Channel("C0LIL", "lilia")
	w.slack.Channel("C0L2", "shop-dev", "U0VERA")
	w.slack.Channel("C0ROM", "romashka", "U0JOHN")
}

// Chats of Telegram that a script's desk.yaml may name.
const (
	groupID     = -1003000000003
	forumID     = -1004000000001
	engineersID = -1004000000002
	oldGroupID  = -4003
	newGroupID  = -1004000000003 // what the old group becomes
)

// start starts the desk on the world's services. Engineers have pressed Start
// before, because on Telegram a bot cannot write first.
func (w *world) start() {
	ctx, cancel := context.WithCancel(context.Background())
	store, err := storage.Open(ctx, w.backing.database)
	if err != nil {
		w.t.Fatal(err)
	}
	clock, err := timers.Open(w.backing.redis, timers.Options{Prefix: w.backing.prefix})
	if err != nil {
		w.t.Fatal(err)
	}
	model, err := classify.Load()
	if err != nil {
		w.t.Fatal(err)
	}
	client := w.net.Client()
	w.app, err = app.New(app.Config{
		Desk: w.desk, DeskPath: w.file.path(), Hangup: w.hangup, Services: &app.Services{Store: store, Alarms: clock},
		Messengers: app.MessengerOptions{
			TelegramToken: telegramToken, TelegramAPI: "http://telegram.test",
			SlackBotToken: slackToken, SlackAppToken: slackAppToken, SlackAPI: "http://slack.test/api/",
			SMTP: "smtp+plain://mail.test:25", Mails: w.net.Dial, PublicURL: "http://bot.test", LinkKey: "a secret of the tests",
		},
		Clock: desk.WallClock{}, Sweep: w.backing.sweep, Log: slog.New(slog.NewTextHandler(w.logs, &slog.HandlerOptions{Level: slog.LevelDebug})),
		AlertTokens: alerts.Tokens{alertsToken: ""}, Scan: w.backing.scan,
		Listener: w.net.Listen("bot.test"), Client: client, Dialer: w.net.Dialer(), Classifier: classify.NewGuesser(model, nil, desk.WallClock{}),
	})
	if err != nil {
		w.t.Fatal(err)
	}
	w.app.Reload.Text = w.file.read
	ended := make(chan error, 1)
	go func() { ended <- w.app.Run(ctx) }()
	w.halt = func() {
		cancel()
		if err := <-ended; err != nil {
			w.t.Errorf("the desk ended with %v", err)
		}
		store.Close()
		if err := clock.Close(); err != nil {
			w.t.Error(err)
		}
		client.CloseIdleConnections()
	}
	w.pass(2 * time.Second)
}

// everybodyStarts makes everybody on Telegram press Start.
func (w *world) everybodyStarts() {
	for handle, p := range w.people {
		if p.telegram != nil && handle != "stranger" {
			if _, err := p.telegram.Start(""); err != nil {
				w.t.Fatal(err)
			}
		}
	}
	w.pass(10 * time.Second)
}

// pass moves the fake time forward and waits for everything that follows.
func (w *world) pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// until moves the fake time forward to an instant.
func (w *world) until(at time.Time) { w.pass(time.Until(at)) }

// close stops everything and fails the test if a platform refused anything.
func (w *world) close() {
	w.halt()
	for _, v := range slices.Backward(w.stops) {
		v()
	}
	for _, v := range w.telegram.Violations() {
		w.t.Errorf("Telegram's rules: %s", v)
	}
	for _, v := range w.slack.Violations() {
		w.t.Errorf("Slack's rules: %s", v)
	}
	for _, v := range w.slack.MentionViolations() {
		w.t.Errorf("a mention nobody allowed: %s", v)
	}
	for _, p := range w.telegram.Unanswered() {
		w.t.Errorf("a press was never answered: %+v", p)
	}
	if w.t.Failed() {
		w.t.Logf("the desk's log:\n%s", w.logs)
	}
}
