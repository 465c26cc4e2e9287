package slack_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/slack-go/slack"

	simslack "vakhta/sim/slack"
	"vakhta/sim/slack/workspace"
)

// code returns what Slack called the refusal.
func code(err error) string {
	if refused, ok := errors.AsType[slack.SlackErrorResponse](err); ok {
		return refused.Err
	}
	if err != nil {
		return "other: " + err.Error()
	}
	return ""
}

func TestPostingIsRefusedInSlacksWords(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		b.Open(workspace.Channel{ID: "C0ELSE", Name: "elsewhere"})
		b.Open(workspace.Channel{ID: "G0ELSE", Name: "secret", Kind: workspace.Private})
		b.Channel("C0OLD", "old")
		if err := b.In("C0OLD").Archive("U0ANNA"); err != nil {
			t.Fatal(err)
		}
		text := slack.MsgOptionText("hi", false)
		long := slack.NewHeaderBlock(slack.NewTextBlockObject("plain_text", strings.Repeat("x", 151), false, false))
		for name, c := range map[string]struct {
			channel, want string
			options       []slack.MsgOption
		}{
			"nowhere":                  {"C0NONE", "channel_not_found", []slack.MsgOption{text}},
			"nobody":                   {"U0NONE", "channel_not_found", []slack.MsgOption{text}},
			"not a member":             {"C0ELSE", "not_in_channel", []slack.MsgOption{text}},
			"a private channel unseen": {"G0ELSE", "channel_not_found", []slack.MsgOption{text}},
			"archived":                 {"C0OLD", "is_archived", []slack.MsgOption{text}},
			"nothing to say":           {"C0L1", "no_text", []slack.MsgOption{slack.MsgOptionText(" ", false)}},
			"blocks out of bounds":     {"C0L1", "invalid_blocks", []slack.MsgOption{text, slack.MsgOptionBlocks(long)}},
			"a thread that is not":     {"C0L1", "thread_not_found", []slack.MsgOption{text, slack.MsgOptionTS("1.000001")}},
			"metadata without a name":  {"C0L1", "invalid_metadata_format", []slack.MsgOption{text, slack.MsgOptionMetadata(slack.SlackMetadata{})}},
			"fine":                     {"C0L1", "", []slack.MsgOption{text}},
			"fine in private":          {"U0ANNA", "", []slack.MsgOption{text}},
		} {
			if _, _, err := b.bot.PostMessage(c.channel, c.options...); code(err) != c.want {
				t.Errorf("%s: got %q, want %q", name, code(err), c.want)
			}
		}
		_, _, err := b.bot.PostMessage("C0L1", text, slack.MsgOptionBlocks(long))
		refused, _ := errors.AsType[slack.SlackErrorResponse](err)
		if got := strings.Join(refused.ResponseMetadata.Messages, ""); !strings.Contains(got, "[json-pointer:/blocks/0/text/text]") {
			t.Errorf("messages of the refusal: %q", got)
		}
	})
}

func TestALongTextComesOutAsSeveralMessages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		for length, want := range map[int][]int{4040: {4040}, 4041: {4000, 41}, 8000: {4000, 4000}, 41_000: slices.Repeat([]int{4000}, 10)} {
			room := b.Channel("C"+strings.Repeat("X", length/4000+length%4000), "x")
			if _, _, err := b.bot.PostMessage(room.ID, slack.MsgOptionText(strings.Repeat("ж", length), false)); err != nil {
				t.Fatal(err)
			}
			var got []int
			for _, m := range room.Messages() {
				got = append(got, len([]rune(m.Text)))
			}
			if !slices.Equal(got, want) {
				t.Errorf("%d characters came out as %v, want %v", length, got, want)
			}
		}
	})
}

