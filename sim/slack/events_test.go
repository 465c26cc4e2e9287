package slack_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	simslack "vakhta/sim/slack"
	"vakhta/sim/slack/workspace"
)

func TestTheBotHearsWhatHappensWhereItIs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		b.Open(workspace.Channel{ID: "C0ELSE", Name: "elsewhere", Members: []string{"U0ANNA"}})
		l := b.listen(nil)
		must(b.anna.Says("C0ELSE", "unheard"))(t)
		m := must(b.anna.DM("heard"))(t)
		if err := b.anna.Edits(m, "heard better"); err != nil {
			t.Fatal(err)
		}
		if err := b.anna.Unfurls(m); err != nil {
			t.Fatal(err)
		}
		if err := b.anna.Reacts(m, "eyes"); err != nil {
			t.Fatal(err)
		}
		if err := b.anna.Unreacts(m, "eyes"); err != nil {
			t.Fatal(err)
		}
		if err := b.anna.Deletes(m); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		want := strings.Join([]string{
			"message", "message:message_changed", "message:message_changed",
			"reaction_added", "reaction_removed", "message:message_deleted",
		}, " ")
		if got := l.kinds(); got != want {
			t.Errorf("heard %q, want %q", got, want)
		}
		events := l.inner()
		first := events[0].InnerEvent.Data.(*slackevents.MessageEvent)
		if first.ChannelType != "im" || !strings.HasPrefix(first.Channel, "D") || first.BotID != "" {
			t.Errorf("a direct message: %+v", first)
		}
		edit := events[1].InnerEvent.Data.(*slackevents.MessageEvent)
		if edit.Message.Text != "heard better" || edit.Message.Edited == nil || edit.PreviousMessage.Text != "heard" || edit.Message.Timestamp != m.TS {
			t.Errorf("an edit: %+v", edit.Message)
		}
		seen := map[string]bool{}
		for _, e := range events {
			id := e.Data.(*slackevents.EventsAPICallbackEvent).EventID
			if seen[id] {
				t.Errorf("event id %s came twice", id)
			}
			seen[id] = true
		}
	})
}

func TestAnUnfurlIsNoEdit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		m := must(b.anna.Says("C0L1", "see https://example.com/"))(t)
		if err := b.anna.Unfurls(m); err != nil {
			t.Fatal(err)
		}
		if now := must(b.In("C0L1").Message(m.TS))(t); now.EditedTS != "" || now.Text != m.Text || now.Attachments == nil {
			t.Errorf("after an unfurl: %+v", now)
		}
	})
}

func TestADeletedParentLeavesATombstoneOverItsThread(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		parent := must(b.anna.Says("C0L1", "parent"))(t)
		reply := must(b.boris.RepliesInThread(parent, "reply"))(t)
		l := b.listen(nil)
		if err := b.anna.Deletes(parent); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		event := l.inner()[0].InnerEvent.Data.(*slackevents.MessageEvent)
		if event.SubType != "message_changed" || event.Message.SubType != "tombstone" {
			t.Errorf("told as %s of %s", event.SubType, event.Message.SubType)
		}
		if thread := b.In("C0L1").Thread(parent); len(thread) != 1 || thread[0].TS != reply.TS {
			t.Errorf("the thread: %+v", thread)
		}
	})
}

func TestAReplyToAReplyStaysInTheSameThread(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		parent := must(b.anna.Says("C0L1", "parent"))(t)
		first := must(b.boris.RepliesInThread(parent, "first"))(t)
		second := must(b.anna.RepliesInThread(first, "second"))(t)
		loud := must(b.anna.RepliesAloud(parent, "loud"))(t)
		if second.ThreadTS != parent.TS || loud.ThreadTS != parent.TS {
			t.Errorf("threads %s and %s, want %s", second.ThreadTS, loud.ThreadTS, parent.TS)
		}
		if last, _ := b.In("C0L1").Last(); last.TS != loud.TS {
			t.Errorf("the channel ends with %+v", last)
		}
		if _, _, err := b.bot.PostMessage("C0L1", slack.MsgOptionText("x", false), slack.MsgOptionTS(first.TS)); err != nil {
			t.Fatal(err)
		}
		if got := b.Violations(); len(got) != 1 || !strings.Contains(got[0], "is a reply") {
			t.Errorf("violations %v", got)
		}
	})
}

func TestTheLifeOfAChannelIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		l := b.listen(nil)
		room := b.In("C0L1")
		b.User("U0EVE", "Eve", simslack.Opts{})
		for _, err := range []error{
			room.Invite("U0EVE", "U0ANNA"), room.Rename("desk"), room.Archive("U0ANNA"), room.Unarchive("U0ANNA"), room.Remove("U0DESK"),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
		b.User("U0EVE", "Eva", simslack.Opts{})
		must(b.anna.Says("C0L1", "is the bot still here?"))(t)
		synctest.Wait()
		want := "member_joined_channel channel_rename channel_archive channel_unarchive channel_left user_change"
		if got := l.kinds(); got != want {
			t.Errorf("heard %q, want %q", got, want)
		}
	})
}

func TestOnlySubscribedEventsAreTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{Events: []string{"app_mention"}})
		l := b.listen(nil)
		must(b.anna.Mentions("C0L1", "hi"))(t)
		synctest.Wait()
		if got := l.kinds(); got != "app_mention" {
			t.Errorf("heard %q", got)
		}
	})
}

func TestSomebodyFromAnotherCompanyIsMarked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		guest := b.User("U0EXT", "Ext", simslack.Opts{TeamID: "T0OTHER"})
		b.Open(workspace.Channel{ID: "C0SHARED", Name: "shared", Shared: true, Members: []string{"U0EXT", "U0DESK"}})
		l := b.listen(nil)
		must(guest.Says("C0SHARED", "hi"))(t)
		synctest.Wait()
		outer := l.inner()[0].Data.(*slackevents.EventsAPICallbackEvent)
		inner := l.inner()[0].InnerEvent.Data.(*slackevents.MessageEvent)
		if !outer.IsExtSharedChannel || inner.UserTeam != "T0OTHER" {
			t.Errorf("shared %v, team %q", outer.IsExtSharedChannel, inner.UserTeam)
		}
		if info, err := b.bot.GetUserInfo("U0EXT"); err != nil || !info.IsStranger {
			t.Errorf("the stranger: %+v, %v", info, err)
		}
	})
}
