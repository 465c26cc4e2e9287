package telegram_test

import (
	"strings"
	"testing"
	"time"

	simtelegram "vakhta/sim/telegram"
)

const same = "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"

func TestAnEditThatChangesNothingIsRefusedAfterParsing(t *testing.T) {
	srv, anna := scene(t)
	id := send(t, srv, 6001, "ROM-1")
	refused(t, srv, "editMessageText", params{"chat_id": 6001, "message_id": id, "text": " ROM-1\u202e "}, same)
	result(t, srv, "editMessageText", params{"chat_id": 6001, "message_id": id, "text": "<b>ROM-1</b>", "parse_mode": "HTML"}, nil)
	refused(t, srv, "editMessageText", params{"chat_id": 6001, "message_id": id, "text": "<strong>ROM-1</strong>", "parse_mode": "HTML"}, same)
	if got := anna.Chat().Last(); got.HTML != "<b>ROM-1</b>" || !got.Edited {
		t.Errorf("Anna sees %+v", got)
	}
}

func TestAnEditWithoutKeyboardRemovesIt(t *testing.T) {
	srv, anna := scene(t)
	id := send(t, srv, 6001, "ROM-1")
	board := params{"inline_keyboard": []any{[]any{params{"text": "Take", "callback_data": "ack"}}}}
	result(t, srv, "editMessageReplyMarkup", params{"chat_id": 6001, "message_id": id, "reply_markup": board}, nil)
	if got := anna.Chat().Last(); len(got.Keyboard) != 1 || got.Edited {
		t.Errorf("with a keyboard Anna sees %+v", got)
	}
	refused(t, srv, "editMessageText", params{"chat_id": 6001, "message_id": id, "text": "ROM-1", "reply_markup": board}, same)
	result(t, srv, "editMessageText", params{"chat_id": 6001, "message_id": id, "text": "ROM-1"}, nil)
	if got := anna.Chat().Last(); len(got.Keyboard) != 0 {
		t.Errorf("without one Anna sees %+v", got)
	}
}

func TestEditsAreRefusedAsTelegramRefusesThem(t *testing.T) {
	srv, anna := scene(t)
	hers := anna.Chat().Messages()[0].ID
	text := send(t, srv, 6001, "x")
	var forced struct {
		ID int `json:"message_id"`
	}
	result(t, srv, "sendMessage", params{"chat_id": 6001, "text": "name?", "reply_markup": params{"force_reply": true}}, &forced)
	photo := ok[simtelegram.Message](t)(anna.SendsPhoto(6001, "", ""))
	var copied struct {
		ID int `json:"message_id"`
	}
	result(t, srv, "copyMessage", params{"chat_id": 6001, "from_chat_id": 6001, "message_id": photo.ID, "caption": "till"}, &copied)
	for _, tt := range []struct {
		method string
		id     int
		text   string
		want   string
	}{
		{"editMessageText", 99, "y", "Bad Request: message to edit not found"},
		{"editMessageText", hers, "y", "Bad Request: message can't be edited"},
		{"editMessageText", forced.ID, "y", "Bad Request: message can't be edited"},
		{"editMessageText", copied.ID, "y", "Bad Request: there is no text in the message to edit"},
		{"editMessageCaption", text, "y", "Bad Request: there is no caption in the message to edit"},
		{"editMessageCaption", copied.ID, "till", same},
		{"editMessageText", text, strings.Repeat("y", 4097), "Bad Request: MESSAGE_TOO_LONG"},
		{"editMessageText", text, "\u200b", "Bad Request: text must be non-empty"},
		{"editMessageCaption", copied.ID, strings.Repeat("y", 1025), "Bad Request: MEDIA_CAPTION_TOO_LONG"},
		{"editMessageReplyMarkup", text, "", same},
	} {
		refused(t, srv, tt.method, params{"chat_id": 6001, "message_id": tt.id, "text": tt.text, "caption": tt.text}, tt.want)
	}
}

