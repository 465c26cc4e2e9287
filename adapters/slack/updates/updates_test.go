package updates_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/adapters/slack/updates"
	"vakhta/desk"
)

// reader returns the bot U0DESK among people with names.
func reader() updates.Decoder {
	return updates.Decoder{
		Self: updates.Self{User: "U0DESK", Bot: "B0DESK", Team: "T0"},
		Name: func(user string) string { return map[string]string{"U0ANNA": "Anna Kim"}[user] },
		File: func(id string) (desk.File, bool) { return desk.File{ID: id, Name: "theirs.pdf"}, id == "F0THEIRS" },
	}
}

// event returns an outer event around an inner one.
func event(inner string) []byte {
	return fmt.Appendf(nil, `{"type":"event_callback","event_id":"Ev1","event_time":1790000000,"event":%s}`, inner)
}

func address(channel, thread string) desk.Address {
	return desk.Address{Platform: desk.Slack, Chat: channel, Thread: thread}
}

func ref(channel, thread, ts string) desk.MessageRef {
	return desk.MessageRef{Address: address(channel, thread), Message: ts}
}

func anna() desk.Sender {
	return desk.Sender{Account: desk.Account{Platform: desk.Slack, ID: "U0ANNA"}}
}

var mentioned = []desk.Mention{{Account: desk.Account{Platform: desk.Slack, ID: "U0ANNA"}, Name: "Anna Kim"}}

var moment = time.Unix(1790000000, 123456000)

const ts = "1790000000.123456"

