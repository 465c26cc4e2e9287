package telegram_test

import (
	"encoding/json"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	simtelegram "vakhta/sim/telegram"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// params are a call's parameters as JSON.
type params map[string]any

// A reply is the server's envelope.
type reply struct {
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result"`
	Code        int             `json:"error_code"`
	Description string          `json:"description"`
	Parameters  struct {
		RetryAfter int   `json:"retry_after"`
		MigrateTo  int64 `json:"migrate_to_chat_id"`
	} `json:"parameters"`
	Header http.Header `json:"-"`
}

// call makes one call without a network.
func call(t testing.TB, srv *simtelegram.Server, method string, p params) reply {
	t.Helper()
	body, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/bot"+srv.Token()+"/"+method, strings.NewReader(string(body)))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	srv.ServeHTTP(w, r)
	var got reply
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		t.Fatalf("%s answers %q: %v", method, w.Body, err)
	}
	if !got.OK && got.Code != w.Code {
		t.Errorf("%s has status %d and error_code %d", method, w.Code, got.Code)
	}
	got.Header = w.Header()
	return got
}

// result is call for calls that must succeed. It decodes the result into v.
func result(t testing.TB, srv *simtelegram.Server, method string, p params, v any) {
	t.Helper()
	got := call(t, srv, method, p)
	if !got.OK {
		t.Fatalf("%s %v is refused: %s", method, p, got.Description)
	}
	if v == nil {
		return
	}
	if err := json.Unmarshal(got.Result, v); err != nil {
		t.Fatalf("%s answers %s: %v", method, got.Result, err)
	}
}

// refused is call for calls that must be refused, with the description want.
func refused(t testing.TB, srv *simtelegram.Server, method string, p params, want string) {
	t.Helper()
	if got := call(t, srv, method, p); got.Description != want {
		t.Errorf("%s %v says %q, want %q", method, p, got.Description, want)
	}
}

// send makes the bot post a text and returns its message id.
func send(t testing.TB, srv *simtelegram.Server, chat int64, text string) int {
	t.Helper()
	var m struct {
		ID int `json:"message_id"`
	}
	result(t, srv, "sendMessage", params{"chat_id": chat, "text": text}, &m)
	return m.ID
}

// updates takes all updates that wait for the bot. Each has its kind and its
// payload.
func updates(t testing.TB, srv *simtelegram.Server) []update {
	t.Helper()
	var batch []map[string]json.RawMessage
	result(t, srv, "getUpdates", params{}, &batch)
	var got []update
	for _, u := range batch {
		for kind, payload := range u {
			if kind != "update_id" {
				got = append(got, update{kind, string(payload)})
			}
		}
	}
	result(t, srv, "getUpdates", params{"offset": -1, "limit": 1}, &batch)
	if n := len(batch); n > 0 {
		var last int
		if err := json.Unmarshal(batch[n-1]["update_id"], &last); err != nil {
			t.Fatal(err)
		}
		result(t, srv, "getUpdates", params{"offset": last + 1}, nil)
	}
	return got
}

type update struct{ kind, payload string }

// expect checks that one update of a kind waits, and that its JSON has certain parts.
func expect(t testing.TB, srv *simtelegram.Server, kind string, parts ...string) {
	t.Helper()
	got := updates(t, srv)
	if len(got) != 1 || got[0].kind != kind {
		t.Errorf("updates are %v, want one %s", got, kind)
		return
	}
	for _, part := range parts {
		if !strings.Contains(got[0].payload, part) {
			t.Errorf("%s lacks %s: %s", kind, part, got[0].payload)
		}
	}
}

// nothing checks that the bot gets no update.
func nothing(t testing.TB, srv *simtelegram.Server, why string) {
	t.Helper()
	if got := updates(t, srv); len(got) > 0 {
		t.Errorf("%s, and yet the bot hears %v", why, got)
	}
}

// ok returns the result of a person's act, which must succeed.
func ok[T any](t testing.TB) func(T, error) T {
	t.Helper()
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// A pipes is a network of net.Pipe, on which waiting is durable for synctest.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func newPipes() *pipes { return &pipes{conns: make(chan net.Conn), closed: make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error { p.once.Do(func() { close(p.closed) }); return nil }

func (p *pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipe"} }

func (p *pipes) dial() (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case p.conns <- server:
		return client, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

// A clock stands still until the test moves it.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }
