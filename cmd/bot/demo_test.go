package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"vakhta/demo"
	"vakhta/demo/cast"
	"vakhta/demo/stories"
	"vakhta/desk"
	"vakhta/internal/repeat"
	"vakhta/internal/testpg"
	"vakhta/storage"
	"vakhta/storage/schema"
)

func TestEveryStoryComesToItsEndInBothLanguages(t *testing.T) {
	t.Parallel()
	type seen struct{ chat, words string }
	all := map[string]map[string]seen{
		"ru": {
			"payments": {"telegram:6001", "ROM-"}, "certificate": {"telegram:7001", "до мая 2027 года"},
			"button": {cast.ShopDev, "Цвет кнопки на всех страницах"}, "orders": {cast.Group, "1 284 заказа"},
			"outage": {cast.FirstLine, "1С"}, "forty": {cast.FirstLine, "40 человек"}, "catalogue": {cast.FirstLine, "Светлана Орлова"}, "hosting": {"telegram:5009", "порт 587"}, "month": {"telegram:6001", "Ромашка"},
		},
		"en": {
			"payments": {"telegram:5009", "Card payments are down"}, "certificate": {"telegram:7001", "until May 2027"},
			"button": {cast.ShopDev, "The button's colour on all pages"}, "orders": {cast.Group, "1,284 orders"},
			"outage": {cast.FirstLine, "order history page"}, "forty": {cast.FirstLine, "40 people"}, "catalogue": {cast.FirstLine, "Svetlana Orlova"}, "hosting": {"telegram:5009", "port 587"}, "month": {"telegram:6001", "Daisy"},
		},
	}
	// In English they are played on the page as well.
	for _, lang := range repeat.Each("ru", "en") {
		want := all[lang]
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			tr := openDemo(t, desk.ParseLocale(lang))
			for _, story := range stories.All() {
				tr.playStory(t, story.ID, lang)
				if w := want[story.ID]; !strings.Contains(tr.shown(w.chat), w.words) {
					t.Errorf("after %q the chat %s shows no %q:\n%s", story.ID, w.chat, w.words, tr.shown(w.chat))
				}
			}
			for _, p := range tr.Cast.Telegram.Unanswered() {
				t.Errorf("a press was never answered: %+v", p)
			}
		})
	}
}

func TestInternalWordsOfAStoryStayInside(t *testing.T) {
	t.Parallel()
	tr := openDemo(t, desk.English)
	tr.playStory(t, "certificate", "en")
	if chat := tr.shown("telegram:7001"); strings.Contains(chat, "isn't it renewed by itself") {
		t.Errorf("the customer reads what engineers said among themselves:\n%s", chat)
	}
}

func TestAFastClockLosesNoStepOfTheLadder(t *testing.T) {
	t.Parallel()
	tr := openDemo(t, desk.Russian)
	page := tr.Stage.Handler()
	post(t, page, "/api/clock", `{"speed": 100}`)
	post(t, page, "/api/act", `{"as": "maria", "verb": "say", "chat": "telegram:7001", "text": "Не проходит оплата картой, покупатели не могут оформить заказ"}`)
	ctx, cancel := context.WithTimeout(t.Context(), 2*soon)
	defer cancel()
	if err := tr.Cast.Until(ctx, func() bool { return strings.Contains(tr.shown("telegram:5009"), "ROM-1") }); err != nil {
		t.Fatalf("the ladder does not reach the third line: %v\n%s", err, tr.everything())
	}
	var steps []int
	err := tr.Stage.Until(ctx, func(st demo.PageState) bool {
		steps = nil
		for _, s := range st.Why.Tickets[0].Sent {
			if s.Planned != nil && strings.Contains(s.Key, "/reaction/") {
				if late := s.At.Sub(*s.Planned); late < 0 || late > 3*time.Minute {
					t.Errorf("%s left %v after its time", s.Key, late)
				}
				steps = append(steps, 1)
			}
		}
		return len(steps) >= 4 // on call twice, second line, third line and manager: five places
	})
	if err != nil {
		t.Errorf("only %d receipts of the ladder: %v", len(steps), err)
	}
}

func TestAJumpRingsTheNextAlarm(t *testing.T) {
	t.Parallel()
	tr := openDemo(t, desk.Russian)
	page := tr.Stage.Handler()
	if code, out := ask(page, http.MethodPost, "/api/clock", `{"jump": true}`); code != http.StatusConflict || !strings.Contains(out, "no alarm is armed") {
		t.Errorf("a jump with nothing armed: %d %s", code, out)
	}
	post(t, page, "/api/act", `{"as": "maria", "verb": "say", "chat": "telegram:7001", "text": "Не проходит оплата картой, покупатели не могут оформить заказ"}`)
	ctx, cancel := context.WithTimeout(t.Context(), soon)
	defer cancel()
	if err := tr.Stage.Until(ctx, func(st demo.PageState) bool { return st.NextAlarm != nil }); err != nil {
		t.Fatalf("nothing is armed: %v", err)
	}
	post(t, page, "/api/clock", `{"jump": true}`)
	if err := tr.Cast.Until(ctx, func() bool { return strings.Contains(tr.shown(cast.FirstLine), "<@U0") }); err != nil {
		t.Errorf("nobody on duty is called after the jump: %v\n%s", err, tr.shown(cast.FirstLine))
	}
}

