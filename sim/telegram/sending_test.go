package telegram_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	simtelegram "vakhta/sim/telegram"
)

// scene returns a server with a person for every relation to the bot, and a
// group for every status of the bot in it.
func scene(t testing.TB) (srv *simtelegram.Server, anna *simtelegram.User) {
	t.Helper()
	srv = simtelegram.New(simtelegram.Config{Token: "7000:secret"})
	anna = srv.User(6001, "Anna", "Kalnina", "ru")
	boris := srv.User(6002, "Boris", "", "en")
	carol := srv.User(6003, "Carol", "", "")
	srv.User(6004, "Dmitry", "", "")
	gone := srv.User(6005, "Gone", "", "")
	for _, u := range []*simtelegram.User{anna, carol, gone} {
		ok[simtelegram.Message](t)(u.Start(""))
	}
	carol.Blocks()
	gone.Deactivates()
	srv.Group(-50, "Shop 12", anna, boris)
	srv.Group(-51, "Out", anna).KickBot(anna)
	srv.Group(-52, "Left", anna).RemoveBot(anna)
	srv.Group(-53, "Deleted", anna).Vanish()
	srv.Group(-1001000000001, "Kicked", anna).KickBot(anna)
	srv.Group(-1001000000002, "Muted", anna).MuteBot(anna)
	srv.Forum(-1001000000003, "Desk", anna)
	ok[*simtelegram.Chat](t)(srv.Group(-54, "Moved", anna).Migrate(anna, -1001000000004))
	updates(t, srv)
	return srv, anna
}

func TestSendMessageRefusesWhatTelegramRefuses(t *testing.T) {
	srv, _ := scene(t)
	long := strings.Repeat("я", 4096)
	keyboard := func(button params) params {
		return params{"chat_id": 6001, "text": "x", "reply_markup": params{"inline_keyboard": []any{[]any{button}}}}
	}
	for name, tt := range map[string]struct {
		p    params
		want string
	}{
		"no text":                  {params{"chat_id": 6001}, "Bad Request: message text is empty"},
		"no text comes first":      {params{"chat_id": 9999}, "Bad Request: message text is empty"},
		"no chat":                  {params{"text": "x"}, "Bad Request: chat_id is empty"},
		"only markup":              {params{"chat_id": 6001, "text": "<b> </b>", "parse_mode": "HTML"}, "Bad Request: text must be non-empty"},
		"only invisible":           {params{"chat_id": 6001, "text": "\u200b"}, "Bad Request: text must be non-empty"},
		"markup before chat":       {params{"chat_id": 9999, "text": "<x>", "parse_mode": "html"}, `Bad Request: can't parse entities: Unsupported start tag "x" at byte offset 0`},
		"another parse mode":       {params{"chat_id": 6001, "text": "x", "parse_mode": "MarkdownV2"}, "Bad Request: unsupported parse_mode"},
		"too long":                 {params{"chat_id": 6001, "text": long + "я"}, "Bad Request: message is too long"},
		"far too long":             {params{"chat_id": 6001, "text": strings.Repeat("x", 32769)}, "Bad Request: text is too long"},
		"never met":                {params{"chat_id": 9999, "text": "x"}, "Bad Request: chat not found"},
		"a chat by a wrong name":   {params{"chat_id": "@nobody", "text": "x"}, "Bad Request: chat not found"},
		"never wrote, never met":   {params{"chat_id": 6004, "text": "x"}, "Bad Request: chat not found"},
		"never wrote, met":         {params{"chat_id": 6002, "text": "x"}, "Forbidden: bot can't initiate conversation with a user"},
		"blocked":                  {params{"chat_id": 6003, "text": "x"}, "Forbidden: bot was blocked by the user"},
		"account deleted":          {params{"chat_id": 6005, "text": "x"}, "Forbidden: user is deactivated"},
		"kicked":                   {params{"chat_id": -51, "text": "x"}, "Forbidden: bot was kicked from the group chat"},
		"left":                     {params{"chat_id": -52, "text": "x"}, "Forbidden: bot is not a member of the group chat"},
		"group deleted":            {params{"chat_id": -53, "text": "x"}, "Forbidden: the group chat was deleted"},
		"kicked from a supergroup": {params{"chat_id": -1001000000001, "text": "x"}, "Forbidden: bot was kicked from the supergroup chat"},
		"muted":                    {params{"chat_id": -1001000000002, "text": "x"}, "Bad Request: not enough rights to send text messages to the chat"},
		"migrated":                 {params{"chat_id": -54, "text": "x"}, "Bad Request: group chat was upgraded to a supergroup chat"},
		"General by its id":        {params{"chat_id": -1001000000003, "text": "x", "message_thread_id": 1}, "Bad Request: message thread not found"},
		"unknown topic":            {params{"chat_id": -1001000000003, "text": "x", "message_thread_id": 77}, "Bad Request: message thread not found"},
		"reply to nothing":         {params{"chat_id": 6001, "text": "x", "reply_parameters": params{"message_id": 99}}, "Bad Request: message to be replied not found"},
		"quote of nothing":         {params{"chat_id": 6001, "text": "x", "reply_parameters": params{"message_id": 1, "quote": "nope"}}, "Bad Request: QUOTE_TEXT_INVALID"},
		"reply that is no object":  {params{"chat_id": 6001, "text": "x", "reply_parameters": params{"message_id": "one"}}, "Bad Request: can't parse reply_parameters JSON object"},
		"keyboard that is none":    {params{"chat_id": 6001, "text": "x", "reply_markup": params{"inline_keyboard": 5}}, "Bad Request: can't parse reply keyboard markup JSON object"},
		"button without action":    {keyboard(params{"text": "a"}), "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"},
		"button without text":      {keyboard(params{"callback_data": "a"}), `Bad Request: can't parse inline keyboard button: Field "text" must be non-empty`},
		"button of a wrong style":  {keyboard(params{"text": "a", "callback_data": "a", "style": "red"}), "Bad Request: can't parse inline keyboard button: invalid button style specified"},
		"33 letters, 66 bytes":     {keyboard(params{"text": "a", "callback_data": strings.Repeat("я", 33)}), "Bad Request: BUTTON_DATA_INVALID"},
		"a word for a topic":       {params{"chat_id": 6001, "text": "x", "message_thread_id": "one"}, `Bad Request: can't parse parameter "message_thread_id"`},
	} {
		t.Run(name, func(t *testing.T) { refused(t, srv, "sendMessage", tt.p, tt.want) })
	}
	if id := send(t, srv, 6001, long); id == 0 {
		t.Error("4096 letters were not accepted")
	}
	if got := call(t, srv, "sendMessage", params{"chat_id": -54, "text": "x"}); got.Parameters.MigrateTo != -1001000000004 {
		t.Errorf("the way to the new chat is %+v", got.Parameters)
	}
}

