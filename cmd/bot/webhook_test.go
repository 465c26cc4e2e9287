package main

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"vakhta/demo/cast"
	"vakhta/internal/gate"
	"vakhta/internal/testpg"
	simslack "vakhta/sim/slack"
	"vakhta/sim/slack/delivery"
	"vakhta/storage"
	"vakhta/storage/schema"
)

// A knock is a request to the bot's webhook, from a messenger or from somebody
// who pretends to be one.
type knock struct {
	method, path, body string
	header             map[string]string
}

// telegramKnock returns a request of Telegram with a secret.
func telegramKnock(secret, body string) knock {
	return knock{http.MethodPost, "/telegram", body, map[string]string{"X-Telegram-Bot-Api-Secret-Token": secret}}
}

// slackKnock returns a signed request of Slack that is age old.
func slackKnock(path, body string, age time.Duration) knock {
	at := time.Now().Add(-age).Unix()
	return knock{http.MethodPost, path, body, map[string]string{
		"X-Slack-Request-Timestamp": fmt.Sprint(at), "X-Slack-Signature": delivery.Sign(secretSigning, at, []byte(body)),
	}}
}

// with returns the knock with another header.
func (k knock) with(name, value string) knock {
	header := map[string]string{name: value}
	for n, v := range k.header {
		if n != name {
			header[n] = v
		}
	}
	k.header = header
	return k
}

func (p *process) knock(k knock) (status int, body string) {
	p.site.t.Helper()
	r, err := http.NewRequest(k.method, "http://"+p.site.bot.Load().(string)+k.path, strings.NewReader(k.body))
	if err != nil {
		p.site.t.Fatal(err)
	}
	for name, value := range k.header {
		r.Header.Set(name, value)
	}
	return p.ask(r)
}

func TestBothMessengersMayCallTheDesk(t *testing.T) {
	t.Parallel()
	s := newSite(t, true)
	database, address := gate.Database(t, testpg.New(t, schema.SQL(), storage.Migrate), secretDatabase)
	bot := s.start("DATABASE_URL=" + address)
	bot.ready()
	if err := s.cast.EveryoneStarts(); err != nil {
		t.Fatal(err)
	}
	if err := s.cast.Slack.Webhooks.Verify(); err != nil {
		t.Error(err)
	}
	s.says("maria", "telegram:7001", paymentsDown)
	s.cast.Slack.Post.Double(1)
	s.says("john", cast.Romashka, ordersLeak)
	s.shows("telegram:7001", "Заявка ROM-")
	s.shows(cast.Romashka, "ROM-")
	s.shows(cast.FirstLine, "ROM-1")
	s.shows(cast.FirstLine, "ROM-2")
	s.does(cast.Interaction{As: "anna", Verb: "slash", Chat: cast.FirstLine, Command: "/desk ack ROM-1"})
	s.does(cast.Interaction{As: "anna", Verb: "press", Chat: cast.FirstLine, Message: s.card("ROM-2"), Button: "ack"})
	s.shows(cast.FirstLine, "ROM-1 · Ромашка — Анна Ким")
	s.shows(cast.FirstLine, "ROM-2 · Ромашка — Анна Ким")
	wantAnswers(t, bot)

	s.cast.Slack.User("U0NEW", "Ada Newcomer", simslack.Opts{})
	// The database goes away: no update is accepted, so none is lost.
	update := telegramUpdate(900, pricesWrong)
	event := slackEvent("Ev900", "Customers were charged twice for one order")
	database.Shut()
	for what, k := range map[string]knock{
		"Telegram": telegramKnock(secretHook, update), "Slack": slackKnock("/slack/events", event, 0),
	} {
		if status, _ := bot.knock(k); status != http.StatusServiceUnavailable {
			t.Errorf("without a database %s is answered %d, want 503", what, status)
		}
	}
	database.Open()
	until(t, "Telegram's update is taken", func() bool {
		status, _ := bot.knock(telegramKnock(secretHook, update))
		return status == http.StatusOK
	})
	if status, _ := bot.knock(slackKnock("/slack/events", event, 0).with("X-Slack-Retry-Num", "1")); status != http.StatusOK {
		t.Errorf("the repeated event is answered %d", status)
	}
	if status, _ := bot.knock(telegramKnock(secretHook, update)); status != http.StatusOK {
		t.Errorf("the repeated update is answered %d", status)
	}
	s.shows(cast.FirstLine, "ROM-3")
	s.shows(cast.FirstLine, "ROM-4")
	bot.quiet()
	for n, want := range []int{0, 1, 1, 1, 1, 0} {
		key := fmt.Sprintf("ROM-%d", n)
		if got := s.cards(key); got != want {
			t.Errorf("%s has %d cards, want %d", key, got, want)
		}
	}
	bot.stop()
}

// cards returns how many cards of a ticket stand in the first line's channel.
func (s *site) cards(key string) (n int) {
	for _, l := range s.cast.Lines(cast.FirstLine) {
		if l.Bot && l.Under == "" && strings.Contains(l.Text, key+" ·") {
			n++
		}
	}
	return n
}

// card returns the message that a ticket's card is.
func (s *site) card(key string) string {
	for _, l := range s.cast.Lines(cast.FirstLine) {
		if l.Bot && l.Under == "" && strings.Contains(l.Text, key+" ·") {
			return l.Message
		}
	}
	return ""
}