func TestTwoBrowsersSeeTheSame(t *testing.T) {
	t.Parallel()
	tr := openDemo(t, desk.English)
	server := httptest.NewServer(tr.Stage.Handler())
	t.Cleanup(server.Close) // after the browsers went away, which it waits for
	one, two := watch(t, server.URL), watch(t, server.URL)
	post(t, tr.Stage.Handler(), "/api/act", `{"as": "john", "verb": "say", "chat": "slack:C0ROM", "text": "The checkout is down, nobody can pay"}`)
	for i, browser := range []<-chan string{one, two} {
		timeout := time.After(soon)
		for seen := ""; !strings.Contains(seen, "The checkout is down") || !strings.Contains(seen, `"key":"ROM-1"`); {
			select {
			case seen = <-browser:
			case <-timeout:
				t.Fatalf("browser %d never shows the request and its ticket", i+1)
			}
		}
	}
}

func TestABusyPortIsToldInASentence(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	var out, errs bytes.Buffer
	code := run(t.Context(), []string{"demo", "--addr", taken.Addr().String(), "--no-open"}, strings.NewReader(""), &out, &errs)
	if code != exitWrong || !strings.Contains(errs.String(), "is taken, perhaps by another demo") {
		t.Errorf("a second demo: status %d, %q", code, errs.String())
	}
}

func TestTheDemoKeepsOutOfADesksDatabase(t *testing.T) {
	t.Parallel()
	url := testpg.New(t, schema.SQL(), storage.Migrate)
	err := demoCommand{Addr: "127.0.0.1:0", DatabaseURL: url, LogLevel: "error"}.Run(t.Context(), streams{out: io.Discard, err: io.Discard})
	if err == nil || !strings.Contains(err.Error(), "belongs to a desk") {
		t.Errorf("the demo on a desk's database: %v", err)
	}
}

func TestADatabaseThatDoesNotAnswerIsToldInASentence(t *testing.T) {
	t.Setenv("DATABASE_URL", "postgres://somebody:hidden@127.0.0.1:1/nowhere")
	var out, errs bytes.Buffer
	code := run(t.Context(), []string{"demo", "--addr", "127.0.0.1:0", "--no-open"}, strings.NewReader(""), &out, &errs)
	if said := errs.String(); code != exitWrong || !strings.Contains(said, "unset it, and the demo starts a server of its own") || strings.Contains(said, "hidden") {
		t.Errorf("a demo without its database: status %d, %q", code, said)
	}
}

// A playing is a demo that runs as `bot demo` does.
type playing struct {
	t       *testing.T
	address string
	end     func() // returns when it has ended
}

// playIn starts a demo that keeps its data in a folder.
func playIn(t *testing.T, dir string) playing {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- demoCommand{Addr: "127.0.0.1:0", Lang: "ru", DataDir: dir, LogLevel: "error"}.Run(ctx, streams{out: in, err: io.Discard})
		in.Close() // nothing was said when it could not begin
	}()
	said := make([]byte, 256)
	n, err := out.Read(said)
	if err != nil {
		t.Fatalf("the demo does not begin: %v", <-ended)
	}
	go io.Copy(io.Discard, out)
	_, address, _ := strings.Cut(strings.Fields(string(said[:n]) + " ")[4], "http://")
	return playing{t: t, address: address, end: func() {
		t.Helper()
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("the demo ended with %v", err)
		}
	}}
}

// seenState is the part of the page's state that these tests read.
type seenState struct {
	Act  int
	Lang string
	Why  struct{ Tickets []json.RawMessage }
}

// ask posts a body, or sends a GET if there is none, and reads the answer.
func (p playing) ask(path, body string) (st seenState) {
	p.t.Helper()
	method := http.MethodGet
	if body != "" {
		method = http.MethodPost
	}
	req, err := http.NewRequestWithContext(p.t.Context(), method, "http://"+p.address+path, strings.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		p.t.Fatal(err)
	}
	defer resp.Body.Close()
	if err := json.NewDecoder(resp.Body).Decode(&st); err != nil {
		p.t.Fatalf("%s answers %s: %v", path, resp.Status, err)
	}
	return st
}

// until asks for the state until something holds in it.
func (p playing) until(what string, holds func(seenState) bool) (st seenState) {
	p.t.Helper()
	until(p.t, what, func() bool {
		st = p.ask("/api/state", "")
		return holds(st)
	})
	return st
}

func TestTheDemoBeginsAnewInTheOtherLanguage(t *testing.T) {
	t.Parallel()
	dir := commonDir(t)
	p := playIn(t, dir)
	if st := p.ask("/api/state", ""); st.Lang != "ru" || st.Act != 0 {
		t.Errorf("the first act is number %d in %q, want 0 in ru", st.Act, st.Lang)
	}
	p.ask("/api/reset", `{"lang": "en"}`)
	st := p.until("the second act begins", func(st seenState) bool { return st.Act > 0 })
	if st.Lang != "en" || len(st.Why.Tickets) != 0 {
		t.Errorf("the second act is in %q with %d tickets, want en with none", st.Lang, len(st.Why.Tickets))
	}
	p.end()
	nothingIsLeft(t, dir)
}

func TestTwoDemosOnTheSameDataDoNotMeet(t *testing.T) {
	t.Parallel()
	dir := commonDir(t)
	one, two := playIn(t, dir), playIn(t, dir)
	one.ask("/api/act", `{"as": "maria", "verb": "say", "chat": "telegram:7001", "text": "Не проходит оплата картой"}`)
	one.until("Maria's ticket is there", func(st seenState) bool { return len(st.Why.Tickets) > 0 })
	one.end()
	if st := two.ask("/api/state", ""); len(st.Why.Tickets) != 0 {
		t.Errorf("the other demo shows %+v", st.Why.Tickets)
	}
	two.end()
	nothingIsLeft(t, dir)
}

func nothingIsLeft(t *testing.T, dir string) {
	t.Helper()
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("the demo leaves %v behind (%v)", left, err)
	}
}
