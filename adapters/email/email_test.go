package email_test

import (
	"errors"
	"net"
	"strings"
	"testing"

	"vakhta/adapters/calls"
	"vakhta/adapters/email"
	"vakhta/desk"
	"vakhta/sim/mail"
)

var anna = desk.Address{Platform: desk.Email, Chat: "anna@example.com"}

// open returns an adapter and the server that it sends to, which speaks SMTP on
// a real socket.
func open(t *testing.T) (*email.Adapter, *mail.Server) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server, ended := mail.New(), make(chan struct{})
	go func() { server.Serve(l); close(ended) }()
	t.Cleanup(func() { l.Close(); <-ended })
	d := &desk.Desk{Name: "Desk", Locale: desk.Russian, Channels: desk.Channels{Email: &desk.EmailChannel{From: "desk@example.com"}}, People: map[string]*desk.Member{
		"anna": {Handle: "anna", Accounts: []desk.Account{{Platform: desk.Email, ID: anna.Chat}}},
	}}
	all := func() *desk.Desk { return d }
	links, err := calls.NewLinks("https://desk.example", "a secret of the tests", desk.WallClock{}, all)
	if err != nil {
		t.Fatal(err)
	}
	a, err := email.New(email.Config{URL: "smtp+plain://" + l.Addr().String(), Links: links, Desk: all, Clock: desk.WallClock{}})
	if err != nil {
		t.Fatal(err)
	}
	return a, server
}

func call() desk.Card {
	return desk.Card{
		Tone: desk.ToneUrgent, Title: "P1 · Ромашка: не проходит\nоплата", Lead: "ROM-1: 15 мин никто не взял.",
		Buttons: [][]desk.Button{{{Label: "Взять", Press: desk.Press{Action: desk.ActAck, Key: desk.Key{Project: "ROM", Number: 1}}}}},
	}
}

func TestAMailSaysEverythingAndHasALink(t *testing.T) {
	t.Parallel()
	a, server := open(t)
	at, err := a.Post(t.Context(), anna, call(), "ROM-1/step1")
	if err != nil {
		t.Fatal(err)
	}
	got := server.To(anna.Chat)
	if len(got) != 1 {
		t.Fatalf("%d mails", len(got))
	}
	m := got[0]
	if m.From != "desk@example.com" || !strings.HasSuffix(m.Subject, "P1 · Ромашка: не проходит оплата") {
		t.Errorf("from %s: %q", m.From, m.Subject)
	}
	for _, part := range []string{"ROM-1: 15 мин никто не взял.", "Взять: https://desk.example/answer/ROM-1~anna~email~"} {
		if !strings.Contains(m.Text, part) {
			t.Errorf("no %q in %q", part, m.Text)
		}
	}
	if id := m.Header.Get("Message-ID"); id != "<"+at.Message+">" || m.Header.Get("Auto-Submitted") != "auto-generated" || m.Header.Get("References") == "" {
		t.Errorf("header %v, want the id of %s", m.Header, at.Message)
	}
}

func TestAMailOfUnknownOutcomeHasTheSameIDWhenItIsSentAgain(t *testing.T) {
	t.Parallel()
	a, server := open(t)
	server.BreakNext()
	_, err := a.Post(t.Context(), anna, call(), "ROM-1/step1")
	if f := fateOf(t, err); f != desk.Unknown {
		t.Fatalf("fate %s: %v", f, err)
	}
	if _, err := a.Post(t.Context(), anna, call(), "ROM-1/step1"); err != nil {
		t.Fatal(err)
	}
	if got := server.To(anna.Chat); len(got) != 2 || got[0].Header.Get("Message-ID") != got[1].Header.Get("Message-ID") {
		t.Errorf("got %v", got)
	}
}

func TestWhatAServerAnswersDecidesTheFate(t *testing.T) {
	t.Parallel()
	a, server := open(t)
	for _, c := range []struct {
		answer string
		fate   desk.Fate
		gone   bool
	}{
		{"550 5.1.1 no anna@example.com here", desk.Refused, true},
		{"451 4.7.1 try later, anna@example.com", desk.Later, false},
	} {
		server.Refuse(anna.Chat, c.answer)
		_, err := a.Post(t.Context(), anna, call(), "ROM-1/step1")
		if f := fateOf(t, err); f != c.fate || errors.Is(err, desk.ErrChatGone) != c.gone || strings.Contains(err.Error(), "anna@") {
			t.Errorf("%s: %s, %v", c.answer, f, err)
		}
	}
	server.Away(true)
	if _, err := a.Post(t.Context(), anna, call(), "ROM-1/step1"); fateOf(t, err) != desk.Later {
		t.Errorf("away: %v", err)
	}
}

func TestAServerIsNamedByAnAddress(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"mail.example.com", "http://mail.example.com", "smtp://:587", "smtp://u:s3cret@mail.example.com:port"} {
		if _, err := email.New(email.Config{URL: url}); err == nil || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v", url, err)
		}
	}
}

func fateOf(t *testing.T, err error) desk.Fate {
	t.Helper()
	send, ok := errors.AsType[*desk.SendError](err)
	if !ok {
		t.Fatalf("%v is no *desk.SendError", err)
	}
	return send.Fate
}
