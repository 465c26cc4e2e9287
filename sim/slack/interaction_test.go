package slack_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	simslack "vakhta/sim/slack"
	"vakhta/sim/slack/ledger"
	"vakhta/sim/slack/widgets"
)

func text(s string) *slack.TextBlockObject {
	return slack.NewTextBlockObject("plain_text", s, false, false)
}

// card posts a message with buttons and a menu, in a thread of its own.
func (b *bench) card(t testing.TB) simslack.Message {
	t.Helper()
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, text("Priority"), "priority",
		slack.NewOptionBlockObject("P1", text("Critical"), nil), slack.NewOptionBlockObject("P4", text("Low"), nil))
	buttons := slack.NewActionBlock("buttons", slack.NewButtonBlockElement("ack", "ROM-1", text("Take")), menu,
		slack.NewOverflowBlockElement("more", slack.NewOptionBlockObject("merge", text("Merge"), nil)))
	_, ts, err := b.bot.PostMessage("C0L1", slack.MsgOptionText("ROM-1", false), slack.MsgOptionBlocks(buttons))
	if err != nil {
		t.Fatal(err)
	}
	return must(b.In("C0L1").Message(ts))(t)
}

func TestAPressCarriesTheStoredMessageAndComesBackAcknowledged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		l := b.listen(nil)
		card := b.card(t)
		must(b.boris.RepliesInThread(card, "looking"))(t)
		for _, step := range []error{b.anna.Presses(card, "take"), b.anna.Selects(card, "priority", "critical"), b.anna.Selects(card, "more", "merge")} {
			if step != nil {
				t.Fatal(step)
			}
		}
		synctest.Wait()
		seen := l.interactions()
		press := seen[0].ActionCallback.BlockActions[0]
		if press.ActionID != "ack" || press.Value != "ROM-1" || press.BlockID != "buttons" || press.ActionTs == "" {
			t.Errorf("the press: %+v", press)
		}
		if got := seen[0]; got.User.ID != "U0ANNA" || got.Channel.ID != "C0L1" || got.Message.Timestamp != card.TS || got.Container.MessageTs != card.TS || got.Container.ThreadTs != card.TS || got.Message.ReplyCount != 1 {
			t.Errorf("where it was pressed: %+v", got.Container)
		}
		choice := seen[1].BlockActionState.Values["buttons"]["priority"]
		if seen[1].ActionCallback.BlockActions[0].SelectedOption.Value != "P1" || choice.SelectedOption.Value != "P1" {
			t.Errorf("the choice: %+v", choice)
		}
		if seen[2].ActionCallback.BlockActions[0].SelectedOption.Value != "merge" {
			t.Errorf("the overflow: %+v", seen[2].ActionCallback.BlockActions[0])
		}
	})
}

func TestAButtonThatIsGoneCanOnlyBePressedLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		l := b.listen(nil)
		card := b.card(t)
		if _, _, _, err := b.bot.UpdateMessage("C0L1", card.TS, slack.MsgOptionText("taken", false)); err != nil {
			t.Fatal(err)
		}
		if err := b.anna.Presses(card, "ack"); !errors.Is(err, widgets.ErrAbsent) {
			t.Errorf("pressing what is gone: %v", err)
		}
		if err := b.anna.PressesLate(card, "ack", ""); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if got := l.interactions(); len(got) != 1 || got[0].ActionCallback.BlockActions[0].Value != "ROM-1" {
			t.Errorf("the late press: %+v", got)
		}
	})
}

func TestAShortcutThatTheAppDoesNotHaveIsNotOffered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{Shortcuts: []string{"new"}})
		m := must(b.anna.Says("C0L1", "the till is down"))(t)
		for _, err := range []error{b.anna.UsesShortcut("dance"), b.anna.UsesMessageShortcut(m, "dance")} {
			if !errors.Is(err, widgets.ErrAbsent) {
				t.Errorf("a shortcut of nobody: %v", err)
			}
		}
	})
}

