package telegram_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	simtelegram "vakhta/sim/telegram"
	"vakhta/sim/telegram/wire"
	"vakhta/sim/telegram/world"
)

const forum = -1001000000003

func openTopic(t testing.TB, srv *simtelegram.Server, name string) int {
	t.Helper()
	var made struct {
		ID int `json:"message_thread_id"`
	}
	result(t, srv, "createForumTopic", params{"chat_id": forum, "name": name}, &made)
	return made.ID
}

func TestATopicIsItsFirstMessageAndEveryoneImplicitlyRepliesToIt(t *testing.T) {
	srv, anna := scene(t)
	id := openTopic(t, srv, "ROM-1")
	expect(t, srv, "message", `"forum_topic_created":{"name":"ROM-1"`, `"is_topic_message":true`, `"is_bot":true`)
	said := ok[simtelegram.Message](t)(anna.Posts(forum, simtelegram.Post{Text: "hi", Thread: id}))
	if said.Thread != id || said.ReplyTo != 0 {
		t.Errorf("Anna sees her message as %+v", said)
	}
	expect(t, srv, "message", `"reply_to_message":{`, `"forum_topic_created"`, `"is_topic_message":true`)
	// An answer to a message in a topic stays in the topic.
	answered := ok[simtelegram.Message](t)(anna.Replies(said, "and"))
	if answered.Thread != id || answered.ReplyTo != said.ID {
		t.Errorf("the answer is %+v", answered)
	}
	ok[simtelegram.Message](t)(anna.Says(forum, "in General"))
	if got := updates(t, srv); strings.Contains(got[1].payload, "message_thread_id") {
		t.Errorf("a message in General carries a thread: %s", got[1].payload)
	}
}

func TestAClosedTopicTakesNothingFromThoseWhoDoNotManageIt(t *testing.T) {
	srv, anna := scene(t)
	boss := srv.User(6010, "Boss", "", "")
	srv.Chat(forum).Add(anna, boss)
	srv.Chat(forum).Promote(anna, boss)
	theirs := ok[simtelegram.Topic](t)(srv.Chat(forum).OpenTopic(boss, "Rules"))
	if err := srv.Chat(forum).CloseTopic(boss, theirs.ID); err != nil {
		t.Fatal(err)
	}
	send := params{"chat_id": forum, "message_thread_id": theirs.ID, "text": "x"}
	result(t, srv, "sendMessage", send, nil) // the bot may manage topics
	srv.Chat(forum).LimitBot(boss, wire.Rights{CanPinMessages: true})
	refused(t, srv, "sendMessage", send, "Bad Request: TOPIC_CLOSED")
	if _, err := anna.Posts(forum, simtelegram.Post{Text: "x", Thread: theirs.ID}); err == nil {
		t.Error("Anna wrote into a closed topic")
	}
	if err := srv.Chat(forum).CloseTopic(boss, world.General); err != nil {
		t.Fatal(err)
	}
	refused(t, srv, "sendMessage", params{"chat_id": forum, "text": "x"}, "Bad Request: TOPIC_CLOSED")
	refused(t, srv, "reopenGeneralForumTopic", params{"chat_id": forum}, "Bad Request: not enough rights to close or open the topic")
	if err := srv.Chat(forum).ReopenTopic(boss, theirs.ID); err != nil {
		t.Fatal(err)
	}
	result(t, srv, "sendMessage", send, nil)
}

