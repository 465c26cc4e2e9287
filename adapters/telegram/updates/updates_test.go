package updates_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"vakhta/adapters/telegram/updates"
	"vakhta/desk"
)

func reader() updates.Decoder {
	return updates.Decoder{Bot: 7000, Username: "vakhta_bot", Commands: []string{"help", "ack", "new", "start"}}
}

// read decodes an update in which ' stands for ".
func read(t *testing.T, update string) updates.Update {
	t.Helper()
	u, err := reader().Read([]byte(strings.ReplaceAll(update, "'", `"`)))
	if err != nil {
		t.Fatalf("%s: %v", update, err)
	}
	return u
}

// body returns the body of a message's only event.
func body[B desk.Body](t *testing.T, message string) B {
	t.Helper()
	u := read(t, `{'update_id':5,'message':`+message+`}`)
	if len(u.Events) != 1 {
		t.Fatalf("%s: %d events, want 1", message, len(u.Events))
	}
	b, ok := u.Events[0].Body.(B)
	if !ok {
		t.Fatalf("%s: is a %T", message, u.Events[0].Body)
	}
	return b
}

const (
	maria = `'from':{'id':7001,'first_name':'Мария','last_name':'Петрова','language_code':'ru-RU'}`
	group = `'chat':{'id':-1003,'type':'supergroup','title':'Ромашка'}`
	alone = `'chat':{'id':7001,'type':'private'}`
)

func TestAMessageTellsWhoSaidWhatWhere(t *testing.T) {
	u := read(t, `{'update_id':81,'message':{'message_id':12,'date':1790000000,`+maria+`,`+group+`,'text':'Касса'}}`)
	where := desk.Address{Platform: desk.Telegram, Chat: "-1003"}
	want := updates.Update{ID: 81, Kind: "message", Lane: "-1003", Events: []desk.Event{{
		ID: "telegram:81", At: time.Unix(1790000000, 0),
		From: desk.Sender{Account: desk.Account{Platform: desk.Telegram, ID: "7001"}, Name: "Мария Петрова", Locale: desk.Russian},
		In:   desk.Place{Address: where, Title: "Ромашка"},
		Body: desk.Said{Message: desk.MessageRef{Address: where, Message: "12"}, Text: "Касса"},
	}}}
	if d := cmp.Diff(want, u); d != "" {
		t.Error(d)
	}
}

func TestTheBotIsSpokenToByNameByReplyAndAlone(t *testing.T) {
	for message, want := range map[string]string{
		`{'message_id':1,` + maria + `,` + alone + `,'text':'Касса'}`:                                                                                                         "Касса",
		`{'message_id':1,` + maria + `,` + group + `,'text':'@Vakhta_bot, касса','entities':[{'type':'mention','offset':0,'length':11}]}`:                                     "касса",
		`{'message_id':1,` + maria + `,` + group + `,'text':'😀 @vakhta_bot касса','entities':[{'type':'mention','offset':3,'length':11}]}`:                                    "😀 @vakhta_bot касса",
		`{'message_id':1,` + maria + `,` + group + `,'text':'Вахта, касса','entities':[{'type':'text_mention','offset':0,'length':5,'user':{'id':7000}}]}`:                    "касса",
		`{'message_id':1,` + maria + `,` + group + `,'text':'касса','reply_to_message':{'message_id':9,'from':{'id':7000,'is_bot':true}}}`:                                    "касса",
		`{'message_id':1,` + maria + `,` + group + `,'caption':'@vakhta_bot касса','caption_entities':[{'type':'mention','offset':0,'length':11}],'photo':[{'file_id':'f'}]}`: "касса",
	} {
		if said := body[desk.Said](t, message); !said.ToBot || said.Text != want {
			t.Errorf("%s\nis %+v, want %q to the bot", message, said, want)
		}
	}
	for _, message := range []string{
		`{'message_id':1,` + maria + `,` + group + `,'text':'@other_bot касса','entities':[{'type':'mention','offset':0,'length':10}]}`,
		`{'message_id':1,` + maria + `,` + group + `,'text':'@vakhta_bot касса'}`,
		`{'message_id':1,` + maria + `,` + group + `,'text':'касса','entities':[{'type':'mention','offset':-1,'length':90000000000}]}`,
		`{'message_id':1,` + maria + `,` + group + `,'text':'касса','reply_to_message':{'message_id':9,'from':{'id':7002}}}`,
	} {
		if said := body[desk.Said](t, message); said.ToBot {
			t.Errorf("%s is taken for words to the bot", message)
		}
	}
}

