package telegram_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/go-telegram/bot/models"

	simtelegram "vakhta/sim/telegram"
	"vakhta/sim/telegram/wire"
)

// A client ignores fields that it does not know, so a misspelt field name would
// not be noticed: here unknown fields are errors.
func TestEveryUpdateHasTheShapeThatTheRealClientKnows(t *testing.T) {
	srv, anna := scene(t)
	result(t, srv, "getUpdates", params{"allowed_updates": []string{
		"message", "edited_message", "callback_query", "my_chat_member", "chat_member", "message_reaction",
	}}, nil)
	everythingHappens(t, srv, anna)
	var batch []json.RawMessage
	result(t, srv, "getUpdates", nil, &batch)
	kinds := map[string]int{}
	for _, raw := range batch {
		d := json.NewDecoder(strings.NewReader(string(raw)))
		d.DisallowUnknownFields()
		var u models.Update
		if err := d.Decode(&u); err != nil {
			t.Errorf("%s: %v", raw, err)
		}
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(raw, &fields); err != nil {
			t.Fatal(err)
		}
		for kind := range fields {
			kinds[kind]++
		}
	}
	for _, kind := range []string{"message", "edited_message", "callback_query", "my_chat_member", "chat_member", "message_reaction"} {
		if kinds[kind] == 0 {
			t.Errorf("there was no %s", kind)
		}
	}
}

func everythingHappens(t testing.TB, srv *simtelegram.Server, anna *simtelegram.User) {
	t.Helper()
	said := ok[simtelegram.Message](t)(anna.Says(6001, "/new @anna https://example.org"))
	ok[simtelegram.Message](t)(anna.Edits(said, "new"))
	ok[simtelegram.Message](t)(anna.Posts(6001, simtelegram.Post{Text: "x", ReplyTo: said.ID, Quote: "new"}))
	for _, kind := range []string{"photo", "document", "voice", "video", "audio", "video_note", "sticker"} {
		up := simtelegram.Upload{Kind: kind, Name: "f.bin", MIME: "x/y", Data: []byte("x")}
		ok[simtelegram.Message](t)(anna.Posts(6001, simtelegram.Post{File: &up, Album: "a"}))
	}
	ok[simtelegram.Message](t)(anna.Posts(6001, simtelegram.Post{Contact: &wire.Contact{PhoneNumber: "+371", FirstName: "A", UserID: 6001}}))
	ok[simtelegram.Message](t)(anna.Posts(6001, simtelegram.Post{Location: &wire.Location{Latitude: 56.9, Longitude: 24.1}}))
	seen := card(t, srv, 6001, "x")
	ok[*simtelegram.Press](t)(anna.Presses(seen, "Take"))
	if err := anna.Reacts(seen, "👀"); err != nil {
		t.Fatal(err)
	}
	result(t, srv, "pinChatMessage", params{"chat_id": 6001, "message_id": seen.ID}, nil)
	result(t, srv, "deleteMessage", params{"chat_id": 6001, "message_id": seen.ID}, nil)
	ok[*simtelegram.Press](t)(anna.Presses(seen, "Take"))

	topic := params{"chat_id": forum, "message_thread_id": openTopic(t, srv, "x"), "name": "y"}
	for _, method := range []string{"editForumTopic", "closeForumTopic", "reopenForumTopic"} {
		result(t, srv, method, topic, nil)
	}
	srv.Chat(forum).Promote(anna, anna)
	ok[simtelegram.Message](t)(anna.Posts(forum, simtelegram.Post{Text: "x", Anonymous: true}))
	srv.Chat(forum).Add(anna, srv.User(6020, "New", "", ""))
	srv.Chat(-50).PromoteBot(anna)
	ok[*simtelegram.Chat](t)(srv.Chat(-50).Migrate(anna, -1001000000050))
	srv.Chat(forum).KickBot(anna)
	anna.Blocks()
}

func TestACaptionIsRefusedWhereTelegramHasNone(t *testing.T) {
	_, anna := scene(t)
	if _, err := anna.Posts(6001, simtelegram.Post{Text: "x", File: &simtelegram.Upload{Kind: "sticker"}}); err == nil {
		t.Error("a sticker has a caption")
	}
}

func TestTheBotIsSeenTypingUntilItWrites(t *testing.T) {
	srv, anna := scene(t)
	typing := func() bool {
		for _, c := range srv.State().Chats {
			if c.ID == anna.ID {
				return c.Typing
			}
		}
		return false
	}
	result(t, srv, "sendChatAction", params{"chat_id": 6001, "action": "typing"}, nil)
	if !typing() {
		t.Error("the bot is not seen typing")
	}
	send(t, srv, 6001, "x")
	if typing() {
		t.Error("the bot is still seen typing")
	}
}
