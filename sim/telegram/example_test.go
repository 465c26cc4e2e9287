package telegram_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	simtelegram "vakhta/sim/telegram"
)

// A shop assistant starts the bot and presses what it offers. The bot is played
// by three calls that any Bot API client could make.
func Example() {
	srv := simtelegram.New(simtelegram.Config{})
	bot := func(method, body string) {
		r := httptest.NewRequest(http.MethodPost, "/bot"+srv.Token()+"/"+method, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		srv.ServeHTTP(httptest.NewRecorder(), r)
	}

	anna := srv.User(6001, "Anna", "Kalnina", "ru")
	if _, err := anna.Start(""); err != nil {
		fmt.Println(err)
	}
	bot("sendMessage", `{"chat_id": 6001, "text": "<b>ROM-1</b> is new", "parse_mode": "HTML",
		"reply_markup": {"inline_keyboard": [[{"text": "Close it", "callback_data": "close:ROM-1"}]]}}`)

	card := anna.Chat().Last()
	fmt.Println(card.HTML, card.Labels())

	press, err := anna.Presses(card, "Close it")
	if err != nil {
		fmt.Println(err)
	}
	bot("answerCallbackQuery", `{"callback_query_id": "`+press.ID+`", "text": "Closed"}`)
	bot("editMessageText", fmt.Sprintf(`{"chat_id": 6001, "message_id": %d, "text": "ROM-1 is closed"}`, card.ID))

	toast, _ := press.Answer()
	fmt.Println(toast.Text)
	fmt.Println(anna.Chat().Last().Text, anna.Chat().Last().Labels())
	// Output:
	// <b>ROM-1</b> is new [Close it]
	// Closed
	// ROM-1 is closed []
}