func TestAMentionTellsWhoIsMeantWhereTelegramDoes(t *testing.T) {
	message := `{'message_id':1,` + maria + `,` + group + `,'text':'@vakhta_bot assign Пётр @anna','entities':[` +
		`{'type':'mention','offset':0,'length':11},{'type':'text_mention','offset':19,'length':4,'user':{'id':7300}},{'type':'mention','offset':24,'length':5}]}`
	said := body[desk.Said](t, message)
	want := []desk.Mention{{Account: desk.Account{Platform: desk.Telegram, ID: "7300"}, Name: "Пётр"}}
	if diff := cmp.Diff(want, said.Mentions); diff != "" || !said.Called || said.Text != "assign Пётр @anna" {
		t.Errorf("said %+v, the mentions (-want +got):\n%s", said, diff)
	}
}

func TestCommandsAreThoseForThisBot(t *testing.T) {
	command := func(chat, text, word string) string {
		before, _, _ := strings.Cut(text, word)
		entity := fmt.Sprintf(`{'type':'bot_command','offset':%d,'length':%d}`, len(utf16.Encode([]rune(before))), len(word))
		return `{'message_id':1,` + maria + `,` + chat + `,'text':'` + text + `','entities':[` + entity + `]}`
	}
	for _, c := range []struct{ chat, text, word, name, args string }{
		{alone, "/start inv-1", "/start", "start", "inv-1"},
		{alone, "/HELP", "/HELP", "help", ""},
		{alone, "/unheard of", "/unheard", "unheard", "of"},
		{alone, "😀 /help", "/help", "help", ""},
		{group, "/ack@Vakhta_bot ROM-42", "/ack@Vakhta_bot", "ack", "ROM-42"},
		{group, "Привет 😀 /help@vakhta_bot", "/help@vakhta_bot", "help", ""},
		{group, "/ack ROM-42", "/ack", "ack", "ROM-42"},
	} {
		if got := body[desk.Asked](t, command(c.chat, c.text, c.word)); got.Command != c.name || got.Args != c.args {
			t.Errorf("%q asks %q %q, want %q %q", c.text, got.Command, got.Args, c.name, c.args)
		}
	}
	for _, c := range []struct{ chat, text, word string }{
		{group, "/ack@other_bot ROM-42", "/ack@other_bot"}, {group, "/kick Eve", "/kick"}, {alone, "/help@other_bot", "/help@other_bot"},
	} {
		if u := read(t, `{'update_id':5,'message':`+command(c.chat, c.text, c.word)+`}`); len(u.Events) != 0 {
			t.Errorf("%q is for another bot and becomes %+v", c.text, u.Events)
		}
	}
	if said := body[desk.Said](t, command(alone, "не открывается /help в приложении", "/help")); said.Text != "не открывается /help в приложении" {
		t.Errorf("a slash inside a request becomes %+v", said)
	}
	caption := body[desk.Asked](t, `{'message_id':1,`+maria+`,`+alone+`,'caption':'/new касса','caption_entities':[{'type':'bot_command','offset':0,'length':4}],'photo':[{'file_id':'s'},{'file_id':'l','file_size':9}]}`)
	if want := []desk.File{{Kind: "photo", Type: "image/jpeg", Platform: desk.Telegram, ID: "l", Size: 9}}; caption.Command != "new" || caption.Args != "касса" || !cmp.Equal(caption.Files, want) {
		t.Errorf("a command under a picture is %+v", caption)
	}
}

