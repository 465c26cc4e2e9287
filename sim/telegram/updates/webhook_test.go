package updates_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/sim/telegram/updates"
)

// A hooked bot answers deliveries as the test says and records when they came.
type hooked struct {
	answer func(id int) *http.Response
	began  time.Time
	mu     sync.Mutex
	log    []string
	busy   int
	most   int
}

func (h *hooked) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	var u struct {
		ID int `json:"update_id"`
	}
	if err := json.Unmarshal(body, &u); err != nil {
		return nil, err
	}
	h.mu.Lock()
	h.log = append(h.log, fmt.Sprintf("%s: %d %s", time.Since(h.began), u.ID, r.Header.Get("X-Telegram-Bot-Api-Secret-Token")))
	h.busy++
	h.most = max(h.most, h.busy)
	h.mu.Unlock()
	time.Sleep(100 * time.Millisecond) // the bot's work, in fake time
	h.mu.Lock()
	defer h.mu.Unlock()
	h.busy--
	if a := h.answer(u.ID); a != nil {
		return a, nil
	}
	return nil, fmt.Errorf("connection refused")
}

func status(code int) *http.Response {
	return &http.Response{StatusCode: code, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(""))}
}

// deliver runs the queue against a bot for a while and returns the bot's log.
func deliver(t *testing.T, q *updates.Queue, h *hooked, d time.Duration) []string {
	t.Helper()
	h.began = time.Now()
	ctx, cancel := context.WithTimeout(t.Context(), d)
	defer cancel()
	if err := q.Run(ctx, &http.Client{Transport: h}); err != nil {
		t.Fatal(err)
	}
	return h.log
}

func hook(q *updates.Queue) {
	q.SetHook(updates.Hook{URL: "http://bot/telegram", Secret: "s3cret", MaxConnections: 10}, false)
}

func TestOneLineGoesOutInOrderAndLinesSideBySide(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := queue()
		hook(q)
		q.Push(message("1"))
		q.Push(message("1"))
		q.Push(message("2"))
		h := &hooked{answer: func(int) *http.Response { return status(200) }}
		log := deliver(t, q, h, time.Minute)
		if len(log) != 3 || h.most != 2 || log[2] != "100ms: 102 s3cret" {
			t.Errorf("at most %d at once: %q", h.most, log)
		}
		if n := q.Pending(); n != 0 {
			t.Errorf("%d still wait", n)
		}
	})
}

func TestAFailedDeliveryIsRetriedAtOnceAndThenMoreAndMoreSlowly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := queue()
		hook(q)
		q.Push(message("1"))
		q.Push(message("1"))
		fails := 4
		h := &hooked{answer: func(int) *http.Response {
			if fails--; fails >= 0 {
				return status(500)
			}
			return status(200)
		}}
		want := []string{
			"0s: 101 s3cret", "100ms: 101 s3cret", "2.2s: 101 s3cret", "6.3s: 101 s3cret", "14.4s: 101 s3cret", "14.5s: 102 s3cret",
		}
		if diff := cmp.Diff(want, deliver(t, q, h, time.Minute)); diff != "" {
			t.Errorf("deliveries (-want +got):\n%s", diff)
		}
		if got := q.Info().LastErrorMessage; got != "Wrong response from the webhook: 500 Internal Server Error" {
			t.Errorf("last error is %q", got)
		}
	})
}

func TestTheBotsRetryAfterIsObeyed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := queue()
		hook(q)
		q.Push(message("1"))
		asked := false
		h := &hooked{answer: func(int) *http.Response {
			if asked {
				return status(204)
			}
			asked = true
			later := status(429)
			later.Header.Set("Retry-After", "30")
			return later
		}}
		if diff := cmp.Diff([]string{"0s: 101 s3cret", "30.1s: 101 s3cret"}, deliver(t, q, h, time.Minute)); diff != "" {
			t.Errorf("deliveries (-want +got):\n%s", diff)
		}
	})
}

func TestAPressThatNobodyTakesExpiresAndLetsTheNextOneThrough(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := queue()
		hook(q)
		q.Push(press())
		h := &hooked{answer: func(int) *http.Response { return nil }}
		deliver(t, q, h, 5*time.Minute)
		if info := q.Info(); info.PendingUpdateCount != 0 || info.LastErrorMessage != "Connection refused" {
			t.Errorf("info is %+v", info)
		}
	})
}

func TestNothingLeavesAServerThatIsDown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := queue()
		hook(q)
		q.Push(message("1"))
		q.Pause()
		time.AfterFunc(10*time.Second, q.Resume)
		h := &hooked{answer: func(int) *http.Response { return status(200) }}
		if diff := cmp.Diff([]string{"10s: 101 s3cret"}, deliver(t, q, h, time.Minute)); diff != "" {
			t.Errorf("deliveries (-want +got):\n%s", diff)
		}
	})
}

func TestAWebhookAndAPollExcludeEachOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := queue()
		time.AfterFunc(time.Second, func() { hook(q) })
		_, err := q.Poll(t.Context(), updates.Ask{Timeout: 30 * time.Second})
		if err == nil || err.Error() != "Conflict: terminated by setWebhook request" {
			t.Errorf("the waiting poll ends with %v", err)
		}
		_, err = q.Poll(t.Context(), updates.Ask{})
		if err == nil || err.Error() != "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first" {
			t.Errorf("the next one ends with %v", err)
		}
		if q.SetHook(updates.Hook{URL: "http://bot/telegram", Secret: "s3cret", MaxConnections: 10}, false) {
			t.Error("the same webhook again is said to be new")
		}
		q.Push(message("1"))
		q.SetHook(updates.Hook{}, true)
		if got := poll(t, q, 0, 0); got != nil {
			t.Errorf("dropped updates came: %v", got)
		}
	})
}
