package slack_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	simslack "vakhta/sim/slack"
)

// attempts returns the retry numbers of the events a listener saw.
func (l *listener) attempts() []int {
	l.mu.Lock()
	defer l.mu.Unlock()
	var out []int
	for _, e := range l.seen {
		if e.Type == socketmode.EventTypeEventsAPI {
			out = append(out, e.Request.RetryAttempt)
		}
	}
	return out
}

func TestAnEventNobodyAcknowledgesComesThreeTimesMoreAndIsLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		l := b.listen(nil)
		l.hush(true)
		must(b.anna.Says("C0L1", "anybody?"))(t)
		for _, step := range []struct {
			wait time.Duration
			want int
		}{{0, 1}, {3 * time.Second, 2}, {time.Minute + 2*time.Second, 2}, {time.Second, 3}, {5*time.Minute + 3*time.Second, 4}, {time.Hour, 4}} {
			time.Sleep(step.wait)
			synctest.Wait()
			if got := l.attempts(); len(got) != step.want {
				t.Errorf("%v later: attempts %v, want %d", step.wait, got, step.want)
			}
		}
		ids := map[string]bool{}
		for _, e := range l.inner() {
			ids[e.Data.(*slackevents.EventsAPICallbackEvent).EventID] = true
		}
		if len(ids) != 1 || b.Lost() != 1 {
			t.Errorf("%d event ids, %d lost; want 1 and 1", len(ids), b.Lost())
		}
	})
}

func TestTwoSocketsTakeTurnsAndABrokenOneLosesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		one, two := b.listen(nil), b.listen(nil)
		if err := b.WaitConnected(t.Context(), 2); err != nil {
			t.Fatal(err)
		}
		for range 10 {
			must(b.anna.Says("C0L1", "hi"))(t)
		}
		synctest.Wait()
		if x, y := len(one.inner()), len(two.inner()); x != 5 || y != 5 {
			t.Errorf("%d and %d events, want 5 each", x, y)
		}
		one.hush(true)
		two.hush(true)
		must(b.anna.Says("C0L1", "in flight"))(t)
		synctest.Wait()
		b.Sockets.Drop()
		one.hush(false)
		two.hush(false)
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		if got := len(one.inner()) + len(two.inner()); got != 12 {
			t.Errorf("%d deliveries, want the lost one twice", got)
		}
		if b.Sockets.Connections() != 2 || b.Lost() != 0 {
			t.Errorf("%d sockets, %d lost", b.Sockets.Connections(), b.Lost())
		}
	})
}

func TestLinksAreRefreshedWithAWarningAndKeptAlive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		l := b.listen(nil)
		time.Sleep(10 * time.Minute)
		if n := len(b.CallsOf("apps.connections.open")); n != 1 {
			t.Errorf("the client opened %d links within ten quiet minutes", n)
		}
		b.Sockets.Refresh()
		time.Sleep(11 * time.Second)
		synctest.Wait()
		if n := len(b.CallsOf("apps.connections.open")); n != 2 || b.Sockets.Connections() != 1 {
			t.Errorf("%d links opened, %d open", n, b.Sockets.Connections())
		}
		b.Sockets.Garble()
		must(b.anna.Says("C0L1", "still there?"))(t)
		time.Sleep(time.Minute)
		synctest.Wait()
		if got := l.kinds(); !strings.Contains(got, "message") {
			t.Errorf("after a bad frame: %q", got)
		}
	})
}

func TestEventsCanComeTwiceLateOrBackwards(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		l := b.listen(nil)
		texts := func() string {
			var out []string
			for _, e := range l.inner() {
				out = append(out, e.InnerEvent.Data.(*slackevents.MessageEvent).Text)
			}
			return strings.Join(out, "")
		}
		b.Post.Double(1)
		must(b.anna.Says("C0L1", "a"))(t)
		synctest.Wait()
		b.Post.Hold()
		must(b.anna.Says("C0L1", "b"))(t)
		must(b.anna.Says("C0L1", "c"))(t)
		synctest.Wait()
		if got := texts(); got != "aa" {
			t.Errorf("while held: %q", got)
		}
		b.Post.Release(true)
		synctest.Wait()
		b.Post.Delay(time.Minute)
		must(b.anna.Says("C0L1", "d"))(t)
		time.Sleep(59 * time.Second)
		synctest.Wait()
		if got := texts(); got != "aacb" {
			t.Errorf("backwards: %q", got)
		}
		time.Sleep(time.Second)
		synctest.Wait()
		if got := texts(); got != "aacbd" {
			t.Errorf("late: %q", got)
		}
	})
}

func TestAnOversizeAcknowledgementIsDroppedWithoutAWord(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		link := b.dial(t)
		if _, _, err := link.ReadMessage(); err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 1)
		go func() {
			_, err := b.anna.Slash("/desk", "", "C0L1")
			done <- err
		}()
		var envelope struct {
			ID string `json:"envelope_id"`
		}
		if err := link.ReadJSON(&envelope); err != nil {
			t.Fatal(err)
		}
		if err := link.WriteJSON(map[string]any{"envelope_id": envelope.ID, "payload": map[string]any{"text": strings.Repeat("x", 20_000)}}); err != nil {
			t.Fatal(err)
		}
		if err := <-done; err == nil {
			t.Error("the acknowledgement was taken")
		}
		if got := b.Violations(); len(got) != 1 || !strings.Contains(got[0], "dropped") {
			t.Errorf("violations %v", got)
		}
	})
}