func TestWhatPeopleDoBecomesEvents(t *testing.T) {
	in := desk.Place{Address: address("C1", "")}
	inThread := desk.Place{Address: address("C1", "1.000001")}
	for name, c := range map[string]struct {
		inner string
		want  desk.Event
	}{
		"a message": {
			`{"type":"message","channel":"C1","user":"U0ANNA","text":"the till &amp; all","ts":"` + ts + `","blocks":[{"type":"unheard_of","elements":[1]}]}`,
			desk.Event{ID: "slack:C1/" + ts, At: moment, From: anna(), In: in, Body: desk.Said{Message: ref("C1", "", ts), Text: "the till & all"}},
		},
		"a shared message": {
			`{"type":"message","channel":"C1","user":"U0ANNA","text":"","ts":"` + ts + `","attachments":[{"title":"a page"},{"is_share":true,"author_name":"John","text":"the till &amp; <https://a.ru|all>"}]}`,
			desk.Event{ID: "slack:C1/" + ts, At: moment, From: anna(), In: in, Body: desk.Said{
				Message: ref("C1", "", ts), Quoted: desk.Excerpt{Author: "John", Text: "the till & all (https://a.ru)"},
			}},
		},
		"a message to the bot": {
			`{"type":"message","channel":"C1","user":"U0ANNA","text":"<@U0DESK>, help <@U0ANNA>","ts":"` + ts + `"}`,
			desk.Event{ID: "slack:C1/" + ts, At: moment, From: anna(), In: in, Body: desk.Said{Message: ref("C1", "", ts), Text: "help @Anna Kim", ToBot: true, Called: true, Mentions: mentioned}},
		},
		"its mention": {
			`{"type":"app_mention","channel":"C1","user":"U0ANNA","text":"<@U0DESK>, help <@U0ANNA>","ts":"` + ts + `"}`,
			desk.Event{ID: "slack:C1/" + ts, At: moment, From: anna(), In: in, Body: desk.Said{Message: ref("C1", "", ts), Text: "help @Anna Kim", ToBot: true, Called: true, Mentions: mentioned}},
		},
		"a direct message": {
			`{"type":"message","channel_type":"im","channel":"D1","user":"U0ANNA","text":"hi","ts":"` + ts + `"}`,
			desk.Event{ID: "slack:D1/" + ts, At: moment, From: anna(), In: desk.Place{Address: address("D1", ""), Private: true}, Body: desk.Said{Message: ref("D1", "", ts), Text: "hi", ToBot: true}},
		},
		"an answer in a thread": {
			`{"type":"message","subtype":"thread_broadcast","channel":"C1","user":"U0ANNA","text":"hi","ts":"` + ts + `","thread_ts":"1.000001","parent_user_id":"U0DESK"}`,
			desk.Event{ID: "slack:C1/" + ts, At: moment, From: anna(), In: inThread, Body: desk.Said{
				Message: ref("C1", "1.000001", ts), Text: "hi", ToBot: true, ReplyTo: ref("C1", "", "1.000001"), ReplyToID: desk.Account{Platform: desk.Slack, ID: "U0DESK"},
			}},
		},
		"a file without words": {
			`{"type":"message","subtype":"file_share","channel":"C1","user":"U0ANNA","text":"","ts":"` + ts + `","files":[
				{"id":"F1","name":"a.jpg","mimetype":"image/jpeg","size":7,"permalink":"https://x/F1"},{"id":"F0THEIRS","file_access":"check_file_info"},{"id":"F3","mode":"tombstone"},{"id":"F4","name":"audio.m4a","mimetype":"audio/mp4","subtype":"slack_audio"}]}`,
			desk.Event{ID: "slack:C1/" + ts, At: moment, From: anna(), In: in, Body: desk.Said{Message: ref("C1", "", ts), Files: []desk.File{
				{Name: "a.jpg", Kind: "photo", Type: "image/jpeg", Platform: desk.Slack, ID: "F1", Size: 7, URL: "https://x/F1"}, {Name: "theirs.pdf", ID: "F0THEIRS"},
				{Name: "audio.m4a", Kind: "voice", Type: "audio/mp4", Platform: desk.Slack, ID: "F4"},
			}}},
		},
		"changed words": {
			`{"type":"message","subtype":"message_changed","channel":"C1","ts":"1790000009.000000","message":{"user":"U0ANNA","text":"new","ts":"1.000001","edited":{"ts":"` + ts + `"}},"previous_message":{"text":"old"}}`,
			desk.Event{ID: "slack:C1/1.000001/edited/" + desk.EventID(ts), At: moment, From: anna(), In: in, Body: desk.Edited{Message: ref("C1", "", "1.000001"), Text: "new"}},
		},
		"a deletion": {
			`{"type":"message","subtype":"message_deleted","channel":"C1","deleted_ts":"1.000002","previous_message":{"user":"U0ANNA","text":"old","ts":"1.000002","thread_ts":"1.000001"}}`,
			desk.Event{ID: "slack:C1/1.000002/deleted", At: time.Unix(1790000000, 0), From: anna(), In: inThread, Body: desk.Deleted{Message: ref("C1", "1.000001", "1.000002")}},
		},
		"a deletion with answers below": {
			`{"type":"message","subtype":"message_changed","channel":"C1","message":{"subtype":"tombstone","user":"USLACKBOT","ts":"1.000001","thread_ts":"1.000001"},"previous_message":{"user":"U0ANNA","text":"old","ts":"1.000001","thread_ts":"1.000001"}}`,
			desk.Event{ID: "slack:C1/1.000001/deleted", At: time.Unix(1790000000, 0), From: anna(), In: in, Body: desk.Deleted{Message: ref("C1", "", "1.000001")}},
		},
		"a reaction": {
			`{"type":"reaction_added","user":"U0ANNA","reaction":"+1::skin-tone-3","event_ts":"` + ts + `","item":{"type":"message","channel":"C1","ts":"1.000001"}}`,
			desk.Event{ID: "slack:Ev1", At: moment, From: anna(), In: in, Body: desk.Reacted{Message: ref("C1", "", "1.000001"), Emoji: "👍"}},
		},
		"an archived channel": {
			`{"type":"channel_archive","user":"U0ANNA","channel":"C1","event_ts":"` + ts + `"}`,
			desk.Event{ID: "slack:Ev1", At: moment, From: anna(), In: in, Body: desk.Reach{Cause: desk.ReachArchived}},
		},
		"an opened channel": {
			`{"type":"group_unarchive","user":"U0ANNA","channel":"C1","event_ts":"` + ts + `"}`,
			desk.Event{ID: "slack:Ev1", At: moment, From: anna(), In: in, Body: desk.Reach{Able: true, Cause: desk.ReachUnarchived}},
		},
		"the bot thrown out": {
			`{"type":"channel_left","channel":"C1","event_ts":"` + ts + `"}`,
			desk.Event{ID: "slack:Ev1", At: moment, From: desk.Sender{Account: desk.Account{Platform: desk.Slack}, Anonymous: true}, In: in, Body: desk.Reach{Cause: desk.ReachLeft}},
		},
		"the bot invited": {
			`{"type":"member_joined_channel","user":"U0DESK","channel":"C1","event_ts":"` + ts + `"}`,
			desk.Event{ID: "slack:Ev1", At: moment, From: desk.Sender{Account: desk.Account{Platform: desk.Slack, ID: "U0DESK"}}, In: in, Body: desk.Reach{Able: true, Cause: desk.ReachAdded}},
		},
	} {
		u, err := reader().Event(event(c.inner))
		if err != nil || u.Event == nil {
			t.Errorf("%s: %+v, %v, want an event", name, u, err)
			continue
		}
		if diff := cmp.Diff(c.want, *u.Event); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if u.Lane != c.want.In.Chat {
			t.Errorf("%s: lane %q, want %q", name, u.Lane, c.want.In.Chat)
		}
	}
}