func TestOnlyOwnMessagesChangeAndTextAloneTakesTheBlocksAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		hers := must(b.anna.Says("C0L1", "mine"))(t)
		if _, _, _, err := b.bot.UpdateMessage("C0L1", hers.TS, slack.MsgOptionText("x", false)); code(err) != "cant_update_message" {
			t.Errorf("changing hers: %q", code(err))
		}
		if _, _, err := b.bot.DeleteMessage("C0L1", hers.TS); code(err) != "cant_delete_message" {
			t.Errorf("deleting hers: %q", code(err))
		}
		_, ts, err := b.bot.PostMessage("C0L1", slack.MsgOptionText("card", false), slack.MsgOptionBlocks(slack.NewDividerBlock()))
		if err != nil {
			t.Fatal(err)
		}
		if card := must(b.In("C0L1").Message(ts))(t); card.Blocks == nil {
			t.Error("the card lost its blocks")
		}
		if _, _, _, err := b.bot.UpdateMessage("C0L1", ts, slack.MsgOptionText("plain", false)); err != nil {
			t.Fatal(err)
		}
		if card := must(b.In("C0L1").Message(ts))(t); card.Blocks != nil || card.Text != "plain" {
			t.Errorf("after a text without blocks: %+v", card)
		}
		if _, _, _, err := b.bot.UpdateMessage("C0L1", ts, slack.MsgOptionText(strings.Repeat("x", 4001), false)); code(err) != "msg_too_long" {
			t.Errorf("a long edit: %q", code(err))
		}
		if _, _, err := b.bot.DeleteMessage("C0L1", ts); err != nil {
			t.Fatal(err)
		}
		if _, _, _, err := b.bot.UpdateMessage("C0L1", ts, slack.MsgOptionText("x", false)); code(err) != "message_not_found" {
			t.Errorf("changing what is gone: %q", code(err))
		}
	})
}

func TestWhatWasPostedIsFoundAgainByItsMetadata(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		asked := must(b.anna.Says("C0L1", "help"))(t)
		stamp := slack.SlackMetadata{EventType: "notice", EventPayload: map[string]any{"key": "ROM-1/card"}}
		for range 5 {
			if _, _, err := b.bot.PostMessage("C0L1", slack.MsgOptionText("x", false), slack.MsgOptionMetadata(stamp), slack.MsgOptionTS(asked.TS)); err != nil {
				t.Fatal(err)
			}
		}
		var found, pages int
		for cursor := ""; pages == 0 || cursor != ""; pages++ {
			messages, _, next, err := b.bot.GetConversationReplies(&slack.GetConversationRepliesParameters{ChannelID: "C0L1", Timestamp: asked.TS, Limit: 2, Cursor: cursor, IncludeAllMetadata: true})
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range messages {
				if m.Metadata.EventPayload["key"] == "ROM-1/card" {
					found++
				}
			}
			cursor = next
		}
		if found != 5 || pages != 3 {
			t.Errorf("found %d stamped messages on %d pages, want 5 on 3", found, pages)
		}
		history, err := b.bot.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: "C0L1"})
		if err != nil || len(history.Messages) != 1 || history.Messages[0].ReplyCount != 5 {
			t.Errorf("history shows the thread's parent alone: %+v, %v", history, err)
		}
	})
}

func TestPeopleAndChannelsAreDescribed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		b.UserGroup("S0OPS", "U0ANNA")
		anna, err := b.bot.GetUserInfo("U0ANNA")
		if err != nil || anna.TZ != "Europe/Moscow" || anna.TZOffset != 3*3600 || anna.Locale != "ru-RU" || anna.RealName != "Anna Kim" {
			t.Errorf("Anna: %+v, %v", anna, err)
		}
		if _, err := b.bot.GetUserInfo("U0NONE"); code(err) != "user_not_found" {
			t.Errorf("nobody: %q", code(err))
		}
		who, err := b.bot.AuthTest()
		if err != nil || who.UserID != "U0DESK" || who.BotID != "B0DESK" {
			t.Errorf("the bot itself: %+v, %v", who, err)
		}
		channel, err := b.bot.GetConversationInfo(&slack.GetConversationInfoInput{ChannelID: "C0L1"})
		if err != nil || channel.Name != "first-line" || !channel.IsMember || channel.IsArchived {
			t.Errorf("the channel: %+v, %v", channel, err)
		}
		inside, _, err := b.bot.GetUsersInConversation(&slack.GetUsersInConversationParameters{ChannelID: "C0L1"})
		if err != nil || !slices.Equal(inside, []string{"U0ANNA", "U0BORIS", "U0DESK"}) {
			t.Errorf("members: %v, %v", inside, err)
		}
		direct, _, _, err := b.bot.OpenConversation(&slack.OpenConversationParameters{Users: []string{"U0ANNA"}})
		if err != nil || !strings.HasPrefix(direct.ID, "D") {
			t.Errorf("a direct conversation: %+v, %v", direct, err)
		}
		ops, err := b.bot.GetUserGroupMembers("S0OPS")
		if err != nil || !slices.Equal(ops, []string{"U0ANNA"}) {
			t.Errorf("the group: %v, %v", ops, err)
		}
		everyone, err := b.bot.GetUsers()
		if err != nil || len(everyone) != 3 {
			t.Errorf("%d people, %v", len(everyone), err)
		}
		all, _, err := b.bot.GetConversations(&slack.GetConversationsParameters{})
		if err != nil || len(all) != 1 {
			t.Errorf("%d public channels, %v", len(all), err)
		}
	})
}

func TestReactionsAreCountedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		m := must(b.anna.Says("C0L1", "hello"))(t)
		at := slack.NewRefToMessage("C0L1", m.TS)
		for _, step := range []struct {
			err  error
			want string
		}{
			{b.bot.AddReaction("eyes", at), ""},
			{b.bot.AddReaction("eyes", at), "already_reacted"},
			{b.bot.AddReaction("not an emoji", at), "invalid_name"},
			{b.bot.RemoveReaction("tada", at), "no_reaction"},
			{b.bot.AddReaction("eyes", slack.NewRefToMessage("C0L1", "1.000001")), "message_not_found"},
			{b.bot.RemoveReaction("eyes", at), ""},
		} {
			if code(step.err) != step.want {
				t.Errorf("got %q, want %q", code(step.err), step.want)
			}
		}
	})
}

func TestEphemeralsReachOneMemberAndNobodyElse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		b.User("U0EVE", "Eve", simslack.Opts{})
		ts, err := b.bot.PostEphemeral("C0L1", "U0ANNA", slack.MsgOptionText("only you", false))
		if err != nil {
			t.Fatal(err)
		}
		if got := b.anna.Ephemerals(); len(got) != 1 || got[0].Text != "only you" || len(b.boris.Ephemerals()) != 0 {
			t.Errorf("Anna sees %+v, Boris sees %+v", got, b.boris.Ephemerals())
		}
		if _, _, _, err := b.bot.UpdateMessage("C0L1", ts, slack.MsgOptionText("x", false)); code(err) != "message_not_found" {
			t.Errorf("an ephemeral message was changed: %q", code(err))
		}
		if _, err := b.bot.PostEphemeral("C0L1", "U0EVE", slack.MsgOptionText("x", false)); code(err) != "user_not_in_channel" {
			t.Errorf("to somebody outside: %q", code(err))
		}
	})
}

func TestHistoryIsReadBetweenTwoMoments(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		var said []simslack.Message
		for _, words := range []string{"a", "b", "c", "d"} {
			said = append(said, must(b.anna.Says("C0L1", words))(t))
		}
		between := func(oldest, latest string, inclusive bool) string {
			t.Helper()
			page, err := b.bot.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: "C0L1", Oldest: oldest, Latest: latest, Inclusive: inclusive})
			if err != nil {
				t.Fatal(err)
			}
			var out strings.Builder
			for _, m := range page.Messages {
				out.WriteString(m.Text)
			}
			return out.String()
		}
		if got := between(said[0].TS, said[3].TS, false); got != "cb" {
			t.Errorf("between the first and the last: %q", got)
		}
		if got := between(said[1].TS, "", true); got != "dcb" {
			t.Errorf("from the second on: %q", got)
		}
		link, err := b.bot.GetPermalink(&slack.PermalinkParameters{Channel: "C0L1", Ts: said[0].TS})
		if err != nil || !strings.HasPrefix(link, "https://shop.slack.com/archives/C0L1/p") {
			t.Errorf("the address of a message: %q, %v", link, err)
		}
	})
}
