package slack_test

import (
	"strings"
	"testing"
	"time"

	"vakhta/adapters/slack"
	"vakhta/desk"
	simslack "vakhta/sim/slack"
	"vakhta/sim/slack/workspace"
)

func TestASlashCommandIsAnsweredInItsAcknowledgement(t *testing.T) {
	bubble(t, slack.Config{}, func(b *bench) {
		t := b.t
		b.diary.answer(func(desk.Event) (desk.Reply, error) { return desk.Reply{Toast: "All is well <!here>."}, nil })
		said := must(b.anna.Slash("/desk", "status ROM-42", "C0LOST"))(t)
		if said.Whisper == nil || !strings.Contains(words(said.Whisper.Blocks), "All is well <!here>.") {
			t.Errorf("Anna is told %+v", said)
		}
		_, asked := last[desk.Asked](t, b.diary)
		if asked.Command != "status" || asked.Args != "ROM-42" || !asked.Message.IsZero() {
			t.Errorf("asked %+v", asked)
		}
	})
}

func TestAnAnswerTooLargeOrTooLateTakesTheResponseURL(t *testing.T) {
	bubble(t, slack.Config{}, func(b *bench) {
		t := b.t
		big := desk.Card{Title: "Queue", Quote: strings.Repeat("<ticket> 😀 ", 1000), Lines: []string{strings.Repeat("я", 2900)}}
		for i := range 9 {
			big.Fields = append(big.Fields, desk.Field{Label: "f", Value: strings.Repeat("<", 1900+i)})
		}
		b.diary.answer(func(desk.Event) (desk.Reply, error) { return desk.Reply{Card: &big}, nil })
		if said := must(b.anna.Slash("/desk", "queue", "C0LOST"))(t); said.Whisper != nil {
			t.Errorf("the acknowledgement says %d bytes", len(said.Whisper.Blocks))
		}
		b.pass(time.Second)
		if got := b.anna.Ephemerals(); len(got) != 1 || !strings.Contains(words(got[0].Blocks), "Queue") {
			t.Errorf("Anna sees %d answers", len(got))
		}
		b.diary.answer(func(desk.Event) (desk.Reply, error) {
			time.Sleep(4 * time.Second) // of the bubble: longer than Slack waits for an answer
			return desk.Reply{Toast: "at last"}, nil
		})
		if _, err := b.anna.Slash("/desk", "my", "C0L1"); err == nil {
			t.Error("Slack waited longer than it does")
		}
		b.pass(5 * time.Second)
		got := b.anna.Ephemerals()
		if shown := words(got[len(got)-1].Blocks); shown != "at last" {
			t.Errorf("Anna sees %q", shown)
		}
	})
}

func TestAPressIsAnsweredToTheOneWhoPressed(t *testing.T) {
	bubble(t, slack.Config{}, func(b *bench) {
		t := b.t
		b.diary.answer(func(desk.Event) (desk.Reply, error) { return desk.Reply{Toast: "Taken."}, nil })
		at := must(b.adapter.Post(t.Context(), channel("C0L1"), pressable(desk.ActAck), "k"))(t)
		m := must(b.In("C0L1").Message(at.Message))(t)
		try(t, b.anna.Presses(m, "ack"))
		b.pass(time.Second)
		_, press := last[desk.Pressed](t, b.diary)
		if want := (desk.Press{Action: desk.ActAck, Key: desk.Key{Project: "ROM", Number: 42}, Rev: 7}); press.Press != want {
			t.Errorf("pressed %+v, want %+v", press.Press, want)
		}
		if got := b.anna.Ephemerals(); len(got) != 1 || words(got[0].Blocks) != "Taken." {
			t.Errorf("Anna sees %+v", got)
		}
		b.FailNext("chat.postEphemeral", simslack.Fault{Code: "user_not_in_channel"})
		try(t, b.anna.Presses(m, "ack"))
		b.pass(time.Second)
		if got := b.anna.Ephemerals(); len(got) != 2 {
			t.Errorf("Anna sees %d answers, want the second one, too", len(got))
		}
	})
}

func TestAFormIsOpenedAndRead(t *testing.T) {
	bubble(t, slack.Config{}, func(b *bench) {
		t := b.t
		key := desk.Key{Project: "ROM", Number: 42}
		b.diary.answer(func(e desk.Event) (desk.Reply, error) {
			if _, filled := e.Body.(desk.Submitted); filled {
				return desk.Reply{Toast: "Sent."}, nil
			}
			return desk.Reply{Form: &desk.Form{Act: desk.ActReply, Key: key, Title: "Reply", Submit: "Send", Cancel: "Cancel",
				Fields: []desk.FormField{{Name: "text", Label: "To the customer", Hint: "They read it as it is."}}}}, nil
		})
		at := must(b.adapter.Post(t.Context(), channel("C0L1"), pressable(desk.ActReply), "k"))(t)
		try(t, b.anna.Presses(must(b.In("C0L1").Message(at.Message))(t), "reply"))
		b.pass(time.Second)
		done := must(b.anna.SubmitsModal(map[string]string{"text": "On it <!channel>"}))(t)
		b.pass(time.Second)
		e, form := last[desk.Submitted](t, b.diary)
		if !done.Closed || form.Act != desk.ActReply || form.Key != key || form.Values["text"] != "On it <!channel>" || e.In.Chat != "C0L1" {
			t.Errorf("submitted %+v in %+v", form, e.In)
		}
		if got := b.anna.Ephemerals(); len(got) != 1 || words(got[0].Blocks) != "Sent." {
			t.Errorf("Anna sees %+v", got)
		}
		must(b.anna.Slash("/ticket", "", "C0L1"))(t)
		b.pass(time.Second)
		if _, open := b.anna.Modal(); !open {
			t.Error("a slash command opens no form")
		}
	})
}

func TestCheckSaysHowToMendWhatIsWrong(t *testing.T) {
	bubble(t, slack.Config{}, func(b *bench) {
		t := b.t
		b.Open(workspace.Channel{ID: "C0OLD", Name: "old", Kind: workspace.Public, Members: []string{"U0DESK"}, Archived: true})
		d := &desk.Desk{
			Teams:    map[string]*desk.Team{"one": {Channel: channel("C0L1")}, "two": {Channel: channel("C0OLD")}},
			Projects: map[string]*desk.Project{"ROM": {Chats: []desk.BoundChat{{Chat: channel("C0LOST")}, {Chat: channel("C0NONE")}, {Chat: channel("C0L1")}}}},
		}
		var good, wrong int
		for _, f := range b.adapter.Check(t.Context(), d) {
			if f.OK {
				good++
				continue
			}
			if wrong++; f.Fix == "" || !strings.Contains(f.What, "C0") {
				t.Errorf("%+v does not say how to repair it", f)
			}
		}
		if good != 4 || wrong != 3 {
			t.Errorf("%d findings are good and %d wrong, want 4 and 3", good, wrong)
		}
		b.RevokeTokens()
		fresh := newAdapter(t, b.Server, slack.Config{Clock: desk.WallClock{}})
		if found := fresh.Check(t.Context(), d); len(found) != 1 || found[0].OK || !strings.Contains(found[0].Fix, "SLACK_BOT_TOKEN") {
			t.Errorf("without a token: %+v", found)
		}
	})
}

func TestAnAdapterNeedsItsTokens(t *testing.T) {
	for _, c := range []slack.Config{{}, {AppToken: "xapp"}, {BotToken: "xoxb"}} {
		if _, err := slack.New(c); err == nil {
			t.Errorf("%+v is enough", c)
		}
	}
}
