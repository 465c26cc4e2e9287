package slack_test

import (
	"context"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
	"go.uber.org/goleak"

	simslack "vakhta/sim/slack"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// pipes is a network of net.Pipe, so that whole conversations run in the fake
// time of synctest.
type pipes struct {
	accept chan net.Conn
	done   chan struct{}
	once   sync.Once
}

func newPipes() *pipes { return &pipes{accept: make(chan net.Conn), done: make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.accept:
		return c, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	p.once.Do(func() { close(p.done) })
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipes", Net: "unix"} }

func (p *pipes) Dial(ctx context.Context, _, _ string) (net.Conn, error) {
	near, far := net.Pipe()
	select {
	case p.accept <- far:
		return near, nil
	case <-p.done:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// bench is a server on pipes and a real Slack client that reaches it.
type bench struct {
	*simslack.Server
	t      testing.TB
	bot    *slack.Client
	client *http.Client
	pipes  *pipes
	anna   *simslack.Person
	boris  *simslack.Person
}

// open starts a bench with Anna and Boris in the channel C0L1.
func open(t testing.TB, c simslack.Config) *bench {
	t.Helper()
	b := &bench{Server: simslack.New(c), t: t, pipes: newPipes()}
	b.client = &http.Client{Transport: &http.Transport{DialContext: b.pipes.Dial, DisableKeepAlives: true}}
	b.bot = slack.New("xoxb-fake-bot", slack.OptionAppLevelToken("xapp-fake-app"), slack.OptionAPIURL("http://slack/api/"), slack.OptionHTTPClient(b.client))
	server := &http.Server{Handler: b.Server}
	served := make(chan struct{})
	go func() {
		defer close(served)
		_ = server.Serve(b.pipes)
	}()
	t.Cleanup(func() {
		b.Close()
		_ = server.Close()
		<-served
		b.client.CloseIdleConnections()
	})
	b.anna = b.User("U0ANNA", "Anna Kim", simslack.Opts{Locale: "ru-RU"})
	b.boris = b.User("U0BORIS", "Boris Lee", simslack.Opts{TZ: "Europe/London"})
	b.Channel("C0L1", "first-line", "U0ANNA", "U0BORIS")
	return b
}

// listener is a bot in Socket Mode that acknowledges everything with what
// answer says and keeps what it saw.
type listener struct {
	mu     sync.Mutex
	seen   []socketmode.Event
	answer func(socketmode.Event) any
	mute   bool
}

func (b *bench) listen(answer func(socketmode.Event) any) *listener {
	b.t.Helper()
	l := &listener{answer: answer}
	client := socketmode.New(b.bot, socketmode.OptionDialer(&websocket.Dialer{NetDialContext: b.pipes.Dial}))
	ctx, cancel := context.WithCancel(b.t.Context())
	var running sync.WaitGroup
	running.Go(func() { _ = client.RunContext(ctx) })
	running.Go(func() {
		for {
			select {
			case e := <-client.Events:
				l.take(client, e)
			case <-ctx.Done():
				return
			}
		}
	})
	b.t.Cleanup(func() {
		cancel()
		running.Wait()
	})
	if err := b.WaitConnected(b.t.Context(), 1); err != nil {
		b.t.Fatal(err)
	}
	return l
}

func (l *listener) take(client *socketmode.Client, e socketmode.Event) {
	l.mu.Lock()
	l.seen = append(l.seen, e)
	mute := l.mute
	l.mu.Unlock()
	if e.Request == nil || e.Request.EnvelopeID == "" || mute {
		return
	}
	if l.answer != nil {
		if payload := l.answer(e); payload != nil {
			_ = client.Ack(*e.Request, payload)
			return
		}
	}
	_ = client.Ack(*e.Request)
}

func (l *listener) hush(on bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.mute = on
}

// inner returns the inner events the bot saw, in order.
func (l *listener) inner() []slackevents.EventsAPIEvent {
	l.mu.Lock()
	defer l.mu.Unlock()
	var out []slackevents.EventsAPIEvent
	for _, e := range l.seen {
		if event, ok := e.Data.(slackevents.EventsAPIEvent); ok {
			out = append(out, event)
		}
	}
	return out
}

// kinds returns the types of the inner events.
func (l *listener) kinds() string {
	var out []string
	for _, e := range l.inner() {
		kind := e.InnerEvent.Type
		if m, ok := e.InnerEvent.Data.(*slackevents.MessageEvent); ok && m.SubType != "" {
			kind += ":" + m.SubType
		}
		out = append(out, kind)
	}
	return strings.Join(out, " ")
}

func (l *listener) interactions() []slack.InteractionCallback {
	l.mu.Lock()
	defer l.mu.Unlock()
	var out []slack.InteractionCallback
	for _, e := range l.seen {
		if callback, ok := e.Data.(slack.InteractionCallback); ok {
			out = append(out, callback)
		}
	}
	return out
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

func TestAPersonSpeaksAndTheBotAnswersInFakeTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		l := b.listen(nil)
		asked := must(b.anna.Mentions("C0L1", "the till is down & out"))(t)
		synctest.Wait()
		if got := l.kinds(); got != "message app_mention" {
			t.Errorf("the bot saw %q, want a message and its mention", got)
		}
		if _, _, err := b.bot.PostMessage("C0L1", slack.MsgOptionText("on it", false), slack.MsgOptionTS(asked.TS)); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		thread := b.In("C0L1").Thread(asked)
		if len(thread) != 1 || thread[0].Text != "on it" {
			t.Errorf("thread under the question: %+v", thread)
		}
		last := l.inner()[2].InnerEvent.Data.(*slackevents.MessageEvent)
		if last.BotID != "B0DESK" || last.User != "U0DESK" || last.ThreadTimeStamp != asked.TS {
			t.Errorf("the echo of the bot's own words: %+v", last)
		}
	})
}

// dial opens a bare websocket, for what the client library would not do.
func (b *bench) dial(t testing.TB) *websocket.Conn {
	t.Helper()
	_, url, err := b.bot.StartSocketModeContext(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	dialer := websocket.Dialer{NetDialContext: b.pipes.Dial}
	link, resp, err := dialer.DialContext(t.Context(), url, nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	t.Cleanup(func() { _ = link.Close() })
	return link
}
