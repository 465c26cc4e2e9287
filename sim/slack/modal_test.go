package slack_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	simslack "vakhta/sim/slack"
	"vakhta/sim/slack/widgets"
)

// form returns a modal with one input and a title.
func form(title string) slack.ModalViewRequest {
	in := slack.NewPlainTextInputBlockElement(text("What is wrong?"), "text")
	in.MaxLength = 10
	return slack.ModalViewRequest{
		Type: slack.VTModal, Title: text(title), Submit: text("Send"), CallbackID: "new", PrivateMetadata: "ROM", NotifyOnClose: true,
		Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewInputBlock("request", text("Request"), nil, in)}},
	}
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

func TestAModalIsOpenedFilledInAndSentBackWithErrors(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
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

func TestATriggerDiesAfterThreeSecondsAndAStackHoldsThree(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
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

func TestAModalMayPushAnotherAndClearThemAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
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
