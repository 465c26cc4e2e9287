package demo_test

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"vakhta/demo"
	"vakhta/demo/cast"
	"vakhta/demo/clock"
	"vakhta/demo/why"
	"vakhta/desk"
	simslack "vakhta/sim/slack"
	simtelegram "vakhta/sim/telegram"
)

// noon is when the demo's clock begins.
func noon() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) }

// open returns a stage without a desk, with a configuration changed by the
// test.
func open(t *testing.T, with func(*demo.Config)) *demo.Stage {
	t.Helper()
	d, err := cast.Desk(desk.English)
	if err != nil {
		t.Fatal(err)
	}
	slack := simslack.New(simslack.Config{})
	t.Cleanup(slack.Close)
	c, err := cast.Open(d, simtelegram.New(simtelegram.Config{}), slack)
	if err != nil {
		t.Fatal(err)
	}
	cfg := demo.Config{
		Cast: c, Clock: clock.New(noon()), Lang: "en", Log: slog.New(slog.DiscardHandler),
		Why:       func(context.Context) (why.Why, error) { return why.Why{}, nil },
		NextAlarm: func(context.Context) (time.Time, bool, error) { return time.Time{}, false, nil },
	}
	if with != nil {
		with(&cfg)
	}
	return demo.New(cfg)
}

// ask sends a request of the page and returns the response.
func ask(s *demo.Stage, method, path, body string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, httptest.NewRequest(method, "http://127.0.0.1:8180"+path, strings.NewReader(body)))
	return w
}

func TestTheStateHoldsAllTheRest(t *testing.T) {
	s := open(t, nil)
	var st demo.PageState
	w := ask(s, http.MethodGet, "/api/state", "")
	if err := json.Unmarshal(w.Body.Bytes(), &st); err != nil {
		t.Fatalf("%d %s: %v", w.Code, w.Body, err)
	}
	if st.Lang != "en" || st.Speed != 1 || st.Now.Before(noon()) || st.NextAlarm != nil || len(st.Cast) != 8 ||
		len(st.Stories) != 13 || len(st.Telegram.Chats) == 0 || len(st.Slack.Channels) < 3 {
		t.Errorf("the state is %+v", st)
	}
}

func TestTheVersionGrowsWithEveryChange(t *testing.T) {
	s := open(t, nil)
	version := func() uint64 {
		st, err := s.State(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return st.Version
	}
	before := version()
	for _, order := range []struct{ path, body string }{
		{"/api/act", `{"as": "maria", "verb": "start"}`},
		{"/api/act", `{"as": "anna", "verb": "say", "chat": "slack:C0L1", "text": "hello"}`},
		{"/api/outage", `{"down": true}`},
		{"/api/outage", `{"down": false}`},
	} {
		if w := ask(s, http.MethodPost, order.path, order.body); w.Code != http.StatusOK {
			t.Fatalf("%s: %d %s", order.body, w.Code, w.Body)
		}
		now := version()
		if now <= before {
			t.Errorf("after %s the version is %d, no more than %d", order.body, now, before)
		}
		before = now
	}
}

func TestOrdersThatMakeNoSenseAreRefused(t *testing.T) {
	s := open(t, nil)
	for _, c := range []struct {
		path, body string
		code       int
		say        string
	}{
		{"/api/act", `{`, http.StatusBadRequest, "cannot be read"},
		{"/api/act", `{"as": "maria", "dance": true}`, http.StatusBadRequest, "cannot be read"},
		{"/api/act", `{"as": "nobody", "verb": "say"}`, http.StatusBadRequest, "nobody is called"},
		{"/api/act", `{"as": "boris", "verb": "closeModal"}`, http.StatusConflict, "no modal open"},
		{"/api/clock", `{"speed": -1}`, http.StatusBadRequest, "the clock runs"},
		{"/api/clock", `{"speed": 100000}`, http.StatusBadRequest, "the clock runs"},
		{"/api/clock", `{"jump": true}`, http.StatusConflict, "no alarm is armed"},
		{"/api/story", `{"id": "war and peace"}`, http.StatusBadRequest, "no such story"},
		{"/api/reset", `{"lang": "fr"}`, http.StatusBadRequest, "ru and en"},
		{"/api/reset", `{}`, http.StatusConflict, "does not empty it"},
	} {
		w := ask(s, http.MethodPost, c.path, c.body)
		var out demo.Answer
		if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
			t.Fatalf("%s %s: %s is no outcome: %v", c.path, c.body, w.Body, err)
		}
		if w.Code != c.code || out.OK || !strings.Contains(out.Error, c.say) {
			t.Errorf("%s %s: %d %q, want %d %q", c.path, c.body, w.Code, out.Error, c.code, c.say)
		}
	}
}

