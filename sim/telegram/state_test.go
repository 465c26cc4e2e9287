package telegram_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	simtelegram "vakhta/sim/telegram"
)

func TestTheStateHoldsAllThatAPageShows(t *testing.T) {
	srv, anna := scene(t)
	card(t, srv, 6001, "ack:ROM-1")
	openTopic(t, srv, "ROM-1")
	raw, err := json.Marshal(srv.State())
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{
		`"name":"Anna Kalnina"`, `"title":"Shop 12"`, `"keyboard":[[{"text":"Take","data":"ack:ROM-1"}]]`,
		`"text":"created the topic “ROM-1”"`, `"blocked":true`, `"migrated_to":-1001000000004`, `"status":"administrator"`,
	} {
		if !strings.Contains(string(raw), part) {
			t.Errorf("the state lacks %s", part)
		}
	}
	if got := anna.Named("anna_k"); got != anna {
		t.Error("a name makes another person")
	}
}

func TestEveryChangeWakesThoseWhoWatch(t *testing.T) {
	srv, anna := scene(t)
	before, changed := srv.Watch()
	select {
	case <-changed:
		t.Fatal("nothing changed yet")
	default:
	}
	ok[simtelegram.Message](t)(anna.Says(6001, "x"))
	<-changed
	after, changed := srv.Watch()
	if after <= before || srv.State().Version != after {
		t.Errorf("the version went from %d to %d", before, after)
	}
	send(t, srv, 6001, "y")
	<-changed
}

func TestUntilWaitsForWhatTheBotWillDo(t *testing.T) {
	srv, anna := scene(t)
	waited := make(chan error, 1)
	go func() {
		waited <- srv.Until(t.Context(), func() bool { return anna.Chat().Last().Text == "soon" })
	}()
	send(t, srv, 6001, "soon")
	if err := <-waited; err != nil {
		t.Error(err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := srv.Until(ended, func() bool { return false }); err == nil {
		t.Error("what never holds was waited for")
	}
}

func TestOnlyTheRightTokenAndPathAreAnswered(t *testing.T) {
	srv, _ := scene(t)
	for path, want := range map[string]int{
		"/bot7000:secret/getMe":  200,
		"/bot7000:secret/GETME":  200,
		"/bot7000:wrong/getMe":   401,
		"/bot7000:secret":        404,
		"/":                      404,
		"/file/bot7000:wrong/x":  401,
		"/file/bot7000:secret/x": 404,
	} {
		w := httptest.NewRecorder()
		srv.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		var e struct {
			OK bool `json:"ok"`
		}
		if err := json.Unmarshal(w.Body.Bytes(), &e); err != nil || w.Code != want || e.OK != (want == 200) {
			t.Errorf("%s is answered %d %s", path, w.Code, w.Body)
		}
	}
}
