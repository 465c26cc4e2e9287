package telegram_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"vakhta/adapters/adaptertest"
	"vakhta/adapters/telegram"
	"vakhta/desk"
	simtelegram "vakhta/sim/telegram"
)

// byWebhook connects the server to the adapter's own handler.
func byWebhook(d *desktop, c *telegram.Config) {
	c.WebhookURL, c.WebhookSecret = "https://desk.test:8443/telegram", "hook-secret"
	hook := adaptertest.Listen(d.t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d.Routes(d.handle).ServeHTTP(w, r)
	}))
	client := &http.Client{Transport: &http.Transport{DialContext: hook.Dial, DialTLSContext: hook.Dial, DisableKeepAlives: true}}
	d.srv = simtelegram.New(simtelegram.Config{Token: token, Client: client})
	ended := make(chan error, 1)
	go func() { ended <- d.srv.Run(d.t.Context()) }()
	d.t.Cleanup(func() { <-ended })
}

func TestAWebhookDeliversOnceItIsCommitted(t *testing.T) {
	inFakeTime(t, func(d *desktop) {
		t := d.t
		fails := 2
		d.answer = func(desk.Event) (desk.Reply, error) {
			if fails--; fails >= 0 {
				return desk.Reply{}, errStoreAway
			}
			return desk.Reply{}, nil
		}
		d.run()
		d.must(d.Ready(t.Context()))
		d.maria.Start("")
		d.says("касса")
		pass(time.Minute)
		if !slices.Equal(d.heardTexts(), []string{"касса"}) || d.srv.Pending() != 0 {
			t.Errorf("heard %q and %d wait", d.heardTexts(), d.srv.Pending())
		}
		d.answers(func(desk.Event) (desk.Reply, error) { panic("a mistake of ours") })
		d.says("никогда")
		pass(10 * time.Minute)
		if len(d.parkedIDs()) != 1 || d.srv.Pending() != 0 {
			t.Errorf("%d parked, %d wait, want 1 and 0", len(d.parkedIDs()), d.srv.Pending())
		}
	}, byWebhook)
}

func TestOnlyTelegramMayCallTheWebhook(t *testing.T) {
	inFakeTime(t, func(d *desktop) {
		t := d.t
		h := d.Routes(d.handle)
		call := func(method, secret, body string) int {
			req := httptest.NewRequest(method, "/telegram", strings.NewReader(body))
			req.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
			w := httptest.NewRecorder()
			h.ServeHTTP(w, req)
			return w.Code
		}
		update := `{"update_id":1,"message":{"message_id":1,"from":{"id":7001},"chat":{"id":7001,"type":"private"},"text":"x"}}`
		if got := call("POST", "hook-secret", update); got != http.StatusServiceUnavailable {
			t.Errorf("before the bot knows who it is the answer is %d", got)
		}
		stop := d.run()
		for name, c := range map[string]struct {
			method, secret, body string
			want                 int
		}{
			"an update":       {"POST", "hook-secret", update, 200},
			"no secret":       {"POST", "", update, 401},
			"a wrong secret":  {"POST", "hook-secreT", update, 401},
			"another method":  {"GET", "hook-secret", "", 405},
			"a flood":         {"POST", "hook-secret", strings.Repeat("x", 2<<20), 413},
			"no JSON":         {"POST", "hook-secret", "{", 200}, // parked
			"an unknown kind": {"POST", "hook-secret", `{"update_id":2,"guest_message":{}}`, 200},
		} {
			if got := call(c.method, c.secret, c.body); got != c.want {
				t.Errorf("%s is answered %d, want %d", name, got, c.want)
			}
		}
		if len(d.heard()) != 1 || len(d.parkedIDs()) != 1 {
			t.Errorf("heard %d and parked %d, want 1 each", len(d.heard()), len(d.parkedIDs()))
		}
		stop()
		if got := call("POST", "hook-secret", update); got != http.StatusServiceUnavailable {
			t.Errorf("after the end the answer is %d", got)
		}
	}, byWebhook)
}

func TestPollingEndsAWebhookThatWasLeft(t *testing.T) {
	inFakeTime(t, func(d *desktop) {
		t := d.t
		stop := d.run()
		stop()
		if got := len(d.srv.Calls("setWebhook")); got != 1 {
			t.Fatalf("%d webhooks set", got)
		}
		polling, err := telegram.New(telegram.Config{
			Token: token, APIURL: "http://telegram.test", HTTPClient: d.net.Client(t), Clock: desk.WallClock{}, Log: slog.New(slog.DiscardHandler), Parker: d,
		})
		d.must(err)
		if polling.Routes(d.handle) == nil {
			t.Error("there is no handler to mount")
		}
		d.Adapter = polling
		d.run()
		d.maria.Start("")
		synctest.Wait()
		if len(d.heard()) != 1 {
			t.Errorf("heard %d", len(d.heard()))
		}
	}, byWebhook)
}
