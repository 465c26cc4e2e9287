package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"vakhta/demo/cast"
	"vakhta/internal/testpg"
	"vakhta/internal/testredis"
	"vakhta/storage"
	"vakhta/storage/schema"
)

const checkoutDown = "The checkout is down, nobody can pay"

// Faults of other kinds, which are not taken for one with the checkout's.
const (
	ordersLeak  = "Клиенты видят в личном кабинете чужие заказы и адреса"
	pricesWrong = "Все цены на сайте стали нулевыми"
)

// serversOf returns the running processes whose arguments name a folder of the site.
func (s *site) serversOf() (all []string) {
	s.t.Helper()
	paths, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		s.t.Fatal(err)
	}
	for _, path := range paths {
		if text, err := os.ReadFile(path); err == nil && bytes.Contains(text, []byte(s.dir)) {
			all = append(all, string(bytes.ReplaceAll(text, []byte{0}, []byte{' '})))
		}
	}
	return all
}

// wantOnce checks that each of the tickets has one card in the first line's
// channel, and that the person on duty was called once under it.
func (s *site) wantOnce(keys ...string) {
	s.t.Helper()
	for _, key := range keys {
		cards, calls := 0, 0
		for _, l := range s.cast.Lines(cast.FirstLine) {
			switch {
			case !l.Bot || !strings.Contains(l.Text, key):
			case l.Under == "":
				cards++
			case strings.Contains(l.Text, "<@U0"):
				calls++
			}
		}
		if cards != 1 || calls != 1 {
			s.t.Errorf("%s has %d cards and %d calls of whoever is on duty, want one each", key, cards, calls)
		}
	}
}

// TestTheDeskOnAMachineWithNothingElse plays the life of a desk that has tokens and no services: its own PostgreSQL,
// the in-process Redis, real time. It gets requests, is stopped, killed in the middle of a call and started again.
func TestTheDeskOnAMachineWithNothingElse(t *testing.T) {
	t.Parallel()
	s := newSite(t, false)
	bot := s.start()
	bot.ready()
	if err := s.cast.EveryoneStarts(); err != nil {
		t.Fatal(err)
	}
	s.says("maria", "telegram:7001", paymentsDown)
	s.says("john", cast.Romashka, ordersLeak)
	s.shows(cast.FirstLine, "ROM-1")
	s.shows(cast.FirstLine, "ROM-2")
	until(t, "both shops have a receipt", func() bool {
		return s.count("telegram:7001", "Заявка ROM-")+s.count(cast.Romashka, "ROM-") == 2
	})
	bot.quiet()
	wantEndpoints(t, bot)

	status, said := s.run(nil, "run")
	if status != exitWrong || !strings.Contains(said, fmt.Sprintf("another process owns it: process %d", bot.cmd.Process.Pid)) || !strings.Contains(said, "DATA_DIR") {
		t.Errorf("a second bot on the same data: status %d, it says\n%s", status, said)
	}

	killed := bot.killedWhilePosting("ROM-3")
	lenas := time.Now()
	s.says("lena", "telegram:7002", pricesWrong)
	<-killed
	if left := s.serversOf(); len(left) > 0 {
		until(t, "the killed bot's server is gone", func() bool { return len(s.serversOf()) == 0 })
	}
	s.does(cast.Interaction{As: "maria", Verb: "slash", Chat: "telegram:7001", Command: "/new Сайт не открывается, " + marker})
	s.says("john", cast.Romashka, "Visa only, by the way")
	until(t, "the call for ROM-3 fell due", func() bool { return time.Since(lenas) > 5*time.Second })

	bot = s.start()
	again := time.Now()
	for n := 1; n <= 4; n++ {
		key := fmt.Sprintf("ROM-%d", n)
		until(t, key+" rings", func() bool { return s.count(cast.FirstLine, key, "<@U0") > 0 })
	}
	s.shows(cast.FirstLine, "Visa only")
	bot.quiet()
	if took := time.Since(again); took > 30*time.Second {
		t.Errorf("what the killed bot held left after %v: it waited for its lease to end", took)
	}
	s.wantOnce("ROM-1", "ROM-2", "ROM-3", "ROM-4")
	passedOn := slices.DeleteFunc(s.cast.Lines(cast.FirstLine), func(l cast.SeenMessage) bool {
		return l.Under == "" || !strings.Contains(l.Text, "Visa only") || strings.Contains(l.Text, "ROM-") // a call quotes it, too
	})
	if len(passedOn) != 1 {
		t.Errorf("what was said while the bot was dead stands %d times in the ticket's thread, want once: %+v", len(passedOn), passedOn)
	}
	if n := s.count("telegram:7002", "Заявка ROM-3"); n < 1 || n > 2 {
		t.Errorf("lena sees %d receipts, want one, or two after the kill", n)
	}
	if n := s.count(cast.FirstLine, "ROM-5"); n > 0 {
		t.Error("there is a fifth ticket")
	}
	if n, ok := bot.metric("vakhta_alarm_lateness_seconds_count"); !ok || n < 2 {
		t.Errorf("%v alarms are counted, want those that fell due meanwhile", n)
	}
	bot.stop()
	if left := s.serversOf(); len(left) > 0 {
		t.Errorf("after the stop there still run %q", left)
	}
	for _, v := range append(s.cast.Slack.Violations(), s.cast.Telegram.Violations()...) {
		t.Errorf("against the platform's rules: %s", v)
	}
}

