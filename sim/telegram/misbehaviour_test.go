package telegram_test

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	simtelegram "vakhta/sim/telegram"
	"vakhta/sim/telegram/faults"
)

// serve serves over pipes, so that waiting is durable for synctest, and returns
// a client that reaches the server.
func serve(t testing.TB, srv *simtelegram.Server) *http.Client {
	t.Helper()
	network := newPipes()
	web := &http.Server{Handler: srv}
	ended := make(chan error, 1)
	go func() { ended <- web.Serve(network) }()
	t.Cleanup(func() {
		if err := web.Close(); err != nil {
			t.Error(err)
		}
		if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	})
	return &http.Client{Transport: &http.Transport{
		DisableKeepAlives: true,
		DialContext:       func(context.Context, string, string) (net.Conn, error) { return network.dial() },
	}}
}

func dialled(t testing.TB, srv *simtelegram.Server, opts ...bot.Option) *bot.Bot {
	t.Helper()
	opts = append(opts, bot.WithServerURL("http://telegram"), bot.WithHTTPClient(time.Minute, serve(t, srv)), bot.WithSkipGetMe())
	b, err := bot.New(srv.Token(), opts...)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestALongPollOverPipesRunsInFakeTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := simtelegram.New(simtelegram.Config{})
		anna := srv.User(6001, "Anna", "", "ru")
		began := time.Now()
		heard := make(chan string, 1)
		b := dialled(t, srv, bot.WithDefaultHandler(func(_ context.Context, _ *bot.Bot, u *models.Update) {
			heard <- time.Since(began).String() + " " + u.Message.Text
		}))
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() { defer close(ended); b.Start(ctx) }()
		time.AfterFunc(2*time.Hour, func() {
			if _, err := anna.Start("x"); err != nil {
				t.Error(err)
			}
		})
		if got := <-heard; got != "2h0m0s /start x" {
			t.Errorf("the bot hears %q", got)
		}
		cancel()
		<-ended
	})
}

func TestEachFaultStrikesOneCall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := simtelegram.New(simtelegram.Config{})
		anna := srv.User(6001, "Anna", "", "ru")
		ok[simtelegram.Message](t)(anna.Start(""))
		b := dialled(t, srv)
		try := func(f faults.Fault) (seen int, took time.Duration, err error) {
			srv.FailNext("sendmessage", f)
			before, began := len(anna.Chat().FromBot()), time.Now()
			_, err = b.SendMessage(t.Context(), &bot.SendMessageParams{ChatID: anna.ID, Text: "x"})
			return len(anna.Chat().FromBot()) - before, time.Since(began), err
		}
		for name, tt := range map[string]struct {
			fault faults.Fault
			seen  int
			want  string
		}{
			"a bad gateway":      {faults.BadGateway(), 0, "502 Bad Gateway"},
			"cut before":         {faults.DropBefore(), 0, "EOF"},
			"cut after":          {faults.DropAfter(), 1, "EOF"},
			"too many":           {faults.TooMany(7), 0, "Too Many Requests: retry after 7"},
			"an internal error":  {faults.Internal(), 0, "Internal Server Error: restart"},
			"any other refusal":  {faults.Refuse(400, "Bad Request: PEER_FLOOD"), 0, "PEER_FLOOD"},
			"nothing in the way": {faults.Slow(0), 1, ""},
		} {
			seen, _, err := try(tt.fault)
			if seen != tt.seen || (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%s: %d seen, %v; want %d, %s", name, seen, err, tt.seen, tt.want)
			}
		}
		var many *bot.TooManyRequestsError
		if _, _, err := try(faults.TooMany(7)); !errors.As(err, &many) || many.RetryAfter != 7 {
			t.Errorf("the pause asked for is %+v", many)
		}
		if seen, took, err := try(faults.Slow(9 * time.Second)); seen != 1 || took != 9*time.Second || err != nil {
			t.Errorf("slow: %d seen after %s, %v", seen, took, err)
		}
		calls := srv.Calls("sendMessage")
		if last := calls[len(calls)-1]; last.Code != 200 {
			t.Errorf("the last call is recorded with %d %s", last.Code, last.Description)
		}
	})
}

func TestAnOutageStrikesEverythingUntilItEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := simtelegram.New(simtelegram.Config{})
		web := serve(t, srv)
		ask := func(method string) (int, error) {
			r, err := web.Get("http://telegram/bot" + srv.Token() + "/" + method)
			if err != nil {
				return 0, err
			}
			return r.StatusCode, r.Body.Close()
		}
		time.AfterFunc(10*time.Second, func() { srv.Outage(faults.BadGateway()) })
		began := time.Now()
		if _, err := ask("getUpdates?timeout=50"); err == nil || time.Since(began) != 10*time.Second {
			t.Errorf("the poll ended after %s with %v", time.Since(began), err)
		}
		if code, err := ask("getMe"); code != 502 || err != nil {
			t.Errorf("meanwhile: %d, %v", code, err)
		}
		srv.Restore()
		if code, err := ask("getMe"); code != 200 || err != nil {
			t.Errorf("afterwards: %d, %v", code, err)
		}
	})
}

func TestUpdatesCanBeStrangeRepeatedOrLate(t *testing.T) {
	srv, anna := scene(t)
	if err := srv.Poison("message", `{"chat":"nowhere"}`); err != nil {
		t.Fatal(err)
	}
	expect(t, srv, "message", `{"chat":"nowhere"}`)
	if err := srv.Poison("telepathy", `{`); err == nil {
		t.Error("what is no JSON cannot be sent")
	}
	srv.HoldUpdates("message")
	ok[simtelegram.Message](t)(anna.Says(6001, "first"))
	ok[*simtelegram.Press](t)(anna.Presses(card(t, srv, 6001, "x"), "Take"))
	srv.ReleaseUpdates("message")
	if got := updates(t, srv); len(got) != 2 || got[0].kind != "callback_query" || got[1].kind != "message" {
		t.Errorf("the order is %v", got)
	}
	srv.RepeatUpdates(1)
	ok[simtelegram.Message](t)(anna.Says(6001, "twice"))
	for range 2 {
		expect(t, srv, "message", "twice")
	}
	nothing(t, srv, "twice is twice")
}

func TestTheRateLimitsCanBeSwitchedOn(t *testing.T) {
	at := &clock{time.Unix(1_790_000_000, 0)}
	srv := simtelegram.New(simtelegram.Config{Flood: true, Now: at.now})
	anna := srv.User(6001, "Anna", "", "")
	ok[simtelegram.Message](t)(anna.Start(""))
	for range 5 {
		send(t, srv, 6001, "x")
	}
	got := call(t, srv, "sendMessage", params{"chat_id": 6001, "text": "x"})
	if got.Code != 429 || got.Parameters.RetryAfter != 1 || got.Header.Get("Retry-After") != "1" {
		t.Errorf("the sixth: %+v", got)
	}
	at.at = at.at.Add(time.Second)
	send(t, srv, 6001, "x")
}

func TestAWebhookTakesThePollsPlace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		bodies := make(chan string, 10)
		hooked := roundTrip(func(r *http.Request) (*http.Response, error) {
			var u map[string]json.RawMessage
			if err := json.NewDecoder(r.Body).Decode(&u); err != nil {
				return nil, err
			}
			bodies <- r.Header.Get("X-Telegram-Bot-Api-Secret-Token") + " " + string(u["update_id"])
			return &http.Response{StatusCode: http.StatusOK, Body: http.NoBody}, nil
		})
		srv := simtelegram.New(simtelegram.Config{FirstUpdate: 900, Client: &http.Client{Transport: hooked}})
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- srv.Run(ctx) }()
		hook := params{"url": "https://desk.example.org/telegram", "secret_token": "s-1"}
		for _, want := range []string{"Webhook was set", "Webhook is already set"} {
			if got := call(t, srv, "setWebhook", hook); got.Description != want {
				t.Errorf("setWebhook says %q, want %q", got.Description, want)
			}
		}
		ok[simtelegram.Message](t)(srv.User(6001, "Anna", "", "").Start(""))
		if got := <-bodies; got != "s-1 900" {
			t.Errorf("delivered %q", got)
		}
		if got := call(t, srv, "getUpdates", nil); got.Code != 409 {
			t.Errorf("a poll is answered %+v", got)
		}
		var info struct {
			URL string `json:"url"`
		}
		result(t, srv, "getWebhookInfo", nil, &info)
		if info.URL != hook["url"] {
			t.Errorf("info is %+v", info)
		}
		refused(t, srv, "setWebhook", params{"url": "x", "secret_token": "no spaces"}, "Bad Request: secret token contains unallowed characters")
		refused(t, srv, "setWebhook", params{"url": "x", "secret_token": strings.Repeat("x", 257)}, "Bad Request: secret token is too long")
		for _, want := range []string{"Webhook was deleted", "Webhook is already deleted"} {
			if got := call(t, srv, "deleteWebhook", nil); got.Description != want {
				t.Errorf("deleteWebhook says %q, want %q", got.Description, want)
			}
		}
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
