package calls_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"vakhta/adapters/calls"
	"vakhta/desk"
)

var noc = desk.Account{Platform: desk.Phone, ID: "+441632960961"}

// at is a clock that stands.
type at struct {
	desk.WallClock
	now time.Time
}

// Now returns the time that was set.
func (a *at) Now() time.Time { return a.now }

// A visit is a server with links, and what was pressed there.
type visit struct {
	t       *testing.T
	clock   *at
	links   *calls.Links
	mux     *http.ServeMux
	pressed []desk.Event
}

func visiting(t *testing.T) *visit {
	t.Helper()
	d := &desk.Desk{Name: "Desk", Locale: desk.English, People: map[string]*desk.Member{
		"noc": {Handle: "noc", Name: "NOC", Accounts: []desk.Account{{Platform: desk.Telegram, ID: "5"}, noc}},
	}}
	v := &visit{t: t, clock: &at{now: time.Date(2026, 11, 24, 3, 0, 0, 0, time.UTC)}, mux: http.NewServeMux()}
	var err error
	if v.links, err = calls.NewLinks("https://desk.example/", "a secret of the tests", v.clock, func() *desk.Desk { return d }); err != nil {
		t.Fatal(err)
	}
	v.links.Routes(v.mux, func(_ context.Context, e desk.Event) (desk.Reply, error) {
		v.pressed = append(v.pressed, e)
		return desk.Reply{Toast: "taken"}, nil
	})
	return v
}

func (v *visit) ask(method, link string) (int, string) {
	w := httptest.NewRecorder()
	v.mux.ServeHTTP(w, httptest.NewRequest(method, strings.TrimPrefix(link, "https://desk.example"), http.NoBody))
	return w.Code, w.Body.String()
}

func TestOpeningALinkShowsAButtonAndOnlyTheButtonAcknowledges(t *testing.T) {
	t.Parallel()
	v := visiting(t)
	page, _ := v.links.Of(noc.Private(), desk.Key{Project: "ROM", Number: 1}, "ROM-1/step1")
	if code, text := v.ask(http.MethodGet, page); code != http.StatusOK || !strings.Contains(text, "Take ROM-1") || len(v.pressed) != 0 {
		t.Fatalf("opened: %d %q, pressed %v", code, text, v.pressed)
	}
	if code, text := v.ask(http.MethodHead, page); len(v.pressed) != 0 {
		t.Fatalf("a scanner pressed: %d %q", code, text)
	}
	if _, text := v.ask(http.MethodPost, page); !strings.Contains(text, "taken") || len(v.pressed) != 1 {
		t.Fatalf("pressed: %q, %v", text, v.pressed)
	}
	got := v.pressed[0]
	if got.From.Account != noc || got.Body != (desk.Pressed{Press: desk.Press{Action: desk.ActAck, Key: desk.Key{Project: "ROM", Number: 1}}}) {
		t.Errorf("pressed %+v", got)
	}
	v.ask(http.MethodPost, page)
	if again := v.pressed[1]; again.ID != got.ID {
		t.Errorf("pressed again it is the event %s, want %s, which the desk handles once", again.ID, got.ID)
	}
}

func TestALinkThatIsOldOrChangedAcknowledgesNothing(t *testing.T) {
	t.Parallel()
	v := visiting(t)
	page, callback := v.links.Of(noc.Private(), desk.Key{Project: "ROM", Number: 1}, "ROM-1/step1")
	for _, link := range []string{
		strings.Replace(page, "ROM-1", "ROM-2", 1), page[:len(page)-1], strings.Replace(page, "~noc~", "~anna~", 1),
		"https://desk.example/answer/x", strings.Replace(callback, "~phone~", "~email~", 1),
	} {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			if code, text := v.ask(method, link); code != http.StatusNotFound || strings.Contains(text, "<button") {
				t.Errorf("%s %s: %d %q", method, link, code, text)
			}
		}
	}
	v.clock.now = v.clock.now.Add(2*time.Hour + time.Second)
	for _, link := range []string{page, callback} {
		if _, text := v.ask(http.MethodPost, link); !strings.Contains(text, "too old") {
			t.Errorf("after two hours %s answers %q", link, text)
		}
	}
	if len(v.pressed) != 0 {
		t.Errorf("pressed %v", v.pressed)
	}
}

func TestAKeyOnThePhoneAcknowledgesIfItIsTheOne(t *testing.T) {
	t.Parallel()
	v := visiting(t)
	_, callback := v.links.Of(noc.Private(), desk.Key{Project: "ROM", Number: 1}, "ROM-1/step1")
	if v.ask(http.MethodPost, callback+"?digit=2"); len(v.pressed) != 0 {
		t.Errorf("2 acknowledges")
	}
	if v.ask(http.MethodGet, callback+"?digits=1"); len(v.pressed) != 1 {
		t.Errorf("1 does not acknowledge")
	}
}

func TestLinksNeedAnAddressAndASecret(t *testing.T) {
	t.Parallel()
	for _, of := range [][2]string{{"https://desk.example", "short"}, {"", "a secret of the tests"}, {"desk.example", "a secret of the tests"}} {
		if _, err := calls.NewLinks(of[0], of[1], desk.WallClock{}, nil); err == nil {
			t.Errorf("%q is taken", of)
		}
	}
	l, err := calls.NewLinks("", "", desk.WallClock{}, func() *desk.Desk { return &desk.Desk{} })
	if err != nil || l.On() {
		t.Fatalf("without both: on %v, %v", l.On(), err)
	}
	if page, _ := l.Of(noc.Private(), desk.Key{Project: "ROM", Number: 1}, "x"); page != "" {
		t.Errorf("there is the link %s", page)
	}
}
