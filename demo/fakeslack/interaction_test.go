package fakeslack_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"vakhta/demo/fakeslack"
	"vakhta/demo/fakeslack/ledger"
	"vakhta/demo/fakeslack/widgets"
)

func text(s string) *slack.TextBlockObject {
	return slack.NewTextBlockObject("plain_text", s, false, false)
}

// card posts a message with buttons and a menu, in a thread of its own.
func (b *bench) card(t testing.TB) fakeslack.Message {
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
		b := open(t, fakeslack.Config{})
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
		b := open(t, fakeslack.Config{})
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

func TestACommandIsAnsweredInItsAcknowledgement(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, fakeslack.Config{Commands: []string{"/desk"}})
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
		b := open(t, fakeslack.Config{})
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

// form is a modal with one input and whatever is said on top.
func form(title string) slack.ModalViewRequest {
	in := slack.NewPlainTextInputBlockElement(text("What is wrong?"), "text")
	in.MaxLength = 10
	return slack.ModalViewRequest{
		Type: slack.VTModal, Title: text(title), Submit: text("Send"), CallbackID: "new", PrivateMetadata: "ROM", NotifyOnClose: true,
		Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewInputBlock("request", text("Request"), nil, in)}},
	}
}

func TestAModalIsOpenedFilledInAndSentBackWithErrors(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, fakeslack.Config{})
		var l *listener
		say := any(nil)
		l = b.listen(func(e socketmode.Event) any {
			if callback, ok := e.Data.(slack.InteractionCallback); ok && callback.Type == slack.InteractionTypeViewSubmission {
				return say
			}
			return nil
		})
		if err := b.anna.UsesShortcut("new"); err != nil {
			t.Fatal(err)
		}
		trigger := l.interactions()[0].TriggerID
		opened, err := b.bot.OpenView(trigger, form("New"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.bot.OpenView(trigger, form("New")); code(err) != "exchanged_trigger_id" {
			t.Errorf("the trigger twice: %q", code(err))
		}
		for _, values := range []map[string]string{{}, {"Request": "longer than ten"}} {
			if _, err := b.anna.SubmitsModal(values); !errors.Is(err, widgets.ErrIncomplete) {
				t.Errorf("a client sent %v: %v", values, err)
			}
		}
		say = slack.NewErrorsViewSubmissionResponse(map[string]string{"request": "too short"})
		sent := must(b.anna.SubmitsModal(map[string]string{"Request": "help"}))(t)
		if sent.Errors["request"] != "too short" || sent.Closed {
			t.Errorf("after errors: %+v", sent)
		}
		say = slack.NewUpdateViewSubmissionResponse(new(form("Again")))
		must(b.anna.SubmitsModal(map[string]string{"request": "help"}))(t)
		if v, ok := b.anna.Modal(); !ok || !strings.Contains(string(v.Body), "Again") || v.ID != opened.ID {
			t.Errorf("after an update: %+v", v)
		}
		say = nil
		if sent := must(b.anna.SubmitsModal(map[string]string{"text": "help"}))(t); !sent.Closed {
			t.Errorf("after a plain acknowledgement: %+v", sent)
		}
		all := l.interactions()
		last := all[len(all)-1].View
		if last.PrivateMetadata != "ROM" || last.State.Values["request"]["text"].Value != "help" {
			t.Errorf("the submission: %+v", last.State)
		}
		if _, ok := b.anna.Modal(); ok {
			t.Error("the modal is still open")
		}
		say = slack.NewErrorsViewSubmissionResponse(map[string]string{"no-such-block": "x"})
		b.reopen(t, l)
		if _, err := b.anna.SubmitsModal(map[string]string{"text": "help"}); err == nil || len(b.Violations()) != 1 {
			t.Errorf("errors for no block: %v, violations %v", err, b.Violations())
		}
		if err := b.anna.ClosesModal(true); err != nil {
			t.Fatal(err)
		}
		all = l.interactions()
		if got := all[len(all)-1]; got.Type != slack.InteractionTypeViewClosed || !got.IsCleared {
			t.Errorf("the close: %+v", got.Type)
		}
	})
}

func (b *bench) reopen(t testing.TB, l *listener) {
	t.Helper()
	if err := b.anna.UsesShortcut("new"); err != nil {
		t.Fatal(err)
	}
	all := l.interactions()
	if _, err := b.bot.OpenView(all[len(all)-1].TriggerID, form("New")); err != nil {
		t.Fatal(err)
	}
}

func TestATriggerDiesAfterThreeSecondsAndAStackHoldsThree(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, fakeslack.Config{})
		l := b.listen(nil)
		trigger := func() string {
			if err := b.anna.UsesShortcut("new"); err != nil {
				t.Fatal(err)
			}
			all := l.interactions()
			return all[len(all)-1].TriggerID
		}
		old := trigger()
		time.Sleep(3*time.Second + time.Millisecond)
		if _, err := b.bot.OpenView(old, form("New")); code(err) != "expired_trigger_id" {
			t.Errorf("after three seconds: %q", code(err))
		}
		if _, err := b.bot.OpenView("1.2.3", form("New")); code(err) != "invalid_trigger_id" {
			t.Errorf("an invented trigger: %q", code(err))
		}
		bad := form(strings.Repeat("x", 25))
		if _, err := b.bot.OpenView(trigger(), bad); code(err) != "invalid_arguments" {
			t.Errorf("a title too long: %q", code(err))
		}
		first, err := b.bot.OpenView(trigger(), form("New"))
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range []string{"", "", "push_limit_reached"} {
			if _, err := b.bot.PushView(trigger(), form(fmt.Sprint(i))); code(err) != want {
				t.Errorf("push %d: %q, want %q", i, code(err), want)
			}
		}
		if _, err := b.bot.UpdateView(form("Newer"), "", first.Hash, first.ID); err != nil {
			t.Error(err)
		}
		if _, err := b.bot.UpdateView(form("Newest"), "", first.Hash, first.ID); code(err) != "hash_conflict" {
			t.Errorf("an old hash: %q", code(err))
		}
	})
}

func TestAHomeTabIsPublishedAndPressed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, fakeslack.Config{})
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
		b := open(t, fakeslack.Config{})
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

func TestAModalMayPushAnotherAndClearThemAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, fakeslack.Config{})
		say := any(slack.NewPushViewSubmissionResponse(new(form("Second"))))
		l := b.listen(func(e socketmode.Event) any {
			if callback, ok := e.Data.(slack.InteractionCallback); ok && callback.Type == slack.InteractionTypeViewSubmission {
				return say
			}
			return nil
		})
		b.reopen(t, l)
		first, _ := b.anna.Modal()
		must(b.anna.SubmitsModal(map[string]string{"text": "a"}))(t)
		if second, _ := b.anna.Modal(); second.Previous != first.ID || second.Root != first.ID {
			t.Errorf("on top of %s lies %+v", first.ID, second)
		}
		say = slack.NewClearViewSubmissionResponse()
		must(b.anna.SubmitsModal(map[string]string{"text": "b"}))(t)
		if v, ok := b.anna.Modal(); ok {
			t.Errorf("still open: %+v", v)
		}
	})
}