func TestTopicsOfForumsAloneAreThreads(t *testing.T) {
	for name, c := range map[string]struct {
		message       string
		thread, reply string
	}{
		"a topic":              {`{'message_id':20,` + maria + `,` + group + `,'text':'x','message_thread_id':7,'is_topic_message':true,'reply_to_message':{'message_id':7,'forum_topic_created':{'name':'t'}}}`, "7", ""},
		"a topic, pruned root": {`{'message_id':20,` + maria + `,` + group + `,'text':'x','message_thread_id':7,'is_topic_message':true,'reply_to_message':{'message_id':7}}`, "7", ""},
		"a reply in a topic":   {`{'message_id':20,` + maria + `,` + group + `,'text':'x','message_thread_id':7,'is_topic_message':true,'reply_to_message':{'message_id':8}}`, "7", "8"},
		"a chain of replies":   {`{'message_id':20,` + maria + `,` + group + `,'text':'x','message_thread_id':7,'reply_to_message':{'message_id':7}}`, "", "7"},
		"a private topic":      {`{'message_id':20,` + maria + `,` + alone + `,'text':'x','message_thread_id':7,'is_topic_message':true}`, "", ""},
	} {
		said := body[desk.Said](t, c.message)
		if said.Message.Thread != c.thread || said.ReplyTo.Message != c.reply {
			t.Errorf("%s: in thread %q in reply to %q, want %q and %q", name, said.Message.Thread, said.ReplyTo.Message, c.thread, c.reply)
		}
	}
}

func TestWhoIsNobodyInParticularIsAnonymousAndBotsAreNotHeard(t *testing.T) {
	for _, from := range []string{
		`'from':{'id':1087968824,'is_bot':true,'first_name':'Group'},'sender_chat':{'id':-1003,'title':'Ромашка'}`,
		`'from':{'id':136817688,'is_bot':true},'sender_chat':{'id':-1009}`, `'from':{'id':777000},'sender_chat':{'id':-1009}`,
	} {
		u := read(t, `{'update_id':5,'message':{'message_id':1,`+from+`,`+group+`,'text':'x'}}`)
		if len(u.Events) != 1 || !u.Events[0].From.Anonymous {
			t.Errorf("%s is %+v, want nobody in particular", from, u.Events)
		}
	}
	for _, silent := range []string{
		`'message':{'message_id':1,'from':{'id':42,'is_bot':true},` + group + `,'text':'x'}`,
		`'message':{'message_id':1,` + maria + `,` + group + `,'new_chat_title':'x'}`,
		`'message':{'message_id':1,` + maria + `,'chat':{'id':-5,'type':'channel'},'text':'x'}`,
		`'edited_message':{'message_id':1,` + maria + `,` + group + `,'location':{'latitude':1,'longitude':2}}`,
		`'poll_answer':{'poll_id':'1'}`,
		`'callback_query':{'id':'q','from':{'id':7001},'data':'forged'}`,
	} {
		if u := read(t, `{'update_id':5,`+silent+`}`); len(u.Events) != 0 {
			t.Errorf("%s becomes %+v", silent, u.Events)
		}
	}
	u := read(t, `{'update_id':5,'message_reaction':{`+group+`,'message_id':5,'user':{'id':1},'old_reaction':[{'type':'emoji','emoji':'👀'}],'new_reaction':[{'type':'emoji','emoji':'🔥'}]}}`)
	for i, want := range []desk.Reacted{{Emoji: "👀", Off: true}, {Emoji: "🔥"}} {
		if got, ok := u.Events[i].Body.(desk.Reacted); !ok || got.Emoji != want.Emoji || got.Off != want.Off {
			t.Errorf("event %d is %+v, want %+v", i, u.Events[i].Body, want)
		}
	}
}

func TestAnAlbumAndAForwardAreKnown(t *testing.T) {
	said := body[desk.Said](t, `{'message_id':1,`+maria+`,`+alone+`,'media_group_id':'g1','photo':[{'file_id':'f'}],'forward_origin':{'type':'user','date':1}}`)
	if said.Album != "g1" || !said.Forwarded {
		t.Errorf("got %+v", said)
	}
	if said := body[desk.Said](t, `{'message_id':1,`+maria+`,`+alone+`,'text':'x'}`); said.Album != "" || said.Forwarded {
		t.Errorf("got %+v", said)
	}
}