func TestAMessageIsSeenAsItWasSent(t *testing.T) {
	srv, anna := scene(t)
	hello := anna.Chat().Messages()[0]
	result(t, srv, "sendMessage", params{
		"chat_id": 6001, "text": " <b>ROM-1</b> <a href=\"https://example.org\">x</a> ", "parse_mode": "HTML",
		"disable_notification": true, "protect_content": true, "link_preview_options": params{"is_disabled": true},
		"reply_parameters": params{"message_id": hello.ID, "quote": "start"},
		"reply_markup": params{"inline_keyboard": []any{[]any{
			// A client's stray copy_text must not win over what the button does.
			params{"text": "Take", "callback_data": "ack:ROM-1", "style": "success", "copy_text": params{"text": ""}},
			params{"text": "Open", "url": "https://example.org", "callback_data": "x"},
			params{"text": "Copy", "copy_text": params{"text": "ROM-1"}},
		}}},
	}, nil)
	got := anna.Chat().Last()
	got.ID, got.At, got.Entities = 0, time.Time{}, nil
	want := simtelegram.Message{
		Chat: 6001, From: 7000, Name: "Vakhta", Bot: true, Kind: "text", Text: "ROM-1 x",
		HTML:    `<b>ROM-1</b> <a href="https://example.org" rel="noreferrer noopener" target="_blank">x</a>`,
		ReplyTo: hello.ID, Quote: "start", Silent: true, Protected: true, NoPreview: true,
		Keyboard: [][]simtelegram.Button{{
			{Text: "Take", Data: "ack:ROM-1", Style: "success"}, {Text: "Open", URL: "https://example.org"}, {Text: "Copy", Copy: "ROM-1"},
		}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Anna sees (-want +got):\n%s", diff)
	}
}

func TestAReplyMayBeOptionalOrToAnotherChat(t *testing.T) {
	srv, anna := scene(t)
	result(t, srv, "sendMessage", params{"chat_id": 6001, "text": "x", "reply_parameters": params{"message_id": 99, "allow_sending_without_reply": true}}, nil)
	if got := anna.Chat().Last(); got.ReplyTo != 0 || got.Text != "x" {
		t.Errorf("Anna sees %+v", got)
	}
	hello := anna.Chat().Messages()[0]
	var m struct {
		External struct {
			ID int `json:"message_id"`
		} `json:"external_reply"`
	}
	result(t, srv, "sendMessage", params{"chat_id": -50, "text": "x", "reply_parameters": params{"message_id": hello.ID, "chat_id": 6001}}, &m)
	if m.External.ID != hello.ID {
		t.Errorf("the reply across chats is %+v", m)
	}
}

func TestButtonsBeyondTwelveInARowAreDroppedWithoutAWord(t *testing.T) {
	srv, anna := scene(t)
	var row []any
	for range 15 {
		row = append(row, params{"text": "a", "callback_data": "a"})
	}
	result(t, srv, "sendMessage", params{"chat_id": 6001, "text": "x", "reply_markup": params{"inline_keyboard": []any{row}}}, nil)
	if n := len(anna.Chat().Last().Keyboard[0]); n != 12 {
		t.Errorf("the row has %d buttons", n)
	}
}

func TestCallsThatDepartFromTheDocumentationAreRemembered(t *testing.T) {
	srv, _ := scene(t)
	refused(t, srv, "sendTelepathy", params{}, "Not Found: method not found")
	refused(t, srv, "sendPoll", params{"chat_id": 6001, "question": "?", "options": []any{}}, "Not Found: method not found")
	refused(t, srv, "DELETEmessage", params{"chat_id": 6001}, "Bad Request: message identifier is not specified")
	want := []string{"unknown method sendTelepathy", "sendPoll is documented, but not simulated", "deleteMessage: message_id is missing"}
	if diff := cmp.Diff(want, srv.Violations()); diff != "" {
		t.Errorf("violations (-want +got):\n%s", diff)
	}
	calls := srv.Calls("deletemessage")
	if len(calls) != 1 || calls[0].Code != 400 || calls[0].Text("chat_id") != "6001" {
		t.Errorf("recorded: %+v", calls)
	}
}
