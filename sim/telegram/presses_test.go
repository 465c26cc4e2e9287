package telegram_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	simtelegram "vakhta/sim/telegram"
)

// card makes the bot post a message with one button and returns it as Anna sees
// it.
func card(t testing.TB, srv *simtelegram.Server, chat int64, data string) simtelegram.Message {
	t.Helper()
	result(t, srv, "sendMessage", params{"chat_id": chat, "text": "ROM-1", "reply_markup": params{
		"inline_keyboard": []any{[]any{params{"text": "Take", "callback_data": data}}},
	}}, nil)
	return srv.Chat(chat).Last()
}

func TestAPressSpinsUntilItIsAnsweredAndTakesOneAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv, anna := scene(t)
		press := ok[*simtelegram.Press](t)(anna.Presses(card(t, srv, 6001, "ack:ROM-1"), "Take"))
		expect(t, srv, "callback_query", `"data":"ack:ROM-1"`, `"text":"ROM-1"`, `"id":6001`)
		if _, answered := press.Answer(); answered || len(srv.Unanswered()) != 1 || len(srv.State().Waiting) != 1 {
			t.Error("the press does not spin")
		}
		waited := make(chan simtelegram.Answer)
		go func() {
			a, _ := press.Wait(t.Context())
			waited <- a
		}()
		synctest.Wait()
		refused(t, srv, "answerCallbackQuery", params{"callback_query_id": press.ID, "text": strings.Repeat("x", 201)}, "Bad Request: MESSAGE_TOO_LONG")
		result(t, srv, "answerCallbackQuery", params{"callback_query_id": press.ID, "text": "Yours", "show_alert": true}, nil)
		if a := <-waited; a.Text != "Yours" || !a.Alert || len(srv.Unanswered()) != 0 {
			t.Errorf("Anna is told %+v", a)
		}
		const late = "Bad Request: query is too old and response timeout expired or query ID is invalid"
		refused(t, srv, "answerCallbackQuery", params{"callback_query_id": press.ID}, late)
		refused(t, srv, "answerCallbackQuery", params{"callback_query_id": "77"}, late)

		slow := ok[*simtelegram.Press](t)(anna.Presses(card(t, srv, 6001, "ack:ROM-1"), "ack:ROM-1"))
		ctx, cancel := context.WithTimeout(t.Context(), 150*time.Second)
		defer cancel()
		if _, err := slow.Wait(ctx); err == nil {
			t.Error("nobody answered, and yet there is an answer")
		}
		refused(t, srv, "answerCallbackQuery", params{"callback_query_id": slow.ID}, late)
		nothing(t, srv, "the press is too old to be told")
	})
}

func TestAPressMayBeLateOrForged(t *testing.T) {
	srv, anna := scene(t)
	seen := card(t, srv, 6001, "ack:ROM-1")
	if _, err := anna.Presses(seen, "Escalate"); err == nil || !strings.Contains(err.Error(), `["Take"]`) {
		t.Errorf("a button that is not there: %v", err)
	}
	result(t, srv, "editMessageText", params{"chat_id": 6001, "message_id": seen.ID, "text": "taken"}, nil)
	ok[*simtelegram.Press](t)(anna.Presses(seen, "Take"))
	expect(t, srv, "callback_query", `"data":"ack:ROM-1"`, `"text":"taken"`)
	ok[*simtelegram.Press](t)(anna.PressesForged(seen, "ack:EVA-7"))
	expect(t, srv, "callback_query", `"data":"ack:EVA-7"`)
	result(t, srv, "deleteMessage", params{"chat_id": 6001, "message_id": seen.ID}, nil)
	ok[*simtelegram.Press](t)(anna.Presses(seen, "Take"))
	expect(t, srv, "callback_query", `"message_id":`, `"date":0`)
	boris := srv.User(6002, "Boris", "", "en")
	if _, err := boris.Presses(seen, "Take"); err == nil {
		t.Error("Boris pressed a button in Anna's chat")
	}
}

func TestReactionsAreHeardWhereTheBotLeadsAndOnlyIfItAsked(t *testing.T) {
	srv, anna := scene(t)
	inForum := send(t, srv, forum, "card")
	inGroup := send(t, srv, -50, "card")
	see := func(chat int64, id int) simtelegram.Message {
		m, _ := srv.Chat(chat).Message(id)
		return m
	}
	react := func(m simtelegram.Message, emojis ...string) {
		t.Helper()
		if err := anna.Reacts(m, emojis...); err != nil {
			t.Fatal(err)
		}
	}
	react(see(forum, inForum), "👀")
	nothing(t, srv, "the bot did not ask for reactions")
	result(t, srv, "getUpdates", params{"allowed_updates": []string{"message", "message_reaction"}}, nil)
	react(see(forum, inForum), "👍")
	expect(t, srv, "message_reaction", `"old_reaction":[{"type":"emoji","emoji":"👀"}]`, `"new_reaction":[{"type":"emoji","emoji":"👍"}]`, `"user":{"id":6001`)
	react(see(forum, inForum))
	expect(t, srv, "message_reaction", `"new_reaction":[]`)
	react(see(-50, inGroup), "👀")
	nothing(t, srv, "the bot is no administrator there")
	if m := see(-50, inGroup); len(m.Reactions) != 1 || m.Reactions[0].By != 6001 {
		t.Errorf("reactions are %v", m.Reactions)
	}
	srv.Chat(forum).Promote(anna, anna)
	updates(t, srv)
	if err := anna.ReactsAnonymously(see(forum, inForum), "👀"); err != nil {
		t.Fatal(err)
	}
	expect(t, srv, "message_reaction", `"actor_chat":{"id":-1001000000003`)
	if err := anna.Reacts(simtelegram.Message{Chat: forum, ID: 999}, "👀"); err == nil {
		t.Error("Anna reacted to nothing")
	}
}

func TestPeopleCanOnlyDoWhatTelegramLetsThem(t *testing.T) {
	srv, anna := scene(t)
	boris := srv.User(6002, "Boris", "", "en")
	carol := srv.User(6003, "Carol", "", "")
	hers := ok[simtelegram.Message](t)(anna.Says(-50, "hers"))
	for name, err := range map[string]error{
		"write before Start":             second(boris.Says(6002, "x")),
		"write to a bot one blocked":     second(carol.Says(6003, "x")),
		"write in another's chat":        second(boris.Says(6001, "x")),
		"write where one is not":         second(carol.Says(-50, "x")),
		"write in a chat that is none":   second(carol.Says(-77, "x")),
		"write nothing":                  second(anna.Says(-50, " ")),
		"edit another's message":         second(boris.Edits(hers, "his")),
		"answer what is not there":       second(anna.Posts(-50, simtelegram.Post{Text: "x", ReplyTo: 999})),
		"open a topic without the right": second(srv.Chat(forum).OpenTopic(anna, "x")),
		"open a topic in no chat":        second(srv.Chat(-77).OpenTopic(anna, "x")),
	} {
		if err == nil {
			t.Errorf("somebody could %s", name)
		}
	}
}

func second[T any](_ T, err error) error { return err }