func TestWhatMeansNothingToADeskIsNoEvent(t *testing.T) {
	for name, inner := range map[string]string{
		"the bot's own words":       `{"type":"message","channel":"C1","user":"U0DESK","text":"hi","ts":"1.1"}`,
		"another bot's words":       `{"type":"message","subtype":"bot_message","bot_id":"B2","channel":"C1","text":"hi","ts":"1.1"}`,
		"another bot in disguise":   `{"type":"message","bot_id":"B2","user":"U9","channel":"C1","text":"hi","ts":"1.1"}`,
		"somebody joined":           `{"type":"message","subtype":"channel_join","user":"U0ANNA","channel":"C1","text":"joined","ts":"1.1"}`,
		"somebody else was invited": `{"type":"member_joined_channel","user":"U0ANNA","channel":"C1"}`,
		"a link preview":            `{"type":"message","subtype":"message_changed","channel":"C1","message":{"user":"U0ANNA","text":"a","ts":"1.1"},"previous_message":{"text":"a"}}`,
		"an edit that changed none": `{"type":"message","subtype":"message_changed","channel":"C1","message":{"user":"U0ANNA","text":"a","ts":"1.1","edited":{"ts":"2.1"}},"previous_message":{"text":"a"}}`,
		"the bot's own edit":        `{"type":"message","subtype":"message_changed","channel":"C1","message":{"user":"U0DESK","bot_id":"B0DESK","text":"a","ts":"1.1","edited":{"ts":"2.1"}},"previous_message":{"text":"b"}}`,
		"a change of nothing":       `{"type":"message","subtype":"message_changed","channel":"C1"}`,
		"a deletion of nothing":     `{"type":"message","subtype":"message_deleted","channel":"C1"}`,
		"an empty message":          `{"type":"message","channel":"C1","user":"U0ANNA","text":" ","ts":"1.1"}`,
		"a reaction to a file":      `{"type":"reaction_added","user":"U0ANNA","reaction":"eyes","item":{"type":"file"}}`,
		"an unknown reaction":       `{"type":"reaction_added","user":"U0ANNA","reaction":"our_logo","item":{"type":"message","channel":"C1","ts":"1.1"}}`,
		"the bot's own reaction":    `{"type":"reaction_added","user":"U0DESK","reaction":"eyes","item":{"type":"message","channel":"C1","ts":"1.1"}}`,
		"a look at the Home tab":    `{"type":"app_home_opened","user":"U0ANNA","channel":"D1"}`,
		"something unheard of":      `{"type":"coffee_ready"}`,
	} {
		if u, err := reader().Event(event(inner)); err != nil || u.Event != nil {
			t.Errorf("%s: %+v, %v, want nothing", name, u.Event, err)
		}
	}
	if u, err := reader().Event([]byte(`{"type":"app_rate_limited"}`)); err != nil || u.Event != nil {
		t.Errorf("a note of Slack's own: %+v, %v, want nothing", u, err)
	}
}