func TestWordsOfOthersThatAMessageCarriesAreKnown(t *testing.T) {
	for origin, want := range map[string]string{
		`{'type':'user','date':1,'sender_user':{'id':9,'first_name':'Олег'}}`:             "Олег",
		`{'type':'hidden_user','date':1,'sender_user_name':'Касса Север'}`:                "Касса Север",
		`{'type':'channel','date':1,'chat':{'id':-9,'type':'channel','title':'Новости'}}`: "Новости",
		`{'type':'chat','date':1,'sender_chat':{'id':-9,'type':'group','title':'Склад'}}`: "Склад",
	} {
		said := body[desk.Said](t, `{'message_id':1,`+maria+`,`+alone+`,'text':'x','forward_origin':`+origin+`}`)
		if !said.Forwarded || said.Whose != want {
			t.Errorf("%s is forwarded from %q, want %q", origin, said.Whose, want)
		}
	}
	const replied = `'reply_to_message':{'message_id':2,'from':{'id':9,'first_name':'Олег'},` + group + `,'text':'касса не печатает','photo':[{'file_id':'f'}]}`
	said := body[desk.Said](t, `{'message_id':3,`+maria+`,`+group+`,'text':'вот это',`+replied+`,'quote':{'text':'не печатает','position':6,'is_manual':true}}`)
	if want := (desk.Excerpt{Author: "Олег", Text: "не печатает"}); !cmp.Equal(said.Quoted, want) || !said.Answered.IsZero() {
		t.Errorf("quoted is %+v, answered %+v", said.Quoted, said.Answered)
	}
	said = body[desk.Said](t, `{'message_id':3,`+maria+`,`+group+`,'text':'@vakhta_bot','entities':[{'type':'mention','offset':0,'length':11}],`+replied+`}`)
	if said.Text != "" || said.Answered.Author != "Олег" || said.Answered.Text != "касса не печатает" || len(said.Answered.Files) != 1 {
		t.Errorf("a mention that answers is %+v", said)
	}
	if said := body[desk.Said](t, `{'message_id':3,`+maria+`,`+group+`,'text':'вот это',`+replied+`}`); !said.Answered.IsZero() {
		t.Errorf("an answer without a mention carries %+v", said.Answered)
	}
}

func TestLinkedWordsKeepTheirAddress(t *testing.T) {
	said := body[desk.Said](t, `{'message_id':1,`+maria+`,`+alone+`,'text':'😀 тут и там, https://a.ru','entities':[
		{'type':'text_link','offset':3,'length':3,'url':'https://a.ru/x'},{'type':'text_link','offset':9,'length':3,'url':'https://b.ru/'},
		{'type':'text_link','offset':14,'length':12,'url':'https://a.ru/'}]}`)
	if want := "😀 тут (https://a.ru/x) и там (https://b.ru/), https://a.ru"; said.Text != want {
		t.Errorf("reads %q, want %q", said.Text, want)
	}
}

func TestFilesAreNamed(t *testing.T) {
	said := body[desk.Said](t, `{'message_id':1,`+maria+`,`+alone+`,
		'document':{'file_id':'d','file_name':'log.txt','mime_type':'text/plain','file_size':3},'voice':{'file_id':'v'},'video':{'file_id':'m'},'video_note':{'file_id':'n'},
		'audio':{'file_id':'a','file_name':'a.mp3'},'sticker':{'file_id':'s','emoji':'🙂'},
		'location':{'latitude':55.75,'longitude':37.61},'contact':{'phone_number':'+7900','first_name':'Олег'}}`)
	want := []desk.File{
		{Kind: "document", Type: "text/plain", ID: "d", Name: "log.txt", Size: 3}, {Kind: "voice", ID: "v"}, {Kind: "video", ID: "m"},
		{Kind: "video_note", Type: "video/mp4", ID: "n"}, {Kind: "audio", ID: "a", Name: "a.mp3"}, {Kind: "sticker", Type: "image/webp", ID: "s", Name: "🙂"},
		{Kind: "location", Name: "55.75000, 37.61000", URL: "https://www.openstreetmap.org/?mlat=55.75000&mlon=37.61000"}, {Kind: "contact", Name: "Олег +7900"},
	}
	for i := range want[:6] { // the others have no content
		want[i].Platform = desk.Telegram
	}
	if d := cmp.Diff(want, said.Files); d != "" {
		t.Error(d)
	}
}

