package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"vakhta/demo/cast"
	"vakhta/demo/page/browser"
	"vakhta/deskfile"
	simslack "vakhta/sim/slack"
	simtelegram "vakhta/sim/telegram"
)

// botEnv makes this test binary the program itself, so that a test can run the
// desk as a process of its own, and kill it.
const botEnv = "VAKHTA_TEST_IS_THE_BOT"

func TestMain(m *testing.M) {
	if os.Getenv(botEnv) != "" {
		main()
	}
	// Most of these tests wait for a clock, another process or a browser, so
	// more of them run at once. The flag -parallel of go test overrides it.
	if err := flag.Set("test.parallel", strconv.Itoa(2*runtime.GOMAXPROCS(0))); err != nil {
		panic(err)
	}
	os.Exit(browser.Run(m))
}

// Strings that no bot may print. Every text that is written in these tests
// contains the marker.
const (
	marker          = "quagga"
	secretTelegram  = "7000:AAtelegramsecret"
	secretSlack     = "xoxb-slacksecret"
	secretSlackApp  = "xapp-slacksecret"
	secretSigning   = "signingsecret"
	secretHook      = "hooksecret"
	secretDatabase  = "databasesecret"
	secretRedisPass = "redissecret"
)

func secrets() []string {
	return []string{
		marker, "AAtelegramsecret", secretSlack, secretSlackApp, secretSigning, secretHook, secretDatabase, secretRedisPass,
	}
}

// A site is where bots run as processes: a folder with desk.yaml, and the
// simulated messengers, which listen on the loopback.
type site struct {
	t    *testing.T
	dir  string
	env  []string // the environment of every bot
	cast *cast.Cast
	bot  atomic.Value // string: the address of the bot that was started last
	// posted is called with what was posted to Slack before the bot gets the answer.
	// If it returns true, the bot gets none.
	posted  atomic.Pointer[func(form string) bool]
	printed []*logbook
	spoken  strings.Builder // what bots answered to HTTP requests
}

// shop is desk.example.yaml with one more person in it, and with the person on duty
// called seconds after a ticket.
func shop(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("../../desk.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	for old, instead := range map[string]string{
		"  john:":                       "  lena:  {name: Лена Новикова, telegram: 7002}\n  john:",
		"staff: [maria, john]":          "staff: [maria, john, lena]",
		"{after: 50%, notify: on_call}": "{after: 4s, notify: on_call}",
	} {
		if !strings.Contains(text, old) {
			t.Fatalf("desk.example.yaml says no %q", old)
		}
		text = strings.Replace(text, old, instead, 1)
	}
	return text
}