func TestAPressSaysWhichButtonItWas(t *testing.T) {
	for action, want := range map[string]desk.Press{
		`"action_id":"ack","value":"ROM-42","block_id":"ROM-42/r7/0"`:       {Action: "ack", Key: desk.Key{Project: "ROM", Number: 42}, Rev: 7},
		`"action_id":"rate:3","value":"ROM-42","block_id":"x"`:              {Action: "rate", Arg: "3", Key: desk.Key{Project: "ROM", Number: 42}},
		`"action_id":"attach:57:2","value":"ROM-41"`:                        {Action: "attach", Arg: "57", Key: desk.Key{Project: "ROM", Number: 41}},
		`"action_id":"report:ROM:xlsx","value":"-"`:                         {Action: "report", Arg: "ROM:xlsx"},
		`"action_id":"new:ROM.7","value":"-","block_id":"-/r0/1"`:           {Action: "new", Arg: "ROM.7"},
		`"action_id":"wait:vendor","value":"rom-42","block_id":"a/rx/0"`:    {Action: "wait", Arg: "vendor", Key: desk.Key{Project: "ROM", Number: 42}},
		`"action_id":"assign:boris","value":"ROM-42","block_id":"a/r-3/0"`:  {Action: "assign", Arg: "boris", Key: desk.Key{Project: "ROM", Number: 42}},
		`"action_id":"priority:P1","value":"ROM-42","block_id":"a/r9/0/11"`: {Action: "priority", Arg: "P1", Key: desk.Key{Project: "ROM", Number: 42}},
	} {
		raw := `{"type":"block_actions","trigger_id":"tr1","response_url":"https://r","user":{"id":"U0ANNA","name":"anna"},"channel":{"id":"C1"},
			"container":{"type":"message","message_ts":"1.000002","channel_id":"C1","thread_ts":"1.000001"},"actions":[{` + action + `,"action_ts":"` + ts + `"}]}`
		u, err := reader().Interaction([]byte(raw))
		if err != nil || u.Event == nil {
			t.Errorf("%s: %+v, %v", action, u, err)
			continue
		}
		from := anna()
		from.Name = "anna"
		e := desk.Event{ID: "slack:tr1", At: moment, From: from, In: desk.Place{Address: address("C1", "1.000001")}, Body: desk.Pressed{
			Press: want, Message: ref("C1", "1.000001", "1.000002"), Trigger: "tr1",
		}}
		if diff := cmp.Diff(e, *u.Event); diff != "" {
			t.Errorf("%s (-want +got):\n%s", action, diff)
		}
	}
	for _, raw := range []string{
		`{"type":"block_actions","channel":{"id":"C1"},"actions":[{"action_id":"ack","value":"no ticket"}]}`,
		`{"type":"block_actions","channel":{"id":"C1"},"actions":[{"action_id":"","value":"ROM-1"}]}`,
		`{"type":"shortcut"}`, `{"type":"view_submission","view":{"callback_id":"another"}}`,
	} {
		if u, err := reader().Interaction([]byte(raw)); err != nil || u.Event != nil {
			t.Errorf("%s: %+v, %v, want nothing", raw, u.Event, err)
		}
	}
}