func TestBothHalvesOfAMoveAreOneEvent(t *testing.T) {
	before := read(t, `{'update_id':5,'message':{'message_id':1,`+maria+`,'chat':{'id':-10,'type':'group'},'migrate_to_chat_id':-1009}}`)
	after := read(t, `{'update_id':6,'message':{'message_id':1,`+maria+`,'chat':{'id':-1009,'type':'supergroup'},'migrate_from_chat_id':-10}}`)
	want := desk.Moved{From: desk.Address{Platform: desk.Telegram, Chat: "-10"}, To: desk.Address{Platform: desk.Telegram, Chat: "-1009"}}
	for _, u := range []updates.Update{before, after} {
		if len(u.Events) != 1 || u.Events[0].Body != want || u.Events[0].ID != before.Events[0].ID {
			t.Errorf("update %d is %+v", u.ID, u.Events)
		}
	}
}

func TestReachFollowsTheBotsStanding(t *testing.T) {
	for standing, want := range map[string]desk.Reach{
		alone + `,'new_chat_member':{'status':'kicked'}`:                                               {Cause: desk.ReachBlocked},
		alone + `,'new_chat_member':{'status':'member'}`:                                               {Able: true, Cause: desk.ReachAdded},
		group + `,'new_chat_member':{'status':'kicked'}`:                                               {Cause: desk.ReachKicked},
		group + `,'new_chat_member':{'status':'left'}`:                                                 {Cause: desk.ReachLeft},
		group + `,'new_chat_member':{'status':'administrator'}`:                                        {Able: true, Cause: desk.ReachAdded},
		group + `,'new_chat_member':{'status':'restricted','is_member':true}`:                          {Cause: desk.ReachRestricted},
		group + `,'new_chat_member':{'status':'restricted','is_member':true,'can_send_messages':true}`: {Able: true, Cause: desk.ReachRestricted},
	} {
		u := read(t, `{'update_id':5,'my_chat_member':{`+maria+`,'date':1,`+standing+`}}`)
		if len(u.Events) != 1 || u.Events[0].Body != want {
			t.Errorf("%s: %+v, want %+v", standing, u.Events, want)
		}
	}
}

func TestAReactionIsWhatWasAdded(t *testing.T) {
	u := read(t, `{'update_id':5,'message_reaction':{`+group+`,'message_id':12,'user':{'id':7001},'date':3,
		'old_reaction':[{'type':'emoji','emoji':'👍'}],'new_reaction':[{'type':'emoji','emoji':'👍'},{'type':'emoji','emoji':'👀'},{'type':'paid'},{'type':'emoji','emoji':'🔥'}]}}`)
	if len(u.Events) != 2 || u.Events[0].ID != "telegram:5" || u.Events[1].ID != "telegram:5/1" {
		t.Fatalf("got %+v", u.Events)
	}
	if r := u.Events[0].Body.(desk.Reacted); r.Emoji != "👀" || r.Message.Message != "12" {
		t.Errorf("got %+v", r)
	}
	anonymous := read(t, `{'update_id':5,'message_reaction':{`+group+`,'message_id':12,'actor_chat':{'id':-1003},'new_reaction':[{'type':'emoji','emoji':'👀'}]}}`)
	if !anonymous.Events[0].From.Anonymous {
		t.Errorf("got %+v", anonymous.Events)
	}
}

