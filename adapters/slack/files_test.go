package slack_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"vakhta/adapters/slack"
	"vakhta/desk"
)

// A warehouse answers like Slack about one file, which is shown after
// files.info was called a number of times.
type warehouse struct {
	shownAfter int
	address    string // of the file's content
	page       bool   // an HTML page instead of the content
	external   bool

	asked     int
	elsewhere []string // addresses outside Slack that were called
}

func (w *warehouse) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	if r.Host != "slack.test" {
		w.elsewhere = append(w.elsewhere, r.Host+" "+r.Header.Get("Authorization"))
	}
	switch r.URL.Path {
	case "/api/files.getUploadURLExternal":
		fmt.Fprint(out, `{"ok": true, "upload_url": "http://slack.test/upload/F1", "file_id": "F1"}`)
	case "/api/files.info":
		w.asked++
		shares := `{}`
		if w.asked >= w.shownAfter {
			shares = `{"public": {"C0L1": [{"ts": "1790000000.000100", "thread_ts": "1790000000.000001"}]}}`
		}
		fmt.Fprintf(out, `{"ok": true, "file": {"id": "F1", "name": "a.txt", "mimetype": "text/plain", "size": 3,
			"url_private_download": %q, "is_external": %t, "shares": %s}}`, w.address, w.external, shares)
	case "/bytes":
		if w.page {
			out.Header().Set("Content-Type", "text/html; charset=utf-8")
		}
		fmt.Fprint(out, "log")
	default:
		fmt.Fprint(out, `{"ok": true}`)
	}
}

// withWarehouse runs a test with an adapter that reaches only the warehouse.
func withWarehouse(t *testing.T, w *warehouse, test func(t *testing.T, a *slack.Adapter)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { test(t, newAdapterAt(t, w, slack.Config{})) })
}

func TestAnUploadWaitsUntilSlackShowsTheFile(t *testing.T) {
	for shownAfter, want := range map[int]desk.Fate{1: -1, 4: -1, 1000: desk.Unknown} {
		t.Run(fmt.Sprint(shownAfter), func(t *testing.T) {
			withWarehouse(t, &warehouse{shownAfter: shownAfter}, func(t *testing.T, a *slack.Adapter) {
				began := time.Now()
				at, _, err := a.Upload(t.Context(), desk.Upload{To: channel("C0L1"), File: desk.File{Name: "a.txt", Size: 3}}, strings.NewReader("log"))
				send, failed := errors.AsType[*desk.SendError](err)
				if failed != (want >= 0) || failed && send.Fate != want {
					t.Errorf("it ends with %v", err)
				}
				if !failed && (at.Message != "1790000000.000100" || at.Thread != "1790000000.000001") {
					t.Errorf("the file is at %+v", at)
				}
				if took := time.Since(began); took > 10*time.Second {
					t.Errorf("it took %s", took)
				}
			})
		})
	}
}

func TestAPageInsteadOfAFileIsNotTheFile(t *testing.T) {
	withWarehouse(t, &warehouse{address: "http://slack.test/bytes", page: true}, func(t *testing.T, a *slack.Adapter) {
		_, _, err := a.Fetch(t.Context(), desk.File{Platform: desk.Slack, ID: "F1"})
		if send, ok := errors.AsType[*desk.SendError](err); !ok || send.Fate != desk.Later || send.After != 5*time.Second {
			t.Errorf("it ends with %v, want to be asked again in 5 s", err)
		}
	})
}

func TestTheTokenGoesToSlackAlone(t *testing.T) {
	for name, w := range map[string]*warehouse{
		"a file of another house":        {address: "https://evil.example/bytes"},
		"a host that looks like Slack's": {address: "https://slack.com.evil.example/bytes"},
		"Slack's host without TLS":       {address: "http://files.slack.com/bytes"},
		"a link to a document":           {address: "http://slack.test/bytes", external: true},
	} {
		t.Run(name, func(t *testing.T) {
			withWarehouse(t, w, func(t *testing.T, a *slack.Adapter) {
				_, _, err := a.Fetch(t.Context(), desk.File{Platform: desk.Slack, ID: "F1"})
				if !errors.Is(err, desk.ErrFileGone) || len(w.elsewhere) > 0 {
					t.Errorf("it ends with %v, and these were called: %q", err, w.elsewhere)
				}
			})
		})
	}
}
