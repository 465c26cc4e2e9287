package intake_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"vakhta/adapters/adaptertest"
	"vakhta/adapters/intake"
	"vakhta/desk"
)

var errAway = errors.New("the store is away")

// A lot records what is parked, and what was told about it.
type lot struct {
	mu     sync.Mutex
	parked []desk.EventID
	told   []string
	away   bool
}

func (l *lot) Park(_ context.Context, id desk.EventID, _ []byte, _ string, _ time.Time) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.away {
		return errAway
	}
	l.parked = append(l.parked, id)
	return nil
}

func (l *lot) answer(_ context.Context, r desk.Reply) { l.told = append(l.told, r.Toast) }

// taking runs a test with an intake in fake time.
func taking(t *testing.T, test func(t *testing.T, in *intake.Intake, l *lot)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		l := &lot{}
		in := intake.New(intake.Config{
			Platform: "test", Clock: desk.WallClock{}, Log: slog.New(slog.DiscardHandler), Parker: l, Seen: func(string, string) {},
		})
		in.Run(func() { test(t, in, l) })
	})
}

func update(l *lot, body desk.Body) intake.Delivery {
	return intake.Delivery{
		ID: "test:1", Lane: "C1", Payload: []byte("what came"), Answer: l.answer,
		Events: []desk.Event{{ID: "test:1", In: desk.Place{Address: desk.Address{Platform: "test", Chat: "C1"}}, Body: body}},
	}
}

func take(t *testing.T, in *intake.Intake, u intake.Delivery, handle desk.IntakeFunc) (intake.Result, error) {
	t.Helper()
	turn, err := in.Join(u)
	if err != nil {
		t.Fatal(err)
	}
	return turn.Take(t.Context(), handle)
}

func fails(context.Context, desk.Event) (desk.Reply, error) { return desk.Reply{}, errAway }

func TestAnUpdateIsParkedAfterThreeRoundsAndFifteenSeconds(t *testing.T) {
	taking(t, func(t *testing.T, in *intake.Intake, l *lot) {
		for n := range 3 {
			if _, err := take(t, in, update(l, desk.Said{}), fails); err == nil {
				t.Fatalf("after round %d it may be acknowledged", n+1)
			}
		}
		time.Sleep(15 * time.Second)
		if _, err := take(t, in, update(l, desk.Said{}), fails); err != nil || len(l.parked) != 1 {
			t.Errorf("after 15 s it ends with %v and %d are parked", err, len(l.parked))
		}
	})
}

func TestWhatIsBroughtOnceOrForTheLastTimeIsParkedAtOnce(t *testing.T) {
	for name, change := range map[string]func(*intake.Delivery){
		"once": func(u *intake.Delivery) { u.Once = true }, "for the third time": func(u *intake.Delivery) { u.Round = 3 },
	} {
		t.Run(name, func(t *testing.T) {
			taking(t, func(t *testing.T, in *intake.Intake, l *lot) {
				u := update(l, desk.Pressed{})
				change(&u)
				l.away = true
				if _, err := take(t, in, u, fails); err == nil {
					t.Error("it may be acknowledged, though it could not be parked")
				}
				l.away = false
				if _, err := take(t, in, u, fails); err != nil || len(l.parked) != 1 {
					t.Errorf("it ends with %v and %d are parked", err, len(l.parked))
				}
				if len(l.told) != 1 {
					t.Errorf("the one who pressed is told %q, want one sentence", l.told)
				}
			})
		})
	}
}

func TestAPressThatNobodyUnderstandsIsAnswered(t *testing.T) {
	taking(t, func(t *testing.T, in *intake.Intake, l *lot) {
		u := update(l, nil)
		u.Events, u.Waits, u.Locale = nil, true, desk.English
		if _, err := take(t, in, u, fails); err != nil || len(l.parked) != 0 {
			t.Errorf("a foreign button ends with %v", err)
		}
		u.Broken = errors.New("no JSON")
		if _, err := take(t, in, u, fails); err != nil || len(l.parked) != 1 {
			t.Errorf("a broken press ends with %v", err)
		}
		if len(l.told) != 2 || !strings.Contains(l.told[0], "question") {
			t.Errorf("told %q", l.told)
		}
	})
}