// newSite opens a site. With webhooks the messengers call the bot; otherwise
// the bot polls Telegram and holds sockets to Slack.
func newSite(t *testing.T, webhooks bool) *site {
	t.Helper()
	s := &site{t: t, dir: commonDir(t)}
	text := shop(t)
	if err := os.WriteFile(filepath.Join(s.dir, "desk.yaml"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	d, _, err := deskfile.Read("desk.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	toBot := func(ctx context.Context, _, _ string) (net.Conn, error) {
		address, _ := s.bot.Load().(string)
		return (&net.Dialer{}).DialContext(ctx, "tcp", address)
	}
	// The TLS of the proxy in front of a bot is not tested here.
	caller := &http.Client{Transport: &http.Transport{DialContext: toBot, DialTLSContext: toBot, DisableKeepAlives: true}}
	telegram := simtelegram.New(simtelegram.Config{Token: secretTelegram, Client: caller})
	options := simslack.Config{
		BotToken: secretSlack, AppToken: secretSlackApp, SigningSecret: secretSigning,
		// Slack repeats an unanswered event after a minute: here after a
		// second.
		After: func(d time.Duration) <-chan time.Time { return time.After(d / 60) }, Patience: 10 * time.Minute,
	}
	if webhooks {
		options.HTTP = &simslack.Endpoints{
			Events: "http://desk.test/slack/events", Commands: "http://desk.test/slack/commands", Actions: "http://desk.test/slack/actions",
			Client: caller,
		}
	}
	slack := simslack.New(options)
	if s.cast, err = cast.Open(d, telegram, slack); err != nil {
		t.Fatal(err)
	}
	atTelegram, atSlack := httptest.NewServer(telegram), httptest.NewServer(http.HandlerFunc(s.serveSlack))
	ctx, end := context.WithCancel(context.Background())
	ran := make(chan error, 1)
	go func() { ran <- telegram.Run(ctx) }()
	t.Cleanup(func() {
		slack.Close()
		end()
		<-ran
		atTelegram.CloseClientConnections()
		atTelegram.Close()
		atSlack.Close()
		s.nothingSecretWasPrinted()
	})
	s.env = []string{
		"TELEGRAM_API_URL=" + atTelegram.URL, "SLACK_API_URL=" + atSlack.URL + "/api/",
		"TELEGRAM_BOT_TOKEN=" + secretTelegram, "SLACK_BOT_TOKEN=" + secretSlack,
		"HTTP_ADDR=127.0.0.1:0", "LOG_LEVEL=debug",
	}
	if webhooks {
		s.env = append(s.env, "SLACK_SIGNING_SECRET="+secretSigning,
			"TELEGRAM_WEBHOOK_URL=https://desk.test/telegram", "TELEGRAM_WEBHOOK_SECRET="+secretHook)
	} else {
		s.env = append(s.env, "SLACK_APP_TOKEN="+secretSlackApp)
	}
	return s
}

// serveSlack serves the simulated Slack and watches what is posted.
func (s *site) serveSlack(w http.ResponseWriter, r *http.Request) {
	hear := s.posted.Load()
	if hear == nil || r.URL.Path != "/api/chat.postMessage" {
		s.cast.Slack.ServeHTTP(w, r)
		return
	}
	form, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	r.Body = io.NopCloser(bytes.NewReader(form))
	answer := httptest.NewRecorder()
	s.cast.Slack.ServeHTTP(answer, r)
	if (*hear)(string(form)) {
		panic(http.ErrAbortHandler)
	}
	w.WriteHeader(answer.Code)
	io.Copy(w, answer.Body)
}

// nothingSecretWasPrinted looks for secrets in everything that the bots of this
// site printed and answered.
func (s *site) nothingSecretWasPrinted() {
	whole := s.spoken.String()
	for _, l := range s.printed {
		whole += l.String()
	}
	for _, secret := range secrets() {
		lines := bufio.NewScanner(strings.NewReader(whole))
		for lines.Scan() {
			if strings.Contains(lines.Text(), secret) {
				s.t.Errorf("%q is printed: %s", secret, lines.Text())
			}
		}
	}
	if s.t.Failed() {
		for _, l := range s.printed {
			s.t.Logf("a bot printed:\n%s", l)
		}
	}
}

// command returns the program with arguments, not started yet.
func (s *site) command(args, env []string) (*exec.Cmd, *logbook) {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Dir = s.dir
	cmd.Env = append([]string{botEnv + "=1", "PATH=" + os.Getenv("PATH")}, append(s.env, env...)...)
	printed := &logbook{}
	cmd.Stdout, cmd.Stderr = printed, printed
	s.printed = append(s.printed, printed)
	return cmd, printed
}

// run runs the program to its end, which must come soon.
func (s *site) run(env []string, args ...string) (status int, printed string) {
	s.t.Helper()
	cmd, log := s.command(args, env)
	timer := time.AfterFunc(soon, func() { cmd.Process.Kill() })
	defer timer.Stop()
	if err := cmd.Run(); err != nil && !errors.As(err, new(*exec.ExitError)) {
		s.t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), log.String()
}

// says makes somebody write; the words contain the marker.
func (s *site) says(who, chat, words string) {
	s.t.Helper()
	s.does(cast.Interaction{As: who, Verb: "say", Chat: chat, Text: words + ", " + marker})
}

func (s *site) does(d cast.Interaction) {
	s.t.Helper()
	if _, err := s.cast.Act(s.t.Context(), d); err != nil {
		s.t.Errorf("%+v: %v", d, err)
	}
}

// count returns how many of the desk's own messages in a chat contain all of
// the words.
func (s *site) count(chat string, words ...string) int {
	n := 0
lines:
	for _, l := range s.cast.Lines(chat) {
		for _, w := range words {
			if !strings.Contains(l.Text, w) {
				continue lines
			}
		}
		if l.Bot {
			n++
		}
	}
	return n
}

// texts returns the texts of a chat's messages as people read them.
func (s *site) texts(chat string) (all []string) {
	for _, l := range s.cast.Lines(chat) {
		all = append(all, l.Text)
	}
	return all
}

// shows waits until a chat shows a message of the desk with all of the words.
func (s *site) shows(chat string, words ...string) {
	s.t.Helper()
	until(s.t, fmt.Sprintf("%s shows %q", chat, words), func() bool { return s.count(chat, words...) > 0 })
}