func TestAPressIsKnownByItsQueryEvenWhenItCannotBeRead(t *testing.T) {
	u := read(t, `{'update_id':5,'callback_query':{'id':'q1','from':{'id':7001,'language_code':'en'},'data':'escalate:ROM-42::7','message':{'message_id':12,'date':0,`+group+`}}}`)
	press := u.Events[0].Body.(desk.Pressed)
	if u.Query != "q1" || u.Locale != desk.English || u.Lane != "-1003" || press.Press != (desk.Press{Action: "escalate", Key: desk.Key{Project: "ROM", Number: 42}, Rev: 7}) || press.Message.Message != "12" {
		t.Errorf("got %+v", u)
	}
	broken, err := reader().Read([]byte(`{"update_id":6,"callback_query":{"id":"q2","from":{"id":"x","language_code":"en"},"data":7}}`))
	if err == nil || broken.Query != "q2" || broken.ID != 6 || broken.Locale != desk.English {
		t.Errorf("got %+v, %v", broken, err)
	}
}

func TestAnEditedCommandTellsItsWords(t *testing.T) {
	edit := func(text string, length string) string {
		return `{'update_id':5,'edited_message':{'message_id':1,'edit_date':9,` + maria + `,` + alone + `,'text':'` + text + `','entities':[{'type':'bot_command','offset':0,'length':` + length + `}]}}`
	}
	u := read(t, edit("/new касса и чек", "4"))
	if len(u.Events) != 1 || u.Events[0].Body.(desk.Edited).Text != "касса и чек" || u.Events[0].Body.(desk.Edited).Command != "new" || u.Events[0].At != time.Unix(9, 0) {
		t.Errorf("got %+v", u.Events)
	}
}

func FuzzAnyUpdateIsReadOrRefused(f *testing.F) {
	for _, seed := range []string{
		`{"update_id":1,"message":{"message_id":1,"from":{"id":1},"chat":{"id":1,"type":"private"},"text":"/help 😀","entities":[{"type":"bot_command","offset":0,"length":5}]}}`,
		`{"update_id":1,"callback_query":{"id":"1","data":"ack:ROM-1:::","message":{"chat":{}}}}`, `{"update_id":1,"message":null}`, `[]`, ``,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		u, err := reader().Read(raw)
		if err != nil {
			return
		}
		for _, e := range u.Events {
			if e.ID == "" || e.Body == nil || e.In.Platform != desk.Telegram {
				t.Errorf("%s becomes %+v", raw, e)
			}
		}
	})
}

func TestWhoLeavesAGroupIsTold(t *testing.T) {
	for raw, who := range map[string]string{
		`'chat_member':{'chat':{'id':-1,'type':'supergroup'},'from':{'id':9},'date':1,'new_chat_member':{'status':'left','user':{'id':7001}}}`:                        "7001",
		`'chat_member':{'chat':{'id':-1,'type':'supergroup'},'from':{'id':9},'date':1,'new_chat_member':{'status':'kicked','user':{'id':7001}}}`:                      "7001",
		`'chat_member':{'chat':{'id':-1,'type':'supergroup'},'from':{'id':9},'date':1,'new_chat_member':{'status':'restricted','is_member':true,'user':{'id':7001}}}`: "",
		`'chat_member':{'chat':{'id':-1,'type':'supergroup'},'from':{'id':9},'date':1,'new_chat_member':{'status':'member','user':{'id':7001}}}`:                      "",
		`'message':{'message_id':3,'chat':{'id':-1,'type':'group'},'from':{'id':9},'date':1,'left_chat_member':{'id':7001}}`:                                          "7001",
		`'message':{'message_id':3,'chat':{'id':-1,'type':'group'},'from':{'id':9},'date':1,'left_chat_member':{'id':7002,'is_bot':true}}`:                            "",
	} {
		got := ""
		for _, e := range read(t, `{'update_id':5,`+raw+`}`).Events {
			if _, left := e.Body.(desk.Left); left && e.In.Chat == "-1" {
				got = e.From.ID
			}
		}
		if got != who {
			t.Errorf("%s tells that %q left, want %q", raw, got, who)
		}
	}
}
