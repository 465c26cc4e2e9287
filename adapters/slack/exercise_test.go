package slack_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"go.uber.org/goleak"

	"vakhta/adapters/adaptertest"
	"vakhta/adapters/slack"
	"vakhta/desk"
	simslack "vakhta/sim/slack"
	"vakhta/sim/slack/manifest"
	"vakhta/sim/slack/mrkdwn"
	"vakhta/sim/slack/workspace"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestTheAdapterDoesWhatEveryAdapterMust(t *testing.T) { adaptertest.Exercise(t, openKit) }

// Tokens that must not appear anywhere.
const (
	botToken      = "xoxb-very-secret-bot"
	appToken      = "xapp-very-secret-app"
	signingSecret = "very-secret-signature"
)

// slackPatience is longer than Slack waits before it repeats an event for the
// second time.
const slackPatience = 2 * time.Minute

// newServer returns a workspace that grants what the deployed manifest asks for, and
// no more: Anna and Boris in the channel C0L1, and the bot with them.
func newServer(t testing.TB, c simslack.Config) *simslack.Server {
	t.Helper()
	raw, err := os.ReadFile("../../deploy/slack-manifest.yaml")
	if err != nil {
		t.Fatal(err)
	}
	m, err := manifest.Read(raw)
	if err != nil {
		t.Fatal(err)
	}
	c.BotToken, c.AppToken, c.SigningSecret = botToken, appToken, signingSecret
	c.Scopes, c.Events, c.Commands, c.Shortcuts = m.Scopes(), m.Events(), m.Commands(), m.Shortcuts()
	srv := simslack.New(c)
	t.Cleanup(srv.Close)
	srv.User("U0ANNA", "Anna Kim", simslack.Opts{Locale: "ru-RU"})
	srv.User("U0BORIS", "Boris Lee", simslack.Opts{TZ: "Europe/London"})
	srv.Channel("C0L1", "first-line", "U0ANNA", "U0BORIS")
	srv.Open(workspace.Channel{ID: "C0LOST", Name: "elsewhere", Kind: workspace.Public, Members: []string{"U0ANNA"}})
	return srv
}

// newAdapter returns an adapter that reaches a workspace through memory.
func newAdapter(t testing.TB, srv *simslack.Server, c slack.Config) *slack.Adapter {
	t.Helper()
	return newAdapterAt(t, srv, c)
}

func newAdapterAt(t testing.TB, h http.Handler, c slack.Config) *slack.Adapter {
	t.Helper()
	net := adaptertest.Listen(t, h)
	c.BotToken, c.APIURL, c.HTTPClient = botToken, "http://slack.test/api/", net.Client(t)
	if c.SigningSecret == "" {
		c.AppToken = appToken
	}
	c.Dialer = &websocket.Dialer{NetDialContext: net.Dial}
	a, err := slack.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// A platform is the simulated Slack as the common suite uses it.
type platform struct {
	*simslack.Server
	t    *testing.T
	anna *simslack.Person
	told []string // in answer to commands

	mu   sync.Mutex
	next *simslack.Fault // of the next call that sends or edits
}

// ServeHTTP makes the next call that sends or edits fail, if that was ordered.
func (p *platform) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	if method := path.Base(r.URL.Path); p.next != nil && slices.Contains(failing(), method) {
		p.FailNext(method, *p.next)
		p.next = nil
	}
	p.mu.Unlock()
	p.Server.ServeHTTP(w, r)
}

// failing returns the methods that send, edit or move a file.
func failing() []string {
	return []string{"chat.postMessage", "chat.update", "files.info", "files.getUploadURLExternal"}
}

func openKit(t *testing.T, o adaptertest.Options) adaptertest.Kit {
	t.Helper()
	srv := newServer(t, simslack.Config{})
	srv.AllowMention("U0ANNA")
	anna, err := srv.Person("U0ANNA")
	if err != nil {
		t.Fatal(err)
	}
	p := &platform{Server: srv, t: t, anna: anna}
	a := newAdapterAt(t, p, slack.Config{Clock: o.Clock, Log: o.Log, Parker: o.Parker})
	return adaptertest.Kit{
		Messenger: a, Run: a.Run, Platform: p, Secrets: []string{botToken, appToken, "very-secret", "ticket-"},
		Channel:    desk.Address{Platform: desk.Slack, Chat: "C0L1"},
		Stranger:   desk.Address{Platform: desk.Slack, Chat: "C0LOST"},
		Person:     desk.Account{Platform: desk.Slack, ID: "U0ANNA"},
		Redelivers: slackPatience,
	}
}