func TestASubmittedFormIsRead(t *testing.T) {
	raw := `{"type":"view_submission","trigger_id":"tr2","user":{"id":"U0ANNA"},"view":{"callback_id":"vakhta_form",
		"private_metadata":"{\"form\":\"wait\",\"key\":\"ROM-42\",\"chat\":\"C1\",\"thread\":\"1.000001\"}",
		"state":{"values":{"text":{"answer":{"value":"they ship it"}},"on":{"answer":{"selected_option":{"value":"vendor"}}}}}}}`
	u, err := reader().Interaction([]byte(raw))
	if err != nil || u.Event == nil {
		t.Fatalf("%+v, %v", u, err)
	}
	want := desk.Event{ID: "slack:tr2", From: anna(), In: desk.Place{Address: address("C1", "1.000001")}, Body: desk.Submitted{
		Act: desk.ActWait, Key: desk.Key{Project: "ROM", Number: 42}, Values: map[string]string{"text": "they ship it", "on": "vendor"},
	}}
	if diff := cmp.Diff(want, *u.Event); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, err := reader().Interaction([]byte(`{"type":"view_submission","view":{"callback_id":"vakhta_form","private_metadata":"?"}}`)); err == nil {
		t.Error("a form that carries nonsense is understood")
	}
}

func TestASlashCommandIsACommandOfTheDesk(t *testing.T) {
	for given, want := range map[[2]string]desk.Asked{
		{"/desk", " Status  ROM-42 "}:    {Command: "status", Args: "ROM-42", Trigger: "tr3"},
		{"/desk", ""}:                    {Trigger: "tr3"},
		{"/desk", "/my"}:                 {Command: "my", Trigger: "tr3"},
		{"/desk", "note ROM-1 a &lt; b"}: {Command: "note", Args: "ROM-1 a < b", Trigger: "tr3"},
		{"/desk", "assign\nROM-1  <@U0ANNA|anna>"}: {
			Command: "assign", Args: "ROM-1  @Anna Kim", Mentions: mentioned, Trigger: "tr3",
		},
		{"/report", "ROM week"}:         {Command: "report", Args: "ROM week", Trigger: "tr3"},
		{"/ticket", "the till is down"}: {Command: "ticket", Args: "the till is down", Trigger: "tr3"},
	} {
		raw := fmt.Appendf(nil, `{"command":%q,"text":%q,"channel_id":"C1","user_id":"U0ANNA","trigger_id":"tr3","response_url":"https://r"}`, given[0], given[1])
		u, err := reader().Command(raw)
		if err != nil || u.Event == nil || u.Respond != "https://r" {
			t.Errorf("%v: %+v, %v", given, u, err)
			continue
		}
		if diff := cmp.Diff(desk.Event{ID: "slack:tr3", From: anna(), In: desk.Place{Address: address("C1", "")}, Body: want}, *u.Event); diff != "" {
			t.Errorf("%v (-want +got):\n%s", given, diff)
		}
	}
	if u, err := reader().Command([]byte(`{}`)); err != nil || u.Event != nil {
		t.Errorf("no command at all: %+v, %v", u.Event, err)
	}
}

