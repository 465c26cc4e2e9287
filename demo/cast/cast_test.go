package cast_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"vakhta/demo/cast"
	"vakhta/desk"
	simslack "vakhta/sim/slack"
	simtelegram "vakhta/sim/telegram"
)

// open returns the cast on messengers of its own, with no desk behind the bot.
func open(t *testing.T, lang desk.Locale) *cast.Cast {
	t.Helper()
	d, err := cast.Desk(lang)
	if err != nil {
		t.Fatal(err)
	}
	slack := simslack.New(simslack.Config{Patience: 50 * time.Millisecond, BaseURL: "http://slack.test"})
	t.Cleanup(slack.Close)
	c, err := cast.Open(d, simtelegram.New(simtelegram.Config{}), slack)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// does makes somebody do something, and fails the test if it is refused.
func does(t *testing.T, c *cast.Cast, d cast.Interaction) {
	t.Helper()
	if told, err := c.Act(t.Context(), d); err != nil || told.Toast != "" {
		t.Fatalf("%+v: %+v, %v", d, told, err)
	}
}

// last returns the newest line of a chat.
func last(t *testing.T, c *cast.Cast, chat string) cast.SeenMessage {
	t.Helper()
	lines := c.Lines(chat)
	if len(lines) == 0 {
		t.Fatalf("nothing stands in %s", chat)
	}
	return lines[len(lines)-1]
}

func TestTheDeskIsFineInBothLanguages(t *testing.T) {
	for _, lang := range []desk.Locale{desk.Russian, desk.English} {
		d, err := cast.Desk(lang)
		if err != nil {
			t.Fatalf("%s: %v", lang, err)
		}
		if d.Locale != lang {
			t.Errorf("the desk in %s speaks %s", lang, d.Locale)
		}
		cyrillic := strings.ContainsAny(d.Name+d.People["maria"].Name, "аеоия")
		if cyrillic != (lang == desk.Russian) {
			t.Errorf("in %s the desk is %q and the shop's Maria %q", lang, d.Name, d.People["maria"].Name)
		}
	}
}

func TestEverybodyIsIntroducedWithTheirChats(t *testing.T) {
	c := open(t, desk.English)
	want := map[string]struct {
		role string
		in   string
	}{
		"maria": {"staff", cast.Group}, "lena": {"staff", "telegram:7002"}, "john": {"staff", cast.Romashka},
		"anna": {"line1", cast.FirstLine}, "boris": {"line1", cast.FirstLine}, "vera": {"line2", cast.ShopDev},
		"noc": {"line3", "telegram:5009"}, "olga": {"manager", "telegram:6001"},
	}
	for _, m := range c.Members() {
		w, ok := want[m.Handle]
		delete(want, m.Handle)
		if !ok || !slices.Contains(m.Roles, w.role) || !slices.Contains(m.Where, w.in) {
			t.Errorf("%s is %v in %v, want %s in %s", m.Handle, m.Roles, m.Where, w.role, w.in)
		}
	}
	if len(want) > 0 {
		t.Errorf("nobody introduces %v", want)
	}
}

func TestInteractionsInTelegramAreSeenInTheChat(t *testing.T) {
	c := open(t, desk.Russian)
	if err := c.EveryoneStarts(); err != nil {
		t.Fatal(err)
	}
	does(t, c, cast.Interaction{As: "maria", Verb: "say", Chat: cast.Group, Text: "Доброе утро"})
	said := last(t, c, cast.Group)
	does(t, c, cast.Interaction{As: "lena", Verb: "reply", Chat: cast.Group, Message: said.Message, Text: "Доброе"})
	does(t, c, cast.Interaction{As: "maria", Verb: "edit", Chat: cast.Group, Message: said.Message, Text: "Добрый вечер"})
	does(t, c, cast.Interaction{As: "lena", Verb: "react", Chat: cast.Group, Message: said.Message, Emoji: "👍"})
	if got := c.Lines(cast.Group); !strings.Contains(got[len(got)-2].Text, "Добрый вечер\n👍") || got[len(got)-1].Text != "Доброе" {
		t.Errorf("the group shows %+v", got)
	}
	does(t, c, cast.Interaction{As: "lena", Verb: "react", Chat: cast.Group, Message: said.Message, Emoji: "👍"})
	if got := c.Lines(cast.Group); strings.Contains(got[len(got)-2].Text, "👍") {
		t.Errorf("the same emoji again does not take it away: %q", got[len(got)-2].Text)
	}
	does(t, c, cast.Interaction{As: "maria", Verb: "photo", Chat: "telegram:7001", Text: "вот так"})
	does(t, c, cast.Interaction{As: "maria", Verb: "file", Chat: "telegram:7001", File: &cast.SentFile{Name: "list.csv", MIME: "text/csv", Data: []byte("a;b")}})
	does(t, c, cast.Interaction{As: "maria", Verb: "slash", Chat: "telegram:7001", Command: "/my"})
	does(t, c, cast.Interaction{As: "maria", Verb: "delete", Chat: "telegram:7001", Message: last(t, c, "telegram:7001").Message})
	photo := c.Telegram.Chat(7001).Messages()[1]
	if photo.Kind != "photo" || photo.Text != "вот так" {
		t.Errorf("the photo is %+v", photo)
	}
	if data, _, _, ok := c.Telegram.File(photo.File.ID); !ok || http.DetectContentType(data) != "image/png" {
		t.Errorf("the picture that is sent without a file is a %s", http.DetectContentType(data))
	}
	if m := c.Telegram.Chat(7001).Last(); m.Kind != "document" || m.File.Name != "list.csv" {
		t.Errorf("the file is %+v", m)
	}
}

func TestInteractionsInSlackAreSeenInTheChannel(t *testing.T) {
	c := open(t, desk.English)
	does(t, c, cast.Interaction{As: "anna", Verb: "say", Chat: cast.FirstLine, Text: "morning"})
	said := last(t, c, cast.FirstLine)
	does(t, c, cast.Interaction{As: "boris", Verb: "reply", Chat: cast.FirstLine, Message: said.Message, Text: "good morning"})
	does(t, c, cast.Interaction{As: "boris", Verb: "react", Chat: cast.FirstLine, Message: said.Message, Emoji: "👀"})
	does(t, c, cast.Interaction{As: "anna", Verb: "edit", Chat: cast.FirstLine, Message: said.Message, Text: "hello"})
	got := c.Lines(cast.FirstLine)
	if len(got) != 2 || !strings.Contains(got[0].Text, "hello") || !strings.Contains(got[0].Text, ":eyes:") || got[1].Under != said.Message {
		t.Errorf("the channel shows %+v", got)
	}
	does(t, c, cast.Interaction{As: "boris", Verb: "react", Chat: cast.FirstLine, Message: said.Message, Emoji: "eyes"})
	if got := c.Lines(cast.FirstLine); strings.Contains(got[0].Text, ":eyes:") {
		t.Errorf("the same emoji again does not take it away: %q", got[0].Text)
	}
	does(t, c, cast.Interaction{As: "anna", Verb: "photo", Chat: cast.FirstLine, Message: said.Message, Text: "see"})
	if got := last(t, c, cast.FirstLine); got.Under != said.Message {
		t.Errorf("the picture is not in the thread: %+v", got)
	}
	does(t, c, cast.Interaction{As: "boris", Verb: "delete", Chat: cast.FirstLine, Message: c.Lines(cast.FirstLine)[1].Message})
}

func TestAPressWaitsForWhatTheBotShows(t *testing.T) {
	c := open(t, desk.English)
	if err := c.EveryoneStarts(); err != nil {
		t.Fatal(err)
	}
	bot := func(method, body string) {
		r := httptest.NewRequest(http.MethodPost, "/bot"+c.Telegram.Token()+"/"+method, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		c.Telegram.ServeHTTP(httptest.NewRecorder(), r)
	}
	bot("sendMessage", `{"chat_id": 7001, "text": "ROM-1", "reply_markup": {"inline_keyboard": [[{"text": "Close", "callback_data": "close:ROM-1"}]]}}`)
	card := last(t, c, "telegram:7001")
	b, ok := card.Button("close", "ROM-1")
	if !ok || !card.Bot {
		t.Fatalf("the card is %+v", card)
	}
	answered := make(chan cast.Told, 1)
	go func() {
		told, err := c.Act(context.Background(), cast.Interaction{As: "maria", Verb: "press", Chat: "telegram:7001", Message: card.Message, Button: b.Name})
		if err != nil {
			t.Error(err)
		}
		answered <- told
	}()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	if err := c.Until(ctx, func() bool { return len(c.Telegram.Unanswered()) == 1 }); err != nil {
		t.Fatal(err)
	}
	bot("answerCallbackQuery", `{"callback_query_id": "`+c.Telegram.Unanswered()[0].ID+`", "text": "Closed", "show_alert": true}`)
	if told := <-answered; told.Alert != "Closed" {
		t.Errorf("Maria is told %+v, want an alert", told)
	}
}

func TestAnInteractionThatCannotBeUnderstoodSaysWhy(t *testing.T) {
	c := open(t, desk.English)
	for _, d := range []cast.Interaction{
		{As: "nobody", Verb: "say", Chat: cast.Group},
		{As: "maria", Verb: "say", Chat: "somewhere"},
		{As: "maria", Verb: "say", Chat: cast.FirstLine},
		{As: "maria", Verb: "say", Chat: "telegram:5001"},
		{As: "maria", Verb: "say", Chat: "telegram:x"},
		{As: "maria", Verb: "dance", Chat: cast.Group, Message: "1"},
		{As: "maria", Verb: "reply", Chat: cast.Group, Message: "77"},
		{As: "maria", Verb: "reply", Chat: cast.Group, Message: "first"},
		{As: "maria", Verb: "openHome"},
		{As: "anna", Verb: "reply", Chat: cast.FirstLine, Message: "1.2"},
		{As: "anna", Verb: "slash", Chat: cast.FirstLine, Command: "/nothing"},
	} {
		if _, err := c.Act(t.Context(), d); !errors.Is(err, cast.ErrUnclear) {
			t.Errorf("%+v: %v, want ErrUnclear", d, err)
		}
	}
}

func TestWhatTheMessengerRefusesIsNoUnclearInteraction(t *testing.T) {
	c := open(t, desk.English)
	does(t, c, cast.Interaction{As: "anna", Verb: "say", Chat: cast.FirstLine, Text: "mine"})
	for _, d := range []cast.Interaction{
		{As: "boris", Verb: "edit", Chat: cast.FirstLine, Message: last(t, c, cast.FirstLine).Message, Text: "yours"},
		{As: "anna", Verb: "say", Chat: cast.ShopDev, Text: "may I?"},
		{As: "anna", Verb: "submit"},
		{As: "anna", Verb: "closeModal"},
	} {
		if _, err := c.Act(t.Context(), d); err == nil || errors.Is(err, cast.ErrUnclear) {
			t.Errorf("%+v: %v, want a refusal of Slack's", d, err)
		}
	}
}

func TestCommandMenusAreThoseOfTheClient(t *testing.T) {
	c := open(t, desk.Russian)
	menu, err := c.Commands("anna", cast.FirstLine)
	if err != nil || len(menu) != 3 || menu[0].Command != "/desk" || !strings.Contains(menu[0].Description, "Команды") {
		t.Errorf("Slack's menu is %+v (%v)", menu, err)
	}
	if menu, err = c.Commands("maria", "telegram:7001"); err != nil || len(menu) != 0 {
		t.Errorf("Telegram's menu is %+v (%v), want none before the bot sets one", menu, err)
	}
	if _, err := c.Commands("nobody", "telegram:7001"); !errors.Is(err, cast.ErrUnclear) {
		t.Errorf("nobody's menu: %v", err)
	}
}
