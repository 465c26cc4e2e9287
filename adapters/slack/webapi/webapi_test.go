package webapi_test

import (
	"errors"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"vakhta/adapters/slack/webapi"
	"vakhta/desk"
)

// client answers every call with the same response.
func client(t *testing.T, status int, header http.Header, body string) webapi.Client {
	t.Helper()
	return webapi.Client{URL: "https://slack.test/api/", Token: "xoxb-secret", HTTP: &http.Client{Transport: trip(func(*http.Request) (*http.Response, error) {
		w := httptest.NewRecorder()
		maps.Copy(w.Header(), header)
		w.WriteHeader(status)
		_, err := io.WriteString(w, body)
		return w.Result(), err
	})}}
}

type trip func(*http.Request) (*http.Response, error)

func (f trip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestWhatSlackSaysHasOneMeaning(t *testing.T) {
	for _, c := range []struct {
		name   string
		status int
		header http.Header
		body   string
		fate   desk.Fate
		means  error
		after  time.Duration
	}{
		{"asked to wait", 429, http.Header{"Retry-After": {"30"}}, `{"ok":false,"error":"ratelimited"}`, desk.Later, nil, 30 * time.Second},
		{"asked to wait, not how long", 429, nil, `{"ok":false,"error":"ratelimited"}`, desk.Later, nil, 10 * time.Second},
		{"asked to wait, nonsense", 429, http.Header{"Retry-After": {"soon"}}, ``, desk.Later, nil, 10 * time.Second},
		{"asked to wait in the body alone", 200, nil, `{"ok":false,"error":"ratelimited"}`, desk.Later, nil, 10 * time.Second},
		{"a page from a proxy", 502, nil, `<html>`, desk.Unknown, nil, 0},
		{"a page instead of an answer", 200, nil, `<html>`, desk.Unknown, nil, 0},
		{"half an answer", 200, nil, `{"ok":true,"ts":"1`, desk.Unknown, nil, 0},
		{"not ok, without a word", 200, nil, `{"ok":false}`, desk.Unknown, nil, 0},
		{"not ok, with an empty word", 200, nil, `{"ok":false,"error":""}`, desk.Unknown, nil, 0},
		{"a failure of Slack's own", 200, nil, `{"ok":false,"error":"internal_error"}`, desk.Unknown, nil, 0},
		{"a failure of Slack's own, fatal", 200, nil, `{"ok":false,"error":"fatal_error"}`, desk.Unknown, nil, 0},
		{"details of an unheard-of shape", 200, nil, `{"ok":false,"error":"channel_not_found","errors":{"a":[1]}}`, desk.Refused, desk.ChatGoneError{Cause: desk.ReachChatNotFound}, 0},
		{"no such channel", 200, nil, `{"ok":false,"error":"channel_not_found"}`, desk.Refused, desk.ChatGoneError{Cause: desk.ReachChatNotFound}, 0},
		{"not in the channel", 200, nil, `{"ok":false,"error":"not_in_channel"}`, desk.Refused, desk.ChatGoneError{Cause: desk.ReachLeft}, 0},
		{"archived", 200, nil, `{"ok":false,"error":"is_archived"}`, desk.Refused, desk.ChatGoneError{Cause: desk.ReachArchived}, 0},
		{"a closed account", 200, nil, `{"ok":false,"error":"user_disabled"}`, desk.Refused, desk.ChatGoneError{Cause: desk.ReachChatNotFound}, 0},
		{"no such person", 200, nil, `{"ok":false,"error":"user_not_found"}`, desk.Refused, desk.ChatGoneError{Cause: desk.ReachChatNotFound}, 0},
		{"no such message", 200, nil, `{"ok":false,"error":"message_not_found"}`, desk.Refused, desk.ErrMessageGone, 0},
		{"somebody else's message", 200, nil, `{"ok":false,"error":"cant_update_message"}`, desk.Refused, desk.ErrMessageGone, 0},
		{"too old to edit", 200, nil, `{"ok":false,"error":"edit_window_closed"}`, desk.Refused, desk.ErrMessageGone, 0},
		{"no such thread", 200, nil, `{"ok":false,"error":"thread_not_found"}`, desk.Refused, desk.ErrThreadGone, 0},
		{"a wrong token", 200, nil, `{"ok":false,"error":"invalid_auth"}`, desk.Later, desk.ErrUnauthorized, time.Minute},
		{"a token taken back", 200, nil, `{"ok":false,"error":"token_revoked"}`, desk.Later, desk.ErrUnauthorized, time.Minute},
		{"an app removed", 200, nil, `{"ok":false,"error":"account_inactive"}`, desk.Later, desk.ErrUnauthorized, time.Minute},
		{"a scope missing", 200, nil, `{"ok":false,"error":"missing_scope","needed":"im:write"}`, desk.Later, desk.ErrUnauthorized, time.Minute},
		{"blocks refused", 200, nil, `{"ok":false,"error":"invalid_blocks"}`, desk.Refused, nil, 0},
		{"an unheard-of word", 200, nil, `{"ok":false,"error":"mercury_in_retrograde"}`, desk.Refused, nil, 0},
		{"gone for good", 404, nil, `expired`, desk.Refused, nil, 0},
	} {
		err := client(t, c.status, c.header, c.body).Call(t.Context(), "chat.postMessage", webapi.Args{"text": "words"}, nil)
		send, ok := errors.AsType[*desk.SendError](err)
		if !ok {
			t.Errorf("%s: %v, want a fate", c.name, err)
			continue
		}
		if send.Fate != c.fate || send.After != c.after || c.means != nil && !errors.Is(err, c.means) {
			t.Errorf("%s: %s after %s (%v), want %s after %s, %v", c.name, send.Fate, send.After, err, c.fate, c.after, c.means)
		}
		if c.means == nil {
			for _, other := range []error{desk.ErrChatGone, desk.ErrMessageGone, desk.ErrThreadGone, desk.ErrUnauthorized} {
				if errors.Is(err, other) {
					t.Errorf("%s: means %v, want nothing in particular", c.name, other)
				}
			}
		}
	}
}

func TestWhatSlackDislikesInAMessageIsToldWithoutItsWords(t *testing.T) {
	body := `{"ok":false,"error":"invalid_blocks","response_metadata":{"messages":["\"my secret words\" is too long [json-pointer:/blocks/0/text]"]}}`
	err := client(t, 200, nil, body).Call(t.Context(), "chat.postMessage", nil, nil)
	if !webapi.Repairable(err) || !strings.Contains(err.Error(), "/blocks/0/text") || strings.Contains(err.Error(), "secret") {
		t.Errorf("got %v, want the place and not the words", err)
	}
	if webapi.Repairable(errors.New("something else")) {
		t.Error("an error that is none of Slack's can be repaired")
	}
}

func TestAnAnswerIsDecoded(t *testing.T) {
	var out struct{ TS string }
	err := client(t, 200, nil, `{"ok":true,"ts":"1.000001"}`).Call(t.Context(), "chat.postMessage", nil, &out)
	if err != nil || out.TS != "1.000001" {
		t.Errorf("got %+v, %v", out, err)
	}
	if err := client(t, 200, nil, `{"ok":true,"ts":{}}`).Call(t.Context(), "chat.postMessage", nil, &out); err == nil {
		t.Error("an answer of another shape is taken")
	}
}

func TestNoErrorTellsASecretAddress(t *testing.T) {
	c := webapi.Client{HTTP: &http.Client{Transport: trip(func(*http.Request) (*http.Response, error) {
		return nil, errors.New("no route to host")
	})}}
	for _, address := range []string{"https://hooks.slack.test/secret", "::secret"} {
		err := c.Respond(t.Context(), address, "hello")
		if err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("to %q: %v, want an error without the address", address, err)
		}
	}
}
