package slack_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/slack-go/slack"

	simslack "vakhta/sim/slack"
)

// receiver is an app on the Events API. It checks signatures with the real
// library and sends the configured answer.
type receiver struct {
	mu     sync.Mutex
	seen   []*http.Request
	bodies []string
	answer func(w http.ResponseWriter, body string)
}

func (rc *receiver) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	verifier, err := slack.NewSecretsVerifier(r.Header, "s3cret")
	if err != nil {
		http.Error(w, err.Error(), http.StatusUnauthorized)
		return
	}
	body, err := io.ReadAll(io.TeeReader(r.Body, &verifier))
	if err == nil {
		err = verifier.Ensure()
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusUnauthorized)
		return
	}
	rc.mu.Lock()
	rc.seen, rc.bodies = append(rc.seen, r), append(rc.bodies, string(body))
	answer := rc.answer
	rc.mu.Unlock()
	if answer != nil {
		answer(w, string(body))
	}
}

// openHTTP starts a bench whose app listens at http://bot instead of a socket.
func openHTTP(t *testing.T, answer func(http.ResponseWriter, string)) (*bench, *receiver) {
	t.Helper()
	net, rc := newPipes(), &receiver{answer: answer}
	server := &http.Server{Handler: rc}
	served := make(chan struct{})
	go func() {
		defer close(served)
		_ = server.Serve(net)
	}()
	t.Cleanup(func() {
		_ = server.Close()
		<-served
	})
	client := &http.Client{Transport: &http.Transport{DialContext: net.Dial, DisableKeepAlives: true}}
	b := open(t, simslack.Config{SigningSecret: "s3cret", HTTP: &simslack.Endpoints{Events: "http://bot/slack/events", Commands: "http://bot/slack/commands", Actions: "http://bot/slack/actions", Client: client}})
	return b, rc
}

func TestRequestURLsAreVerifiedByTheirChallenge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, rc := openHTTP(t, func(w http.ResponseWriter, body string) {
			var asked struct {
				Challenge string `json:"challenge"`
			}
			_ = json.Unmarshal([]byte(body), &asked)
			_, _ = io.WriteString(w, asked.Challenge)
		})
		if err := b.Webhooks.Verify(); err != nil {
			t.Error(err)
		}
		rc.mu.Lock()
		rc.answer = func(w http.ResponseWriter, _ string) { _, _ = io.WriteString(w, "hello") }
		rc.mu.Unlock()
		if err := b.Webhooks.Verify(); err == nil {
			t.Error("a url that does not repeat the challenge was taken")
		}
	})
}

func TestEventsOverHTTPAreSignedAndTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, rc := openHTTP(t, func(w http.ResponseWriter, _ string) { w.WriteHeader(http.StatusInternalServerError) })
		must(b.anna.Says("C0L1", "hi"))(t)
		time.Sleep(7 * time.Minute)
		synctest.Wait()
		var got []string
		for _, r := range rc.seen {
			got = append(got, fmt.Sprintf("%s%s", r.Header.Get("X-Slack-Retry-Num"), r.Header.Get("X-Slack-Retry-Reason")))
		}
		if want := " 1http_error 2http_error 3http_error"; strings.Join(got, " ") != want || b.Lost() != 1 {
			t.Errorf("tries %q, want %q; %d lost", strings.Join(got, " "), want, b.Lost())
		}
		for _, body := range rc.bodies {
			if body != rc.bodies[0] {
				t.Error("a retry differs from the first try")
			}
		}
	})
}

func TestAnAppMayRefuseRetriesOrBeTooSlow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, rc := openHTTP(t, func(w http.ResponseWriter, _ string) {
			w.Header().Set("X-Slack-No-Retry", "1")
			w.WriteHeader(http.StatusBadGateway)
		})
		must(b.anna.Says("C0L1", "hi"))(t)
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if len(rc.seen) != 1 {
			t.Errorf("%d tries after a refusal of retries", len(rc.seen))
		}
		rc.mu.Lock()
		var calls atomic.Int32
		rc.answer = func(http.ResponseWriter, string) {
			if calls.Add(1) == 1 {
				time.Sleep(4 * time.Second)
			}
		}
		rc.mu.Unlock()
		must(b.anna.Says("C0L1", "slow"))(t)
		time.Sleep(5 * time.Second)
		synctest.Wait()
		if len(rc.seen) != 3 || rc.seen[2].Header.Get("X-Slack-Retry-Reason") != "http_timeout" {
			t.Errorf("%d requests; the last for %q", len(rc.seen), rc.seen[len(rc.seen)-1].Header.Get("X-Slack-Retry-Reason"))
		}
	})
}

func TestCommandsAndPressesComeAsForms(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, rc := openHTTP(t, func(w http.ResponseWriter, body string) {
			if strings.Contains(body, "command=") {
				_, _ = io.WriteString(w, "plain words")
			}
		})
		card := b.card(t)
		answer := must(b.anna.Slash("/desk", "my", "C0L1"))(t)
		if answer.Whisper == nil || answer.Whisper.Text != "plain words" {
			t.Errorf("the answer to a command: %+v", answer)
		}
		if err := b.anna.Presses(card, "ack"); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		paths := map[string]int{}
		for _, r := range rc.seen {
			paths[r.URL.Path+" "+r.Header.Get("Content-Type")]++
		}
		if paths["/slack/commands application/x-www-form-urlencoded"] != 1 || paths["/slack/actions application/x-www-form-urlencoded"] != 1 || paths["/slack/events application/json"] != 1 {
			t.Errorf("requests: %v", paths)
		}
	})
}