// TestAnotherBotTakesOverFromAKilledOneWithinSeconds has two bots share a database and a Redis. One is killed in the middle
// of a call. The message it was sending, the rest of that chat and the alarms it had rung are delayed by seconds only.
func TestAnotherBotTakesOverFromAKilledOneWithinSeconds(t *testing.T) {
	t.Parallel()
	s := newSite(t, false)
	redis, _ := testredis.New(t)
	s.env = append(s.env, "DATABASE_URL="+testpg.New(t, schema.SQL(), storage.Migrate), "REDIS_URL="+redis)
	bot := s.start()
	bot.ready()
	if err := s.cast.EveryoneStarts(); err != nil {
		t.Fatal(err)
	}
	killed := bot.killedWhilePosting("ROM-1")
	s.says("maria", "telegram:7001", checkoutDown)
	<-killed
	s.start()
	again := time.Now()
	s.says("lena", "telegram:7002", pricesWrong)
	for _, key := range []string{"ROM-1", "ROM-2"} {
		until(t, key+" rings", func() bool { return s.count(cast.FirstLine, key, "<@U0") > 0 })
	}
	if took := time.Since(again); took > 15*time.Second {
		t.Errorf("what the killed bot held left after %v: it waited for its lease to end", took)
	}
	s.wantOnce("ROM-1", "ROM-2")
}

// wantEndpoints asks a bot with two new tickets for everything an operator sees.
func wantEndpoints(t *testing.T, bot *process) {
	t.Helper()
	for path, want := range map[string]string{"/healthz": "ok\n", "/readyz": "ready\n"} {
		if status, body := bot.get(path); status != 200 || body != want {
			t.Errorf("%s answers %d %q", path, status, body)
		}
	}
	for name, want := range map[string]float64{
		`vakhta_tickets_open{state="new"}`:             2,
		`vakhta_tickets_open{state="in_progress"}`:     0,
		`vakhta_parked_updates`:                        0,
		`vakhta_outbox_depth{class="escalation"}`:      0,
		`vakhta_outbox_depth{class="digest"}`:          0,
		`vakhta_outbox_oldest_seconds{class="answer"}`: 0,
		`vakhta_outbox_dead`:                           0,
	} {
		series, labels, _ := strings.Cut(name, "{")
		if got, ok := bot.metric(series, strings.TrimSuffix(labels, "}")); !ok || got != want {
			t.Errorf("%s is %v (there: %t), want %v", name, got, ok, want)
		}
	}
	for name, labels := range map[string][]string{
		"vakhta_updates_total":                 {`platform="telegram"`, `kind="`, `result="handled"`},
		"vakhta_sends_total":                   {`platform="slack"`, `class="escalation"`, `result="sent"`},
		"vakhta_send_lag_seconds_count":        {`class="answer"`},
		"vakhta_alarms_armed":                  nil,
		"vakhta_alarm_lateness_seconds_bucket": {`le="0.02"`},
		"vakhta_routine_runs_total":            {`routine="prune"`, `result="failed"`},
	} {
		if _, ok := bot.metric(name, labels...); !ok {
			t.Errorf("there is no series %s with %v", name, labels)
		}
	}
	if n, _ := bot.metric("vakhta_updates_total", `platform="slack"`, `result="handled"`); n < 1 {
		t.Error("no update of Slack's is counted")
	}
	if n, _ := bot.metric("vakhta_alarms_armed"); n < 2 {
		t.Errorf("%v alarms are armed, want the tickets' clocks", n)
	}
}

func TestABotWhoseTokensAreAllRefusedEndsAndSaysWhatToDo(t *testing.T) {
	t.Parallel()
	s := newSite(t, false)
	s.env = append(s.env, "DATABASE_URL="+testpg.New(t, schema.SQL(), storage.Migrate))
	none := []string{"TELEGRAM_BOT_TOKEN=7001:AAwrong", "SLACK_BOT_TOKEN=", "SLACK_APP_TOKEN="}
	status, said := s.run(none, "run")
	if status != exitWrong || !strings.Contains(said, "take the token from BotFather again and put it into TELEGRAM_BOT_TOKEN") {
		t.Errorf("with one messenger that refuses: status %d, it says\n%s", status, said)
	}
	status, said = s.run([]string{"TELEGRAM_BOT_TOKEN=", "SLACK_APP_TOKEN=xapp-wrong"}, "run")
	if status != exitWrong || !strings.Contains(said, "set SLACK_APP_TOKEN to an app-level token") {
		t.Errorf("with an app token that Slack refuses: status %d, it says\n%s", status, said)
	}
	bot := s.start("TELEGRAM_BOT_TOKEN=7001:AAwrong")
	until(t, "it says that it works without Telegram", func() bool {
		return strings.Contains(bot.log.String(), "the desk works without it") && strings.Contains(bot.log.String(), "TELEGRAM_BOT_TOKEN")
	})
	s.says("john", cast.Romashka, checkoutDown)
	s.shows(cast.FirstLine, "ROM-1")
	bot.stop()
}