// telegramUpdate returns lena's message to the bot as Telegram sends it.
func telegramUpdate(id int, words string) string {
	return fmt.Sprintf(`{"update_id":%d,"message":{"message_id":%d,"date":%d,"text":"%s, %s",
		"from":{"id":7002,"first_name":"Лена"},"chat":{"id":7002,"type":"private"}}}`, id, id, time.Now().Unix(), words, marker)
}

// slackEvent returns a message that a newcomer writes in the shop's channel. Writing
// there makes them staff.
func slackEvent(id, words string) string {
	return fmt.Sprintf(`{"type":"event_callback","event_id":"%s","team_id":"T0SHOP","event":{"type":"message","channel":"C0ROM","channel_type":"channel",
		"user":"U0NEW","text":"%s, %s","ts":"%d.000900"}}`, id, words, marker, time.Now().Unix())
}

// wantAnswers sends every request that a stranger or a broken messenger might
// send.
func wantAnswers(t *testing.T, bot *process) {
	t.Helper()
	event := slackEvent("Ev1", "hi")
	payload := "payload=" + url.QueryEscape(`{"type":"shortcut","text":"`+marker+`"}`)
	for name, c := range map[string]struct {
		knock  knock
		want   int
		parked float64 // how many more updates are parked
	}{
		"Telegram, no secret":              {telegramKnock("", telegramUpdate(1, "x")), 401, 0},
		"Telegram, a wrong secret":         {telegramKnock("hooksecreT", telegramUpdate(1, "x")), 401, 0},
		"Telegram, another method":         {knock{http.MethodGet, "/telegram", "", nil}, 405, 0},
		"Telegram, a flood":                {telegramKnock(secretHook, strings.Repeat("x", 2<<20)), 413, 0},
		"Telegram, no JSON":                {telegramKnock(secretHook, `{"text":"`+marker), 200, 1},
		"Telegram, of an unknown kind":     {telegramKnock(secretHook, `{"update_id":2,"quagga_message":{}}`), 200, 0},
		"Telegram, a number for a text":    {telegramKnock(secretHook, `{"update_id":3,"message":{"text":7,"from":"`+marker+`"}}`), 200, 1},
		"Slack, unsigned":                  {slackKnock("/slack/events", event, 0).with("X-Slack-Signature", ""), 401, 0},
		"Slack, wrongly signed":            {slackKnock("/slack/commands", "text="+marker, 0).with("X-Slack-Signature", "v0=00"), 401, 0},
		"Slack, of six minutes ago":        {slackKnock("/slack/events", event, 6*time.Minute), 401, 0},
		"Slack, of no time":                {slackKnock("/slack/actions", payload, 0).with("X-Slack-Request-Timestamp", ""), 401, 0},
		"Slack, a flood":                   {slackKnock("/slack/events", strings.Repeat("x", 1<<20+1), 0), 413, 0},
		"Slack, another method":            {knock{http.MethodGet, "/slack/events", "", nil}, 405, 0},
		"Slack, another path":              {slackKnock("/slack/other", event, 0), 404, 0},
		"Slack, no JSON":                   {slackKnock("/slack/events", `{"text":"`+marker, 0), 200, 1},
		"Slack, an action without one":     {slackKnock("/slack/actions", payload, 0), 200, 0},
		"Slack, a command without one":     {slackKnock("/slack/commands", "text="+marker, 0), 200, 0},
		"Slack, a command that is no form": {slackKnock("/slack/commands", "text=%zz"+marker, 0), 200, 1},
		"nobody's door":                    {knock{http.MethodGet, "/", "", nil}, 404, 0},
	} {
		before, _ := bot.metric("vakhta_parked_updates")
		status, _ := bot.knock(c.knock)
		after, _ := bot.metric("vakhta_parked_updates")
		if status != c.want || after-before != c.parked {
			t.Errorf("%s: answered %d and parked %v, want %d and %v", name, status, after-before, c.want, c.parked)
		}
	}
	challenge := `{"type":"url_verification","challenge":"zebra"}`
	if status, body := bot.knock(slackKnock("/slack/events", challenge, 0)); status != 200 || body != "zebra" {
		t.Errorf("the challenge is answered %d %q", status, body)
	}
	if n, ok := bot.metric("vakhta_updates_total", `result="forged"`); !ok || n != 2 {
		t.Errorf("%v forged updates are counted, want 2", n)
	}
}

var metricsAt = regexp.MustCompile(`a listener of their own.*at=(127\.0\.0\.1:\d+)`)

// The public listener must not serve metrics if they have a listener of their
// own.
func TestMetricsMayHaveAListenerOfTheirOwn(t *testing.T) {
	t.Parallel()
	s := newSite(t, true)
	bot := s.start("DATABASE_URL="+testpg.New(t, schema.SQL(), storage.Migrate), "METRICS_ADDR=127.0.0.1:0")
	for path, want := range map[string]int{"/healthz": http.StatusOK, "/readyz": http.StatusNotFound, "/metrics": http.StatusNotFound} {
		if status, _ := bot.get(path); status != want {
			t.Errorf("%s beside the webhooks is answered %d, want %d", path, status, want)
		}
	}
	until(t, "the metrics' address is told", func() bool { return metricsAt.MatchString(bot.log.String()) })
	s.bot.Store(metricsAt.FindStringSubmatch(bot.log.String())[1])
	bot.ready()
	if status, body := bot.get("/metrics"); status != http.StatusOK || !strings.Contains(body, "vakhta_") {
		t.Errorf("/metrics on its own listener is answered %d:\n%.200s", status, body)
	}
}