func TestAPageOfAnotherSiteMayNotPlay(t *testing.T) {
	s := open(t, nil)
	r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1:8180/api/clock", strings.NewReader(`{"speed": 10}`))
	r.Header.Set("Origin", "https://evil.example")
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	if w.Code != http.StatusForbidden || s.Clock.Speed() != 1 {
		t.Errorf("an order of another site: %d, and the clock runs at %v", w.Code, s.Clock.Speed())
	}
	for host, want := range map[string]int{
		"localhost:8180": http.StatusOK, "[::1]:8180": http.StatusOK, "192.168.1.7": http.StatusOK,
		"evil.example": http.StatusMisdirectedRequest, "localhost.evil.example:8180": http.StatusMisdirectedRequest,
	} {
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://"+host+"/api/state", nil))
		if w.Code != want {
			t.Errorf("the state under the name %s: %d, want %d", host, w.Code, want)
		}
	}
}

func TestFilesAreShownAndNeverRun(t *testing.T) {
	s := open(t, nil)
	for _, body := range []string{
		`{"as": "maria", "verb": "start"}`,
		`{"as": "maria", "verb": "photo", "chat": "telegram:7001", "text": "see"}`,
		`{"as": "anna", "verb": "file", "chat": "slack:C0L1", "file": {"name": "x.html", "mime": "text/html", "data": "PHNjcmlwdD4="}}`,
	} {
		if w := ask(s, http.MethodPost, "/api/act", body); w.Code != http.StatusOK {
			t.Fatalf("%s: %s", body, w.Body)
		}
	}
	st, err := s.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	messages := s.Cast.Telegram.Chat(7001).Messages()
	photo := ask(s, http.MethodGet, "/api/file/telegram/"+messages[len(messages)-1].File.ID, "")
	if photo.Code != http.StatusOK || photo.Header().Get("Content-Type") != "image/png" {
		t.Errorf("the photo: %d %s", photo.Code, photo.Header().Get("Content-Type"))
	}
	script := ask(s, http.MethodGet, "/api/file/slack/"+st.Slack.Files[0].ID, "")
	if script.Header().Get("Content-Type") != "application/octet-stream" || script.Header().Get("Content-Disposition") != "attachment" {
		t.Errorf("a page that somebody sent is served as %v", script.Header())
	}
	for _, path := range []string{"/api/file/slack/none", "/api/file/pigeon/1", "/api/nothing"} {
		if w := ask(s, http.MethodGet, path, ""); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d, want not found", path, w.Code)
		}
	}
}

func TestThePageIsServed(t *testing.T) {
	w := ask(open(t, nil), http.MethodGet, "/", "")
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "<html") {
		t.Errorf("the page: %d %.80s", w.Code, w.Body)
	}
	if csp := w.Header().Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'self'") {
		t.Errorf("the page may load from other hosts: %q", csp)
	}
}

func TestAResetIsPassedOn(t *testing.T) {
	asked := ""
	s := open(t, func(c *demo.Config) { c.Reset = func(lang string) error { asked = lang; return nil } })
	if w := ask(s, http.MethodPost, "/api/reset", `{"lang": "ru"}`); w.Code != http.StatusOK || asked != "ru" {
		t.Errorf("%d, and a desk in %q was asked for", w.Code, asked)
	}
}

func TestCurtainFalls(t *testing.T) {
	s := open(t, nil)
	ctx, end := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	if err := s.Play(ctx, "payments", ""); err != nil {
		t.Fatal(err)
	}
	playing := func(want bool) func(demo.PageState) bool {
		return func(st demo.PageState) bool { return st.Stories[0].Playing == want }
	}
	if err := s.Until(t.Context(), playing(true)); err != nil {
		t.Fatal(err)
	}
	if w := ask(s, http.MethodPost, "/api/story", `{"stop": true}`); w.Code != http.StatusOK {
		t.Fatalf("stop: %s", w.Body)
	}
	if err := s.Until(t.Context(), playing(false)); err != nil {
		t.Fatal(err)
	}
	end()
	if err := <-ended; err != nil {
		t.Errorf("the stage ended with %v", err)
	}
	if w := ask(s, http.MethodGet, "/api/events", ""); !strings.Contains(w.Body.String(), "event: state") {
		t.Errorf("a closed stage shows its audience nothing more: %s", w.Body)
	}
	if w := ask(s, http.MethodPost, "/api/story", `{"id": "payments"}`); w.Code != http.StatusConflict {
		t.Errorf("a story on a closed stage: %d %s", w.Code, w.Body)
	}
}

func TestAStateWithoutItsDatabaseIsASentence(t *testing.T) {
	s := open(t, func(c *demo.Config) {
		c.Why = func(context.Context) (why.Why, error) { return why.Why{}, errors.New("connection refused") }
	})
	if w := ask(s, http.MethodGet, "/api/state", ""); w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "does not answer") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