func TestAChatIsToldOfAnOutageNowAndThen(t *testing.T) {
	taking(t, func(t *testing.T, in *intake.Intake, l *lot) {
		for i := range 10 {
			u := update(l, desk.Said{ToBot: i != 3})
			u.ID = desk.EventID(strings.Repeat("x", i+1))
			if _, err := take(t, in, u, fails); err == nil {
				t.Fatal("taken")
			}
			time.Sleep(time.Minute)
		}
		if len(l.told) != 2 {
			t.Errorf("in ten minutes of outage the chat is told %d times, want 2", len(l.told))
		}
	})
}

func TestASlowDeskIsNotWaitedForForever(t *testing.T) {
	taking(t, func(t *testing.T, in *intake.Intake, l *lot) {
		began := time.Now()
		_, err := take(t, in, update(l, desk.Said{}), func(ctx context.Context, _ desk.Event) (desk.Reply, error) {
			<-ctx.Done()
			return desk.Reply{}, ctx.Err()
		})
		if err == nil || time.Since(began) > 6*time.Minute {
			t.Errorf("after %s it ends with %v", time.Since(began), err)
		}
	})
}

func TestWithNobodyReceivingNothingIsTaken(t *testing.T) {
	l := &lot{}
	in := intake.New(intake.Config{Clock: desk.WallClock{}, Parker: l})
	if _, err := in.Join(update(l, desk.Said{})); !errors.Is(err, intake.ErrClosed) {
		t.Errorf("before it begins: %v", err)
	}
	in.Run(func() {})
	if _, err := in.Join(update(l, desk.Said{})); !errors.Is(err, intake.ErrClosed) {
		t.Errorf("after it has ended: %v", err)
	}
}

func TestADecoderThatPanicsHasNotUnderstood(t *testing.T) {
	_, err := intake.Understand(func() (int, error) { panic("the customer's words") })
	if err == nil || strings.Contains(err.Error(), "customer") {
		t.Errorf("got %v", err)
	}
}

func TestABodyIsBounded(t *testing.T) {
	for size, want := range map[int]int{256 << 10: http.StatusOK, 256<<10 + 1: http.StatusRequestEntityTooLarge} {
		w := httptest.NewRecorder()
		body, ok := intake.Body(w, httptest.NewRequest(http.MethodPost, "/", strings.NewReader(strings.Repeat("x", size))))
		if ok != (want == http.StatusOK) || ok && len(body) != size || w.Code != want {
			t.Errorf("of %d bytes %d are read, and the answer is %d", size, len(body), w.Code)
		}
	}
}

func TestASlowBodyIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		code := make(chan int, 1)
		srv := adaptertest.Listen(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if _, ok := intake.Body(w, r); !ok {
				code <- http.StatusBadRequest
			}
		}))
		conn, err := srv.Dial(t.Context(), "", "")
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if _, err := conn.Write([]byte("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nslow")); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		if got := <-code; got != http.StatusBadRequest || time.Since(began) > 11*time.Second {
			t.Errorf("after %s the answer is %d", time.Since(began), got)
		}
	})
}

// A halting body tells the test that it is being read and then blocks until the test ends it.
type halting struct{ begun, end chan struct{} }

func (h halting) Read([]byte) (int, error) {
	h.begun <- struct{}{}
	<-h.end
	return 0, io.EOF
}

func TestBodiesThatDoNotArriveAreBounded(t *testing.T) {
	half := halting{make(chan struct{}), make(chan struct{})}
	var reading sync.WaitGroup
	for range intake.Bodies {
		reading.Go(func() {
			intake.Body(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/", half))
		})
	}
	for range intake.Bodies {
		<-half.begun
	}
	w := httptest.NewRecorder()
	if _, ok := intake.Body(w, httptest.NewRequest(http.MethodPost, "/", strings.NewReader("one more"))); ok || w.Code != http.StatusServiceUnavailable {
		t.Errorf("one body too many is answered %d, want 503, which has the platform bring it again", w.Code)
	}
	close(half.end)
	reading.Wait()
	if _, ok := intake.Body(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/", strings.NewReader("again"))); !ok {
		t.Error("with the others gone there is no room")
	}
}

func TestNoRedirectIsFollowed(t *testing.T) {
	followed := false
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { followed = true }))
	defer other.Close()
	there := httptest.NewServer(http.RedirectHandler(other.URL+"/elsewhere", http.StatusTemporaryRedirect))
	defer there.Close()
	answer, err := intake.Straight(there.Client()).Get(there.URL + "/bot1:secret/getMe")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if followed || answer.StatusCode != http.StatusTemporaryRedirect {
		t.Errorf("the redirect is followed: %v; the answer is %s", followed, answer.Status)
	}
}
