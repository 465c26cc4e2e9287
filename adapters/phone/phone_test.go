package phone_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"vakhta/adapters/calls"
	"vakhta/adapters/phone"
	"vakhta/desk"
	"vakhta/sim/gateway"
)

var noc = desk.Address{Platform: desk.Phone, Chat: "+441632960961"}

func open(t *testing.T, h http.Handler, c desk.PhoneChannel) *phone.Adapter {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	c.URL = strings.Replace(c.URL, "https://gateway.example", server.URL, 1)
	d := &desk.Desk{Locale: desk.English, Channels: desk.Channels{Phone: &c}, People: map[string]*desk.Member{
		"noc": {Handle: "noc", Accounts: []desk.Account{{Platform: desk.Phone, ID: noc.Chat}}},
	}}
	all := func() *desk.Desk { return d }
	links, err := calls.NewLinks("https://desk.example", "a secret of the tests", desk.WallClock{}, all)
	if err != nil {
		t.Fatal(err)
	}
	return phone.New(phone.Config{Key: "k&y", Links: links, Desk: all, Client: server.Client()})
}

func card() desk.Card {
	return desk.Card{
		Title: "P1 · \"Ромашка\" & co", Lead: "ROM-1: not taken\nfor 15 min.",
		Buttons: [][]desk.Button{{{Label: "Take", Press: desk.Press{Action: desk.ActAck, Key: desk.Key{Project: "ROM", Number: 1}}}}},
	}
}

func TestAGatewayIsAskedAsDeskYamlSays(t *testing.T) {
	t.Parallel()
	g := &gateway.Server{}
	a := open(t, g, desk.PhoneChannel{URL: "https://gateway.example/call?to={phone}&text={text}&link={link}&callback={callback}", Success: `"status": *"ok"`})
	if _, err := a.Post(t.Context(), noc, card(), "ROM-1/step1"); err != nil {
		t.Fatal(err)
	}
	got := g.To(noc.Chat)
	if len(got) != 1 || got[0].Text != "P1 · \"Ромашка\" & co. ROM-1: not taken for 15 min." || !strings.Contains(got[0].Link, "/answer/ROM-1~noc~") || !strings.Contains(got[0].Callback, "/pressed/ROM-1~noc~") {
		t.Errorf("got %+v", got)
	}
	g.Poor(true) // it says so with a status of 200
	_, err := a.Post(t.Context(), noc, card(), "ROM-1/step2")
	if send, ok := errors.AsType[*desk.SendError](err); !ok || send.Fate != desk.Later {
		t.Errorf("a gateway without money: %v", err)
	}
	g.Poor(false)
	g.Away(true)
	_, err = a.Post(t.Context(), noc, card(), "ROM-1/step2")
	if send, ok := errors.AsType[*desk.SendError](err); !ok || send.Fate != desk.Later {
		t.Errorf("a gateway that is away: %v", err)
	}
}

func TestWordsStayWordsInABodyOfJSON(t *testing.T) {
	t.Parallel()
	var got map[string]string
	var kind string
	a := open(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		kind = r.Header.Get("Content-Type")
		b, _ := io.ReadAll(r.Body)
		if err := json.Unmarshal(b, &got); err != nil {
			t.Errorf("%s: %v", b, err)
		}
	}), desk.PhoneChannel{URL: "https://gateway.example/v2", Body: `{"to": "{phone}", "say": "{text}", "token": "{key}", "lang": "{language}"}`})
	if _, err := a.Post(t.Context(), noc, card(), "ROM-1/step1"); err != nil {
		t.Fatal(err)
	}
	if kind != "application/json" || got["say"] != "P1 · \"Ромашка\" & co. ROM-1: not taken for 15 min." || got["token"] != "k&y" || got["lang"] != "en" {
		t.Errorf("%s: %v", kind, got)
	}
}

func TestAnErrorHasNoKey(t *testing.T) {
	t.Parallel()
	a := open(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }), desk.PhoneChannel{URL: "https://gateway.example/call?key={key}&to={phone}"})
	_, err := a.Post(t.Context(), noc, card(), "ROM-1/step1")
	if send, ok := errors.AsType[*desk.SendError](err); !ok || send.Fate != desk.Unknown || strings.Contains(err.Error(), "k%26y") {
		t.Errorf("got %v", err)
	}
}