func TestAShortcutIsACommandOfTheDesk(t *testing.T) {
	alone := desk.Place{Address: address("U0ANNA", ""), Private: true}
	for given, want := range map[string]desk.Event{
		`"type":"shortcut","callback_id":"new_request"`: {In: alone, Body: desk.Asked{Command: "new", Trigger: "tr4"}},
		`"type":"message_action","callback_id":"make_request","channel":{"id":"C1"},"message":{"user":"U0ANNA","text":"a &lt; b"}`: {
			In: desk.Place{Address: address("C1", "")}, Body: desk.Asked{Command: "new", Args: "a < b", Trigger: "tr4"},
		},
		`"type":"message_action","callback_id":"make_request","channel":{"id":"C1"},"message":{"user":"U0JOHN","text":"a\nb"}`: {
			In: desk.Place{Address: address("C1", "")}, Body: desk.Asked{Command: "new", Args: "> a\n> b", Trigger: "tr4"},
		},
		`"type":"message_action","callback_id":"add_to","channel":{"id":"C1"},"message":{"user":"U0ANNA","text":"a","ts":"1.1","thread_ts":"1.0"}`: {
			In: desk.Place{Address: address("C1", "1.0")}, Body: desk.Asked{
				Command: "add", Answered: desk.Excerpt{Text: "a"}, ReplyTo: desk.MessageRef{Address: address("C1", "1.0"), Message: "1.1"}, Trigger: "tr4",
			},
		},
	} {
		u, err := reader().Interaction([]byte(`{"user":{"id":"U0ANNA"},"trigger_id":"tr4",` + given + `}`))
		if err != nil || u.Event == nil {
			t.Errorf("%s: %+v, %v", given, u, err)
			continue
		}
		want.ID, want.From = "slack:tr4", anna()
		if diff := cmp.Diff(want, *u.Event); diff != "" {
			t.Errorf("%s (-want +got):\n%s", given, diff)
		}
	}
	for _, nothing := range []string{
		`"type":"shortcut","callback_id":"another"`,
		`"type":"message_action","callback_id":"make_request","channel":{"id":"C1"},"message":{"user":"U0ANNA","text":" "}`,
	} {
		if u, err := reader().Interaction([]byte(`{"user":{"id":"U0ANNA"},"trigger_id":"tr4",` + nothing + `}`)); err != nil || u.Event != nil {
			t.Errorf("%s: %+v, %v", nothing, u.Event, err)
		}
	}
}

func TestATSNamesItsMoment(t *testing.T) {
	if got := updates.At(ts); !got.Equal(moment) || updates.TS(moment) != ts {
		t.Errorf("%s is %s, and %s is %s", ts, got, moment, updates.TS(moment))
	}
	for _, bad := range []string{"", "x.y", "-1.000000", "1.0000001", "99999999999999999999.1"} {
		if !updates.At(bad).IsZero() {
			t.Errorf("%q is %s, want no moment", bad, updates.At(bad))
		}
	}
}

func FuzzNoPayloadBreaksTheReader(f *testing.F) {
	f.Add(string(event(`{"type":"message","channel":"C1","user":"U0ANNA","text":"<@U0DESK> <|> <","ts":"1.1","files":[{}],"message":{}}`)))
	f.Add(`{"type":"block_actions","actions":[{"action_id":"a:b:c","value":"ROM-1","block_id":"//"}]}`)
	f.Add(`{"type":"view_submission","view":{"callback_id":"vakhta_form","private_metadata":"{}"}}`)
	f.Add(`{"command":"/desk","text":"<@U1|x> <!"}`)
	f.Fuzz(func(t *testing.T, raw string) {
		r := reader()
		for _, read := range []func([]byte) (updates.Update, error){r.Event, r.Interaction, r.Command, func(b []byte) (updates.Update, error) { return r.History("C1", b) }} {
			u, err := read([]byte(raw))
			if err == nil && u.Event != nil && (u.Event.ID == "" || u.Event.Body == nil) {
				t.Errorf("an event without an id or a body: %+v", u.Event)
			}
		}
	})
}

// An app's signing secret is the same in all workspaces that it is installed in; the bot is of one of them.
func TestAnotherWorkspaceIsNotListenedTo(t *testing.T) {
	for team, heard := range map[string]bool{"T0": true, "": true, "T0OTHER": false} {
		inner := `{"type":"message","channel":"C1","user":"U0ANNA","text":"words","ts":"` + ts + `"}`
		e, err := reader().Event(fmt.Appendf(nil, `{"type":"event_callback","event_id":"Ev1","event_time":1790000000,"team_id":%q,"event":%s}`, team, inner))
		c, wrong := reader().Command(fmt.Appendf(nil, `{"command":"/desk","text":"my","channel_id":"C1","user_id":"U0ANNA","trigger_id":"1","team_id":%q}`, team))
		if (e.Event != nil) != heard || (c.Event != nil) != heard || err != nil || wrong != nil {
			t.Errorf("of workspace %q the event %v and the command %v are heard, %v %v", team, e.Event != nil, c.Event != nil, err, wrong)
		}
	}
}