func TestTopicsAreRefusedAsTelegramRefusesThem(t *testing.T) {
	srv, anna := scene(t)
	id := openTopic(t, srv, "ROM-1")
	topic := func(more params) params {
		p := params{"chat_id": forum, "message_thread_id": id}
		maps.Copy(p, more)
		return p
	}
	refused(t, srv, "createForumTopic", params{"chat_id": -50, "name": "x"}, "Bad Request: the chat is not a forum")
	refused(t, srv, "createForumTopic", params{"chat_id": forum, "name": strings.Repeat("x", 129)}, "Bad Request: TOPIC_TITLE_EMPTY")
	refused(t, srv, "editForumTopic", topic(params{"name": "ROM-1"}), "Bad Request: TOPIC_NOT_MODIFIED")
	refused(t, srv, "reopenForumTopic", topic(nil), "Bad Request: TOPIC_NOT_MODIFIED")
	refused(t, srv, "closeForumTopic", params{"chat_id": forum, "message_thread_id": 99}, "Bad Request: TOPIC_ID_INVALID")
	updates(t, srv)
	result(t, srv, "editForumTopic", topic(params{"name": "ROM-1 ✅"}), nil)
	expect(t, srv, "message", `"forum_topic_edited":{"name":"ROM-1 ✅"}`)
	result(t, srv, "closeForumTopic", topic(nil), nil)
	expect(t, srv, "message", `"forum_topic_closed":{}`)
	want := []simtelegram.Topic{{ID: id, Name: "ROM-1 ✅", Color: 7322096, Closed: true}}
	got := srv.Chat(forum).Topics()
	if len(got) != 1 || got[0].ID != want[0].ID || got[0].Name != want[0].Name || !got[0].Closed {
		t.Errorf("topics are %+v, want %+v", got, want)
	}
	srv.Chat(forum).LimitBot(anna, wire.Rights{})
	refused(t, srv, "createForumTopic", params{"chat_id": forum, "name": "x"}, "Bad Request: not enough rights to create a topic")
	refused(t, srv, "deleteForumTopic", topic(nil), "Bad Request: not enough rights to delete the topic")
	if err := srv.Chat(forum).DeleteTopic(anna, id); err == nil {
		t.Error("Anna deleted a topic that she does not manage")
	}
	srv.Chat(forum).PromoteBot(anna)
	result(t, srv, "deleteForumTopic", topic(nil), nil)
	refused(t, srv, "sendMessage", topic(params{"text": "x"}), "Bad Request: message thread not found")
}

func TestAGroupThatBecomesASupergroupIsFollowedByBothServiceMessages(t *testing.T) {
	srv, anna := scene(t)
	old := srv.Chat(-50)
	id := send(t, srv, -50, "card")
	moved := ok[*simtelegram.Chat](t)(old.Migrate(anna, -1001000000050))
	got := updates(t, srv)
	if len(got) != 2 || !strings.Contains(got[0].payload, `"migrate_to_chat_id":-1001000000050`) || !strings.Contains(got[1].payload, `"migrate_from_chat_id":-50`) {
		t.Errorf("the bot hears %v", got)
	}
	refused(t, srv, "editMessageText", params{"chat_id": -50, "message_id": id, "text": "y"}, "Bad Request: group chat was upgraded to a supergroup chat")
	refused(t, srv, "editMessageText", params{"chat_id": moved.ID, "message_id": id, "text": "y"}, "Bad Request: message to edit not found")
	if fresh := send(t, srv, moved.ID, "card"); fresh >= id {
		t.Errorf("the supergroup counts on from %d: %d", id, fresh)
	}
	if _, err := anna.Says(-50, "x"); err == nil {
		t.Error("Anna wrote into the old group")
	}
	if _, err := moved.Migrate(anna, -1001000000051); err == nil {
		t.Error("a supergroup migrated")
	}
}

func TestPrivacyModeHidesWhatIsNotForTheBot(t *testing.T) {
	srv, anna := scene(t)
	card := send(t, srv, -50, "card")
	for text, heard := range map[string]bool{
		"hello all":                 false,
		"/new till is down":         true,
		"/new@vakhta_bot till":      true,
		"/new@other_bot till":       false,
		"касса! @vakhta_bot помоги": true,
		"see /new":                  false,
	} {
		ok[simtelegram.Message](t)(anna.Says(-50, text))
		if got := updates(t, srv); (len(got) == 1) != heard {
			t.Errorf("%q is heard as %v", text, got)
		}
	}
	ok[simtelegram.Message](t)(anna.Posts(-50, simtelegram.Post{Text: "I have it", ReplyTo: card}))
	expect(t, srv, "message", `"reply_to_message":{`)
	srv.Chat(-50).PromoteBot(anna)
	updates(t, srv)
	said := ok[simtelegram.Message](t)(anna.Says(-50, "hello all"))
	expect(t, srv, "message", "hello all")
	ok[simtelegram.Message](t)(anna.Edits(said, "hello both"))
	expect(t, srv, "edited_message", "hello both", `"edit_date":`)
	if err := anna.Deletes(said); err != nil {
		t.Fatal(err)
	}
	nothing(t, srv, "a deletion has no update")
}