func (p *platform) ref(m simslack.Message) desk.MessageRef {
	return desk.MessageRef{Address: desk.Address{Platform: desk.Slack, Chat: m.Channel}, Message: m.TS}
}

func (p *platform) message(at desk.MessageRef) simslack.Message {
	p.t.Helper()
	m, err := p.In(at.Chat).Message(at.Message)
	p.must(err)
	return m
}

func (p *platform) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *platform) Say(text string) desk.MessageRef {
	p.t.Helper()
	m, err := p.anna.Mentions("C0L1", text)
	p.must(err)
	return p.ref(m)
}

func (p *platform) Change(at desk.MessageRef, text string) {
	p.t.Helper()
	p.must(p.anna.Edits(p.message(at), "@vakhta "+text))
}

func (p *platform) Press(at desk.MessageRef, label string) {
	p.t.Helper()
	p.must(p.anna.Presses(p.message(at), label))
}

func (p *platform) Command(line string) {
	p.t.Helper()
	said, err := p.anna.Slash("/desk", line, "C0L1")
	p.must(err)
	if said.Whisper != nil {
		p.told = append(p.told, words(said.Whisper.Blocks))
	}
}

func (p *platform) Told() []string {
	told := slices.Clone(p.told)
	for _, e := range p.anna.Ephemerals() {
		told = append(told, words(e.Blocks))
	}
	return told
}

// Answered returns true: Press has waited for the answer.
func (p *platform) Answered() bool { return true }

func (p *platform) Repeat() { p.Post.Double(1) }

func (p *platform) Poison() { p.Sockets.Garble() }

func (p *platform) Share(name string, data []byte) desk.MessageRef {
	p.t.Helper()
	m, err := p.anna.Shares("C0L1", "<@U0DESK>", nil, simslack.Upload{Name: name, Bytes: data})
	p.must(err)
	return p.ref(m)
}

func (p *platform) Attached(at desk.MessageRef) (string, []byte) {
	p.t.Helper()
	m := p.message(at)
	if len(m.Files) != 1 {
		p.t.Fatalf("message %s has %d files", at.Message, len(m.Files))
	}
	return m.Files[0].Name, m.Files[0].Bytes
}

func (p *platform) Delete(at desk.MessageRef) {
	p.t.Helper()
	form := url.Values{"channel": {at.Chat}, "ts": {at.Message}, "token": {botToken}}
	r := httptest.NewRequest(http.MethodPost, "/api/chat.delete", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	p.Server.ServeHTTP(w, r)
	if !strings.Contains(w.Body.String(), `"ok":true`) {
		p.t.Fatalf("delete: %s", w.Body)
	}
}

func (p *platform) Shown(at desk.MessageRef) (string, bool) {
	m, err := p.In(at.Chat).Message(at.Message)
	return words(m.Blocks), err == nil
}

func (p *platform) Count() int {
	n := 0
	for _, m := range p.In("C0L1").Messages() {
		if m.BotID != "" {
			n++
		}
	}
	return n
}

func (p *platform) Called(at desk.MessageRef) []string {
	var ids []string
	for _, m := range mrkdwn.BlockMentions(p.message(at).Blocks) {
		ids = append(ids, strings.TrimPrefix(m, "@"))
	}
	return append(ids, mrkdwn.Mentions(p.message(at).Text)...)
}

func (p *platform) Fail(f adaptertest.Fault) {
	fault := map[adaptertest.Fault]simslack.Fault{
		adaptertest.TooMany: {RateLimited: adaptertest.Wait}, adaptertest.Broken: {Status: 502}, adaptertest.Cut: {DropCall: true},
		adaptertest.Lost: {LoseAnswer: true}, adaptertest.Denied: {Code: "invalid_auth"},
	}[f]
	p.mu.Lock()
	defer p.mu.Unlock()
	p.next = &fault
}

func (p *platform) Complaints() []string {
	return append(p.Violations(), p.MentionViolations()...)
}

// words returns what people see of blocks, without markup.
func words(blocks []byte) string {
	var tree any
	if json.Unmarshal(blocks, &tree) != nil {
		return ""
	}
	var said []string
	collect(tree, &said)
	return strings.Join(said, "\n")
}

func collect(node any, said *[]string) {
	switch node := node.(type) {
	case []any:
		for _, child := range node {
			collect(child, said)
		}
	case map[string]any:
		if text, ok := node["text"].(string); ok {
			*said = append(*said, text)
		}
		for _, key := range []string{"text", "fields", "elements"} {
			collect(node[key], said)
		}
	}
}