func TestACommandIsAnsweredInItsAcknowledgement(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{Commands: []string{"/desk"}})
		var asked slack.SlashCommand
		l := b.listen(func(e socketmode.Event) any {
			asked, _ = e.Data.(slack.SlashCommand)
			return map[string]any{"text": "nothing open"}
		})
		answer := must(b.anna.Slash("/desk", "my <tickets>", "C0L1"))(t)
		if answer.Whisper == nil || answer.Whisper.Text != "nothing open" || len(b.anna.Ephemerals()) != 1 {
			t.Errorf("the answer: %+v", answer)
		}
		if asked.Text != "my &lt;tickets&gt;" || asked.Command != "/desk" || asked.ChannelName != "first-line" || asked.TriggerID == "" {
			t.Errorf("the command: %+v", asked)
		}
		if _, err := b.anna.Slash("/dance", "", "C0L1"); !errors.Is(err, ledger.RefusedError("invalid_command")) {
			t.Errorf("a command of nobody: %v", err)
		}
		l.hush(true)
		begun := time.Now()
		if _, err := b.anna.Slash("/desk", "", "C0L1"); err == nil || time.Since(begun) != 3*time.Second {
			t.Errorf("without an acknowledgement: %v after %v", err, time.Since(begun))
		}
	})
}

func TestAResponseURLWorksFiveTimesWithinHalfAnHour(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		l := b.listen(nil)
		card := b.card(t)
		link := func() string {
			if err := b.anna.Presses(card, "ack"); err != nil {
				t.Fatal(err)
			}
			all := l.interactions()
			return all[len(all)-1].ResponseURL
		}
		send := func(url, body string) int {
			t.Helper()
			req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			resp, err := b.client.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			_ = resp.Body.Close()
			return resp.StatusCode
		}
		first := link()
		for i, body := range []string{`{"text":"for you"}`, `{"text":"for all","response_type":"in_channel"}`, `{"text":"changed","replace_original":true}`, `{"text":"4"}`, `{"text":"5"}`} {
			if got := send(first, body); got != http.StatusOK {
				t.Errorf("use %d: status %d", i+1, got)
			}
		}
		if got := send(first, `{"text":"6"}`); got != http.StatusNotFound {
			t.Errorf("the sixth use: %d", got)
		}
		if now := must(b.In("C0L1").Message(card.TS))(t); now.Text != "changed" || now.Blocks != nil {
			t.Errorf("the replaced card: %+v", now)
		}
		if len(b.anna.Ephemerals()) != 3 || len(b.In("C0L1").Messages()) != 2 {
			t.Errorf("%d ephemeral, %d in the channel", len(b.anna.Ephemerals()), len(b.In("C0L1").Messages()))
		}
		card = b.card(t)
		late := link()
		time.Sleep(30*time.Minute + time.Second)
		if got := send(late, `{"text":"late"}`); got != http.StatusNotFound {
			t.Errorf("after half an hour: %d", got)
		}
	})
}

func TestAHomeTabIsPublishedAndPressed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		l := b.listen(nil)
		home := slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewActionBlock("b", slack.NewButtonBlockElement("new", "", text("New request")))}}}
		if _, err := b.bot.PublishView("U0ANNA", home, ""); err != nil {
			t.Fatal(err)
		}
		if err := b.anna.OpensHome(); err != nil {
			t.Fatal(err)
		}
		if err := b.anna.PressesHome("New request", ""); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if got := l.kinds(); got != "app_home_opened" {
			t.Errorf("heard %q", got)
		}
		if got := l.interactions(); len(got) != 1 || got[0].View.Type != slack.VTHomeTab {
			t.Errorf("the press: %+v", got)
		}
	})
}

func TestEphemeralCardsShortcutsAndMenusOfPeopleWorkToo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		l := b.listen(nil)
		m := must(b.boris.Says("C0L1", "please make this a ticket"))(t)
		if err := b.anna.UsesMessageShortcut(m, "ticket"); err != nil {
			t.Fatal(err)
		}
		people := slack.NewActionBlock("b", slack.NewOptionsSelectBlockElement(slack.OptTypeUser, text("Who?"), "assign"))
		if _, err := b.bot.PostEphemeral("C0L1", "U0ANNA", slack.MsgOptionText("who?", false), slack.MsgOptionBlocks(people)); err != nil {
			t.Fatal(err)
		}
		if err := b.anna.PressesEphemeral(b.anna.Ephemerals()[0], "assign", "U0BORIS"); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		seen := l.interactions()
		if got := seen[0]; got.CallbackID != "ticket" || got.Message.Text != m.Text || got.MessageTs != m.TS {
			t.Errorf("the shortcut: %+v", got)
		}
		if got := seen[1]; got.ActionCallback.BlockActions[0].SelectedUser != "U0BORIS" || !got.Container.IsEphemeral || got.Message.Timestamp != "" {
			t.Errorf("the choice: %+v", got)
		}
	})
}