func TestAnAdministratorMayHideBehindTheGroup(t *testing.T) {
	srv, anna := scene(t)
	if _, err := anna.Posts(forum, simtelegram.Post{Text: "x", Anonymous: true}); err == nil {
		t.Error("an ordinary member spoke as the group")
	}
	srv.Chat(forum).Promote(anna, anna)
	updates(t, srv)
	ok[simtelegram.Message](t)(anna.Posts(forum, simtelegram.Post{Text: "x", Anonymous: true}))
	expect(t, srv, "message", `"id":1087968824`, `"sender_chat":{"id":-1001000000003`)
}

func TestARepliesChainIsAThreadInASupergroupWithoutTopics(t *testing.T) {
	srv, anna := scene(t)
	srv.Group(-1001000000077, "Line 1", anna).PromoteBot(anna)
	card := send(t, srv, -1001000000077, "card")
	first := ok[simtelegram.Message](t)(anna.Posts(-1001000000077, simtelegram.Post{Text: "a", ReplyTo: card}))
	second := ok[simtelegram.Message](t)(anna.Replies(first, "b"))
	if first.Thread != card || second.Thread != card {
		t.Errorf("threads are %d and %d, want %d", first.Thread, second.Thread, card)
	}
	result(t, srv, "sendMessage", params{"chat_id": -1001000000077, "text": "x", "message_thread_id": 555}, nil)
}

func TestTheBotHearsWhatBecomesOfIt(t *testing.T) {
	srv, anna := scene(t)
	anna.Blocks()
	expect(t, srv, "my_chat_member", `"status":"kicked"`, `"id":6001`)
	ok[simtelegram.Message](t)(anna.Start(""))
	if got := updates(t, srv); len(got) != 2 || got[0].kind != "my_chat_member" {
		t.Errorf("coming back is heard as %v", got)
	}
	srv.Chat(-50).KickBot(anna)
	expect(t, srv, "my_chat_member", `"new_chat_member":{"status":"kicked"`)
	ok[simtelegram.Message](t)(anna.Says(-50, "/new x"))
	nothing(t, srv, "the bot is out")
	srv.Chat(-50).AddBot(anna)
	if got := updates(t, srv); len(got) != 2 || got[0].kind != "my_chat_member" || !strings.Contains(got[1].payload, "new_chat_members") {
		t.Errorf("being added is heard as %v", got)
	}
	srv.Chat(-50).PromoteBot(anna)
	expect(t, srv, "my_chat_member", `"can_manage_topics":true`)
}

func TestMembersAreToldOfOnlyToAnAdministratorWhoAsked(t *testing.T) {
	srv, anna := scene(t)
	eva := srv.User(6011, "Eva", "", "")
	result(t, srv, "getUpdates", params{"allowed_updates": []string{"message", "chat_member"}}, nil)
	srv.Chat(forum).Add(anna, eva)
	if got := updates(t, srv); len(got) != 2 || got[0].kind != "chat_member" {
		t.Errorf("joining is heard as %v", got)
	}
	eva.Leaves(forum)
	got := updates(t, srv)
	if len(got) != 2 || !strings.Contains(got[0].payload+got[1].payload, "left_chat_member") {
		t.Errorf("leaving is heard as %v", got)
	}
	if eva.Sees(forum) || !anna.Sees(forum) {
		t.Error("who sees the forum is wrong")
	}
	srv.Chat(-50).Add(anna, eva)
	srv.Chat(-50).Remove(anna, eva)
	for _, u := range updates(t, srv) {
		if u.kind == "chat_member" {
			t.Error("a bot that is no administrator heard of a member")
		}
	}
}

