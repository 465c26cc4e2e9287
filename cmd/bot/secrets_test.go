package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"

	"vakhta/demo/cast"
	"vakhta/internal/gate"
	"vakhta/internal/testpg"
	simslack "vakhta/sim/slack"
	"vakhta/sim/telegram/faults"
	"vakhta/storage"
	"vakhta/storage/schema"
)

// TestWhateverGoesAwayNothingIsLostAndNothingIsTold plays a conversation while
// the database, Redis and both messengers fail in turn. When the site closes,
// everything that the bot printed at the debug level and answered is searched
// for secrets.
func TestWhateverGoesAwayNothingIsLostAndNothingIsTold(t *testing.T) {
	t.Parallel()
	s := newSite(t, false)
	database, address := gate.Database(t, testpg.New(t, schema.SQL(), storage.Migrate), secretDatabase)
	inner := miniredis.RunT(t)
	inner.RequireAuth(secretRedisPass)
	redis := gate.New(t, "tcp", inner.Addr())
	env := []string{"DATABASE_URL=" + address, "REDIS_URL=redis://:" + secretRedisPass + "@" + redis.Address, "LOG_FORMAT=json"}

	database.Shut()
	if status, said := s.run(env, "run"); status != exitWrong || !strings.Contains(said, "DATABASE_URL") {
		t.Errorf("without its database the bot ends with %d and says\n%s", status, said)
	}
	database.Open()
	redis.Shut()
	bot := s.start(env...)
	until(t, "only Redis is missed", func() bool {
		status, body := bot.get("/readyz")
		return status == http.StatusServiceUnavailable && body == "redis does not answer\n"
	})
	if err := s.cast.EveryoneStarts(); err != nil {
		t.Fatal(err)
	}
	s.says("maria", "telegram:7001", paymentsDown)
	s.shows(cast.FirstLine, "ROM-1", "<@U0") // the ladder works without Redis
	redis.Open()
	bot.ready()

	s.cast.Telegram.FailNext("getUpdates", faults.Internal())
	s.cast.Telegram.FailNext("getUpdates", faults.DropBefore())
	for _, f := range []faults.Fault{
		faults.BadGateway(), faults.DropAfter(), faults.TooMany(1),
		faults.Refuse(400, "Bad Request: can't parse entities: "+secretTelegram), faults.Refuse(418, "bot"+secretTelegram+" is a teapot"),
	} {
		s.cast.Telegram.FailNext("sendMessage", f)
	}
	s.cast.Slack.FailNext("chat.update", simslack.Fault{DropCall: true})
	for _, f := range []simslack.Fault{{Status: 503}, {LoseAnswer: true}, {RateLimited: time.Second}, {Code: "invalid_blocks"}} {
		s.cast.Slack.FailNext("chat.postMessage", f)
	}
	for n, payload := range []string{`{"text": 7, "from": "` + marker + `"}`, `"` + marker + `"`, `{"message_id": [], "text": "` + marker + `"}`} {
		if err := s.cast.Telegram.Poison("message", payload); err != nil {
			t.Error(err)
		}
		s.cast.Slack.Post.Event(json.RawMessage(fmt.Sprintf(
			`{"type": "event_callback", "event_id": "Ev%d", "event": {"type": "message", "channel": "C0ROM", "text": %s, "ts": []}}`, n, payload)))
	}
	s.says("john", cast.Romashka, ordersLeak)
	s.shows(cast.FirstLine, "ROM-2")
	until(t, "what cannot be understood is kept", func() bool {
		n, _ := bot.metric("vakhta_parked_updates")
		return n >= 4
	})

	redis.Shut()
	database.Shut()
	s.says("lena", "telegram:7002", pricesWrong)
	s.says("john", cast.Romashka, "Visa only, by the way")
	until(t, "both are missed", func() bool {
		_, body := bot.get("/readyz")
		return body == "database does not answer\nredis does not answer\n"
	})
	until(t, "Telegram's update was tried in vain", func() bool {
		n, _ := bot.metric("vakhta_updates_total", `platform="telegram"`, `result="failed"`)
		return n > 0
	})
	database.Open()
	redis.Open()
	bot.ready()
	s.shows(cast.FirstLine, "ROM-3", "<@U0")
	s.shows(cast.FirstLine, "Visa only")
	bot.quiet()
	for n, want := range []int{0, 1, 1, 1, 0} {
		if key := fmt.Sprintf("ROM-%d", n); s.cards(key) != want {
			t.Errorf("%s has %d cards, want %d, in\n%s", key, s.cards(key), want, strings.Join(s.texts(cast.FirstLine), "\n\n"))
		}
	}
	if n, ok := bot.metric("vakhta_errors_total", `level="error"`, `kind="handle an update"`); !ok || n == 0 {
		t.Error("the failures are not counted by kind")
	}
	bot.stop()
	if printed := bot.log.String(); !strings.Contains(printed, `"level":"ERROR"`) || !strings.Contains(printed, "update parked") {
		t.Errorf("nothing went wrong, so nothing was shown:\n%s", printed)
	}
}

// TestAStopIsNotHeldUpByWhoDoesNotAnswer stops a bot whose database stopped
// answering in the middle of its work, while Slack makes it wait too.
func TestAStopIsNotHeldUpByWhoDoesNotAnswer(t *testing.T) {
	t.Parallel()
	s := newSite(t, false)
	database, address := gate.Database(t, testpg.New(t, schema.SQL(), storage.Migrate), secretDatabase)
	bot := s.start("DATABASE_URL=" + address)
	bot.ready()
	if err := s.cast.EveryoneStarts(); err != nil {
		t.Fatal(err)
	}
	s.shows("telegram:7002", "") // the welcome, so that it is not only on its way
	bot.quiet()                  // a killed bot's notices would wait for the end of its lease, which this test does not
	called := make(chan struct{})
	var once sync.Once
	hold := func(string) bool {
		once.Do(func() { database.Freeze(); close(called) })
		<-t.Context().Done()
		return true
	}
	s.posted.Store(&hold)
	s.says("maria", "telegram:7001", paymentsDown)
	<-called
	s.says("lena", "telegram:7002", paymentsDown)
	if code := bot.told(os.Interrupt); code != exitWrong || !strings.Contains(bot.log.String(), "shutdown timed out") {
		t.Errorf("it ended with status %d, want 1 and a reason", code)
	}
	database.Thaw()
	s.posted.Store(nil)
	database.Shut()
	database.Open()
	bot = s.start("DATABASE_URL=" + address)
	s.shows("telegram:7002", "Заявка ROM-2") // nothing of it was lost
	bot.stop()
}
