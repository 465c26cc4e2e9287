package main

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"vakhta/app"
	"vakhta/demo"
	"vakhta/desk"
	"vakhta/internal/testpg"
	"vakhta/storage"
	"vakhta/storage/schema"
)

// soon is the longest that a test of the demo waits for anything.
const soon = 30 * time.Second

// A troupe plays an act of the demo.
type troupe struct{ *demo.Troupe }

// openDemo plays an act of the demo on a database of its own until the test ends.
func openDemo(t *testing.T, lang desk.Locale) *troupe {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	s, err := app.StoreOptions{DatabaseURL: testpg.New(t, schema.SQL(), storage.Migrate)}.Open(t.Context(), log)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	played, err := demo.NewTroupe(s, demo.Scene{Lang: lang, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	troupe := &troupe{played}
	ctx, end := context.WithCancel(context.Background())
	begun, ended := make(chan struct{}), make(chan error, 1)
	go func() {
		ended <- troupe.Play(ctx, func() func() { close(begun); return func() {} })
	}()
	t.Cleanup(func() {
		end()
		if err := <-ended; err != nil {
			t.Errorf("the act ended with %v", err)
		}
		for _, v := range append(troupe.Cast.Slack.Violations(), troupe.Cast.Telegram.Violations()...) {
			t.Errorf("against the platform's rules: %s", v)
		}
	})
	select {
	case <-begun:
	case err := <-ended:
		ended <- nil
		t.Fatalf("the act does not begin: %v", err)
	}
	return troupe
}

// playStory plays a story over the stage's API, as the page does, to its end.
func (tr *troupe) playStory(t *testing.T, id, lang string) {
	t.Helper()
	page := tr.Stage.Handler()
	post(t, page, "/api/clock", `{"speed": 20}`)
	post(t, page, "/api/story", `{"id": "`+id+`", "lang": "`+lang+`"}`)
	ctx, cancel := context.WithTimeout(t.Context(), soon)
	defer cancel()
	var last demo.StoryState
	err := tr.Stage.Until(ctx, func(st demo.PageState) bool {
		for _, s := range st.Stories {
			if s.ID == id {
				last = s
			}
		}
		return last.Over || last.Failed != ""
	})
	if err != nil || last.Failed != "" {
		t.Fatalf("story %s ended with %v at %+v: %s\n%s", id, err, last.Step, last.Failed, tr.everything())
	}
	if speed := tr.Clock.Speed(); speed != 20 {
		t.Errorf("after story %s the clock runs at %v, want 20 as before", id, speed)
	}
}

// post posts an order to the page's API and fails the test if it is refused.
func post(t *testing.T, page http.Handler, path, body string) {
	t.Helper()
	if code, out := ask(page, http.MethodPost, path, body); code != http.StatusOK {
		t.Fatalf("POST %s %s: %d %s", path, body, code, out)
	}
}

func ask(page http.Handler, method, path, body string) (int, string) {
	r := httptest.NewRequest(method, "http://localhost"+path, strings.NewReader(body))
	w := httptest.NewRecorder()
	page.ServeHTTP(w, r)
	return w.Code, w.Body.String()
}

// shown returns the text of all messages in a chat.
func (tr *troupe) shown(chat string) string {
	var b strings.Builder
	for _, l := range tr.Cast.Lines(chat) {
		b.WriteString(l.Text + "\n")
	}
	return b.String()
}

func (tr *troupe) everything() string {
	var b strings.Builder
	for _, m := range tr.Cast.Members() {
		for _, chat := range m.Where {
			b.WriteString("== " + m.Handle + " in " + chat + "\n" + tr.shown(chat))
		}
	}
	return b.String()
}

// watch reads the events as a browser does, until the test ends.
func watch(t *testing.T, url string) <-chan string {
	t.Helper()
	ctx, leave := context.WithCancel(context.Background())
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/api/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	events, done := make(chan string), make(chan struct{})
	go func() {
		defer close(done)
		var whole []byte
		buf := make([]byte, 64<<10)
		for {
			n, err := resp.Body.Read(buf)
			if err != nil {
				return
			}
			whole = append(whole, buf[:n]...)
			for {
				event, rest, found := bytes.Cut(whole, []byte("\n\n"))
				if !found {
					break
				}
				whole = rest
				select {
				case events <- string(event):
				case <-ctx.Done():
					return
				}
			}
		}
	}()
	t.Cleanup(func() {
		leave()
		<-done
		resp.Body.Close()
	})
	return events
}

// commonDir returns a folder that an unprivileged PostgreSQL can reach. A
// test's own folder can be read by its owner only.
func commonDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "vakhta-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// receipts counts the receipts of notices whose keys contain part.
func (tr *troupe) receipts(t *testing.T, part string) (n int) {
	t.Helper()
	st, err := tr.Stage.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, ticket := range st.Why.Tickets {
		for _, s := range ticket.Sent {
			if strings.Contains(s.Key, part) {
				n++
			}
		}
	}
	return n
}