func TestDeletionHasItsWindowAndItsRights(t *testing.T) {
	at := &clock{time.Unix(1_790_000_000, 0)}
	srv := simtelegram.New(simtelegram.Config{Now: at.now})
	anna := srv.User(6001, "Anna", "", "")
	group := srv.Group(-50, "Shop", anna)
	hers := ok[simtelegram.Message](t)(anna.Says(-50, "mine"))
	own := send(t, srv, -50, "ours")
	old := send(t, srv, -50, "old")

	refused(t, srv, "deleteMessage", params{"chat_id": -50, "message_id": hers.ID}, "Bad Request: message can't be deleted for everyone")
	result(t, srv, "deleteMessage", params{"chat_id": -50, "message_id": own}, nil)
	refused(t, srv, "deleteMessage", params{"chat_id": -50, "message_id": own}, "Bad Request: message to delete not found")
	refused(t, srv, "editMessageText", params{"chat_id": -50, "message_id": own, "text": "y"}, "Bad Request: message to edit not found")
	group.PromoteBot(anna)
	result(t, srv, "deleteMessages", params{"chat_id": -50, "message_ids": []int{hers.ID, 99}}, nil)
	at.at = at.at.Add(48 * time.Hour)
	refused(t, srv, "deleteMessage", params{"chat_id": -50, "message_id": old}, "Bad Request: message can't be deleted for everyone")
	if got := group.Messages(); len(got) != 1 || got[0].Text != "old" {
		t.Errorf("the group shows %+v", got)
	}
}

func TestPinningNeedsARightAndLeavesAServiceMessage(t *testing.T) {
	srv, anna := scene(t)
	id := send(t, srv, -50, "rules")
	refused(t, srv, "pinChatMessage", params{"chat_id": -50, "message_id": id}, "Bad Request: not enough rights to manage pinned messages in the chat")
	srv.Chat(-50).PromoteBot(anna)
	updates(t, srv)
	result(t, srv, "pinChatMessage", params{"chat_id": -50, "message_id": id}, nil)
	expect(t, srv, "message", `"pinned_message":{`, `"id":7000`)
	if m, _ := srv.Chat(-50).Message(id); !m.Pinned {
		t.Errorf("the message is %+v", m)
	}
	result(t, srv, "unpinChatMessage", params{"chat_id": -50}, nil)
	refused(t, srv, "unpinChatMessage", params{"chat_id": -50, "message_id": id}, "Bad Request: message to unpin not found")
	result(t, srv, "unpinAllChatMessages", params{"chat_id": -50}, nil)
}

func TestABotReactsWithOneStandardEmoji(t *testing.T) {
	srv, anna := scene(t)
	hers := anna.Chat().Messages()[0]
	react := func(emojis ...string) params {
		var rs []any
		for _, e := range emojis {
			rs = append(rs, params{"type": "emoji", "emoji": e})
		}
		return params{"chat_id": 6001, "message_id": hers.ID, "reaction": rs}
	}
	refused(t, srv, "setMessageReaction", react("✅"), "Bad Request: REACTION_INVALID")
	refused(t, srv, "setMessageReaction", react("👀", "👍"), "Bad Request: REACTIONS_TOO_MANY")
	refused(t, srv, "setMessageReaction", params{"chat_id": 6001, "message_id": 99}, "Bad Request: message to react not found")
	result(t, srv, "setMessageReaction", react("👍"), nil)
	result(t, srv, "setMessageReaction", react("👀"), nil)
	if m, _ := anna.Chat().Message(hers.ID); len(m.Reactions) != 1 || m.Reactions[0].Emoji != "👀" {
		t.Errorf("reactions are %v", m.Reactions)
	}
	result(t, srv, "setMessageReaction", react(), nil)
	if m, _ := anna.Chat().Message(hers.ID); len(m.Reactions) != 0 {
		t.Errorf("reactions are %v", m.Reactions)
	}
}