func TestTheBotCanLookAtAChat(t *testing.T) {
	srv, anna := scene(t)
	srv.Chat(-50).Promote(anna, anna)
	var chat struct {
		Title string `json:"title"`
		Type  string `json:"type"`
	}
	result(t, srv, "getChat", params{"chat_id": -50}, &chat)
	var admins []struct {
		User struct {
			ID int64 `json:"id"`
		} `json:"user"`
	}
	result(t, srv, "getChatAdministrators", params{"chat_id": -50}, &admins)
	var count int
	result(t, srv, "getChatMemberCount", params{"chat_id": -50}, &count)
	if chat.Title != "Shop 12" || chat.Type != "group" || len(admins) != 1 || admins[0].User.ID != 6001 || count != 3 {
		t.Errorf("the bot sees %+v, %+v, %d", chat, admins, count)
	}
	for user, want := range map[int]string{6001: "administrator", 6002: "member", 6003: "left", 7000: "member"} {
		var m struct {
			Status string `json:"status"`
		}
		result(t, srv, "getChatMember", params{"chat_id": -50, "user_id": user}, &m)
		if m.Status != want {
			t.Errorf("%d is %s, want %s", user, m.Status, want)
		}
	}
	refused(t, srv, "getChatMember", params{"chat_id": -50, "user_id": 4}, "Bad Request: PARTICIPANT_ID_INVALID")
	result(t, srv, "leaveChat", params{"chat_id": -50}, nil)
	refused(t, srv, "getChat", params{"chat_id": -50}, "Forbidden: bot is not a member of the group chat")
}

func TestEachScopeAndLanguageHasItsOwnMenu(t *testing.T) {
	srv, anna := scene(t)
	set := func(command, language string, scope params) {
		t.Helper()
		p := params{"commands": []params{{"command": command, "description": "d"}}, "language_code": language}
		if scope != nil {
			p["scope"] = scope
		}
		result(t, srv, "setMyCommands", p, nil)
	}
	set("help", "", nil)
	set("pomosch", "ru", nil)
	set("queue", "", params{"type": "chat", "chat_id": -50})
	menu := func(chat int64) []string {
		var names []string
		for _, c := range ok[[]wire.BotCommand](t)(srv.Commands(chat, anna.ID)) {
			names = append(names, c.Command)
		}
		return names
	}
	if diff := cmp.Diff([]string{"pomosch"}, menu(6001)); diff != "" {
		t.Errorf("in private (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"queue"}, menu(-50)); diff != "" {
		t.Errorf("in the group (-want +got):\n%s", diff)
	}
	result(t, srv, "deleteMyCommands", params{"language_code": "ru"}, nil)
	var left []wire.BotCommand
	result(t, srv, "getMyCommands", params{"language_code": "ru"}, &left)
	if len(left) != 0 || menu(6001)[0] != "help" {
		t.Errorf("after the deletion there is %v", left)
	}
	for _, tt := range []struct {
		p    params
		want string
	}{
		{params{"commands": []params{{"command": "Help!", "description": "d"}}}, "Bad Request: BOT_COMMAND_INVALID"},
		{params{"commands": []params{{"command": "help", "description": ""}}}, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"},
		{params{"commands": []params{}, "language_code": "rus"}, "Bad Request: invalid language code specified"},
		{params{"commands": []params{}, "scope": params{"type": "moon"}}, "Bad Request: can't parse BotCommandScope: unsupported type specified"},
		{params{"commands": []params{}, "scope": params{"type": "chat", "chat_id": 9999}}, "Bad Request: chat not found"},
	} {
		refused(t, srv, "setMyCommands", tt.p, tt.want)
	}
}
