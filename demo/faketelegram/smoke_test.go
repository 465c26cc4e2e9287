package faketelegram_test

import (
	"net/http/httptest"
	"testing"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"vakhta/demo/faketelegram"
)

func TestTheRealClientSendsEditsAndAnswersAPress(t *testing.T) {
	srv := faketelegram.New(faketelegram.Config{})
	web := httptest.NewServer(srv)
	defer web.Close()
	client, err := bot.New(srv.Token(), bot.WithServerURL(web.URL))
	if err != nil {
		t.Fatal(err)
	}
	anna := srv.User(6001, "Anna", "Kalnina", "ru")
	if _, err := anna.Start("invite-1"); err != nil {
		t.Fatal(err)
	}
	sent, err := client.SendMessage(t.Context(), &bot.SendMessageParams{
		ChatID: anna.ID, Text: "<b>ROM-1</b> &lt;till&gt;", ParseMode: models.ParseModeHTML,
		ReplyMarkup: &models.InlineKeyboardMarkup{InlineKeyboard: [][]models.InlineKeyboardButton{{{Text: "Take", CallbackData: "ack:ROM-1"}}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	seen := anna.Chat().Last()
	if seen.ID != sent.ID || seen.Text != "ROM-1 <till>" || seen.HTML != "<b>ROM-1</b> &lt;till&gt;" {
		t.Fatalf("Anna sees %+v", seen)
	}
	press, err := anna.Presses(seen, "Take")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.AnswerCallbackQuery(t.Context(), &bot.AnswerCallbackQueryParams{CallbackQueryID: press.ID, Text: "Taken"}); err != nil {
		t.Fatal(err)
	}
	if a, err := press.Wait(t.Context()); err != nil || a.Text != "Taken" {
		t.Fatalf("answer is %+v, %v", a, err)
	}
	if _, err := client.EditMessageText(t.Context(), &bot.EditMessageTextParams{ChatID: anna.ID, MessageID: sent.ID, Text: "done"}); err != nil {
		t.Fatal(err)
	}
	if seen := anna.Chat().Last(); seen.Text != "done" || len(seen.Keyboard) != 0 || !seen.Edited {
		t.Fatalf("after the edit Anna sees %+v", seen)
	}
	if srv.Pending() != 2 {
		t.Fatalf("%d updates wait, want the start and the press", srv.Pending())
	}
	if v := srv.Violations(); len(v) > 0 {
		t.Fatal(v)
	}
}
