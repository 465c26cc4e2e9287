package slack_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"vakhta/adapters/adaptertest"
	"vakhta/adapters/slack"
	"vakhta/desk"
	simslack "vakhta/sim/slack"
	"vakhta/sim/slack/delivery"
)

// webhooks runs a test with an adapter that Slack reaches over HTTP.
func webhooks(t *testing.T, test func(b *bench, routes http.Handler)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		var routes http.Handler
		door := adaptertest.Listen(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { routes.ServeHTTP(w, r) }))
		srv := newServer(t, simslack.Config{HTTP: &simslack.Endpoints{
			Events: "http://bot/slack/events", Commands: "http://bot/slack/commands", Actions: "http://bot/slack/actions", Client: door.Client(t),
		}})
		anna, err := srv.Person("U0ANNA")
		if err != nil {
			t.Fatal(err)
		}
		d := &diary{}
		b := &bench{Server: srv, t: t, anna: anna, diary: d}
		b.adapter = newAdapter(t, srv, slack.Config{SigningSecret: signingSecret, Clock: desk.WallClock{}, Parker: d})
		routes = b.adapter.Routes(d.handle)
		b.run()
		defer b.halt()
		test(b, routes)
	})
}

// request returns a request as Slack would sign it.
func request(path, body string, at time.Time) *http.Request {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
	r.Header.Set("X-Slack-Request-Timestamp", fmt.Sprint(at.Unix()))
	r.Header.Set("X-Slack-Signature", delivery.Sign(signingSecret, at.Unix(), []byte(body)))
	return r
}

func status(h http.Handler, r *http.Request) int {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Code
}

func TestTheEventsAPIBringsEverything(t *testing.T) {
	webhooks(t, func(b *bench, _ http.Handler) {
		t := b.t
		try(t, b.Webhooks.Verify())
		must(b.anna.Mentions("C0L1", "the till is down"))(t)
		b.pass(time.Second)
		if got := b.diary.texts(); got != "the till is down" {
			t.Errorf("heard %q", got)
		}
		b.diary.answer(func(desk.Event) (desk.Reply, error) { return desk.Reply{Toast: "Done."}, nil })
		said := must(b.anna.Slash("/desk", "my", "C0L1"))(t)
		if said.Whisper == nil || words(said.Whisper.Blocks) != "Done." {
			t.Errorf("Anna is told %+v", said)
		}
		at := must(b.adapter.Post(t.Context(), channel("C0L1"), pressable(desk.ActAck), "k"))(t)
		try(t, b.anna.Presses(must(b.In("C0L1").Message(at.Message))(t), "ack"))
		b.pass(time.Second)
		if got := b.anna.Ephemerals(); len(got) != 2 {
			t.Errorf("Anna sees %d answers, want 2", len(got))
		}
	})
}

func TestOnlyWhatIsCommittedIsAnswered200(t *testing.T) {
	webhooks(t, func(b *bench, routes http.Handler) {
		t := b.t
		message := func(ts string) string {
			return `{"type":"event_callback","event_id":"Ev1","event":{"type":"message","channel":"C0L1","user":"U0ANNA","text":"hi","ts":"` + ts + `"}}`
		}
		b.diary.answer(func(desk.Event) (desk.Reply, error) { return desk.Reply{}, errors.New("the store is away") })
		if got := status(routes, request("/slack/events", message("1.000001"), time.Now())); got != http.StatusServiceUnavailable {
			t.Errorf("not committed: %d", got)
		}
		r := request("/slack/events", message("1.000001"), time.Now())
		r.Header.Set("X-Slack-Retry-Num", "3")
		if got := status(routes, r); got != http.StatusOK || b.diary.parked != 1 {
			t.Errorf("at the last delivery: %d, parked %d", got, b.diary.parked)
		}
		b.diary.answer(nil)
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		if got := status(routes, request("/slack/events", message("1.000002"), time.Now()).WithContext(gone)); got != http.StatusOK || b.diary.texts() != "hi" {
			t.Errorf("when Slack hung up: %d, heard %q", got, b.diary.texts())
		}
	})
}

func TestOnlySlackIsLetIn(t *testing.T) {
	webhooks(t, func(b *bench, routes http.Handler) {
		t := b.t
		body := `{"type":"event_callback","event_id":"Ev1","event":{"type":"coffee_ready"}}`
		forged := request("/slack/events", body, time.Now())
		forged.Header.Set("X-Slack-Signature", "v0=00")
		nameless := request("/slack/events", body, time.Now())
		nameless.Header.Del("X-Slack-Request-Timestamp")
		spoiled := request("/slack/events", body, time.Now())
		spoiled.Body = http.NoBody
		get := request("/slack/events", body, time.Now())
		get.Method = http.MethodGet
		for name, c := range map[string]struct {
			r    *http.Request
			want int
		}{
			"signed":                 {request("/slack/events", body, time.Now()), 200},
			"signed, means nothing":  {request("/slack/actions", "payload=%7B%22type%22%3A%22shortcut%22%7D", time.Now()), 200},
			"signed, not understood": {request("/slack/commands", "text=%zz", time.Now()), 200},
			"signed, no JSON":        {request("/slack/events", "{", time.Now()), 200},
			"four minutes old":       {request("/slack/events", body, time.Now().Add(-4*time.Minute)), 200},
			"six minutes old":        {request("/slack/events", body, time.Now().Add(-6*time.Minute)), 401},
			"six minutes early":      {request("/slack/events", body, time.Now().Add(6*time.Minute)), 401},
			"forged":                 {forged, 401},
			"without a time":         {nameless, 401},
			"spoiled":                {spoiled, 401},
			"too large":              {request("/slack/events", strings.Repeat("x", 1<<20+1), time.Now()), 413},
			"another method":         {get, 405},
			"another path":           {request("/slack/other", body, time.Now()), 404},
		} {
			if got := status(routes, c.r); got != c.want {
				t.Errorf("%s: %d, want %d", name, got, c.want)
			}
		}
		if b.diary.parked != 2 {
			t.Errorf("parked %d, want what is no JSON and what is no form", b.diary.parked)
		}
	})
}

func TestWithoutASecretNobodyIsLetIn(t *testing.T) {
	a, err := slack.New(slack.Config{BotToken: botToken, AppToken: appToken})
	if err != nil {
		t.Fatal(err)
	}
	routes := a.Routes((&diary{}).handle)
	if got := status(routes, request("/slack/events", `{"type":"url_verification","challenge":"x"}`, time.Now())); got != http.StatusNotFound {
		t.Errorf("got %d, want nothing to be there", got)
	}
}

func TestOverHTTPTheHistoryIsReadFromTimeToTime(t *testing.T) {
	webhooks(t, func(b *bench, _ http.Handler) {
		t := b.t
		must(b.anna.Says("C0L1", "before"))(t)
		b.pass(time.Second)
		b.Post.Cut(true)
		must(b.anna.Says("C0L1", "unheard"))(t)
		b.pass(9 * time.Minute)
		b.Post.Cut(false)
		b.pass(10 * time.Minute)
		if got := b.diary.texts(); got != "before; unheard" {
			t.Errorf("heard %q", got)
		}
	})
}
