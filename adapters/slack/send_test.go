package slack_test

import (
	"errors"
	"testing"
	"time"

	"vakhta/adapters/slack"
	"vakhta/desk"
	simslack "vakhta/sim/slack"
)

func TestAPostToAPersonGoesIntoTheirDirectMessage(t *testing.T) {
	bubble(t, slack.Config{}, func(b *bench) {
		t := b.t
		to := desk.Account{Platform: desk.Slack, ID: "U0BORIS"}.Private()
		at := must(b.adapter.Post(t.Context(), to, card("one"), "k1"))(t)
		must(b.adapter.Post(t.Context(), to, card("two"), "k2"))(t)
		room := must(b.With("U0BORIS"))(t)
		if at.Chat != room.ID || len(room.Messages()) != 2 {
			t.Errorf("it stands at %+v, want in %s", at, room.ID)
		}
		if n := len(b.CallsOf("conversations.open")); n != 0 {
			t.Errorf("the direct message was opened %d times: a post to its person does that", n)
		}
		try(t, b.Deactivate("U0ANNA"))
		_, err := b.adapter.Post(t.Context(), desk.Account{Platform: desk.Slack, ID: "U0ANNA"}.Private(), card("three"), "k3")
		if !errors.Is(err, desk.ErrChatGone) {
			t.Errorf("to somebody who left: %v, want it to say so", err)
		}
	})
}

func TestACardStandsInItsThread(t *testing.T) {
	bubble(t, slack.Config{}, func(b *bench) {
		t := b.t
		root := must(b.anna.Says("C0L1", "the till is down"))(t)
		reply := must(b.anna.RepliesInThread(root, "very"))(t)
		in := channel("C0L1")
		in.Thread = root.TS
		at := must(b.adapter.Post(t.Context(), in, card("in the thread"), "k1"))(t)
		if at.Thread != root.TS {
			t.Errorf("it stands at %+v, want in the thread", at)
		}
		answer := card("an answer")
		answer.ReplyTo = desk.MessageRef{Address: in, Message: reply.TS}
		must(b.adapter.Post(t.Context(), channel("C0L1"), answer, "k2"))(t)
		answer.ReplyTo = desk.MessageRef{Address: channel("C0L1"), Message: root.TS}
		must(b.adapter.Post(t.Context(), channel("C0L1"), answer, "k3"))(t)
		if n := len(b.In("C0L1").Thread(root)); n != 4 {
			t.Errorf("%d messages in the thread, want 4", n)
		}
		answer.ReplyTo.Message = "1.000001"
		gone := must(b.adapter.Post(t.Context(), channel("C0L1"), answer, "k4"))(t)
		if gone.Thread != "" {
			t.Errorf("an answer to what is gone stands at %+v, want beside it", gone)
		}
		in.Thread = "1.000001"
		if _, err := b.adapter.Post(t.Context(), in, card("lost"), "k5"); !errors.Is(err, desk.ErrThreadGone) {
			t.Errorf("into a thread that is gone: %v, want it to say so", err)
		}
	})
}

func TestAPostWhoseAnswerWasLostIsFound(t *testing.T) {
	bubble(t, slack.Config{}, func(b *bench) {
		t := b.t
		old := must(b.anna.Says("C0L1", "an old request"))(t)
		b.pass(20 * time.Hour)
		began := time.Now()
		b.FailNext("chat.postMessage", simslack.Fault{LoseAnswer: true, Times: 3})
		in := channel("C0L1")
		in.Thread = old.TS
		answer := card("an answer")
		answer.ReplyTo = desk.MessageRef{Address: channel("C0L1"), Message: old.TS}
		for _, c := range []struct {
			key  string
			to   desk.Address
			card desk.Card
		}{
			{"at the top", channel("C0L1"), card("a card")},
			{"in a thread", in, card("a card")},
			{"in answer", channel("C0L1"), answer},
		} {
			if _, err := b.adapter.Post(t.Context(), c.to, c.card, c.key); err == nil {
				t.Fatalf("%s: the answer was not lost", c.key)
			}
			at, found, err := b.adapter.Find(t.Context(), c.to, c.key, began)
			if err != nil || !found {
				t.Errorf("%s: found %v, %v", c.key, found, err)
				continue
			}
			if _, err := b.In("C0L1").Message(at.Message); err != nil {
				t.Errorf("%s: %+v is no message: %v", c.key, at, err)
			}
		}
		if _, found, err := b.adapter.Find(t.Context(), channel("C0L1"), "never sent", began); found || err != nil {
			t.Errorf("what was never sent: found %v, %v", found, err)
		}
		if _, _, err := b.adapter.Find(t.Context(), channel("C0LOST"), "k", began); !errors.Is(err, desk.ErrChatGone) {
			t.Errorf("in a channel without the bot: %v", err)
		}
	})
}

func TestWhatSlackTakesOffenceAtIsSentPlain(t *testing.T) {
	bubble(t, slack.Config{}, func(b *bench) {
		t := b.t
		for _, code := range []string{"invalid_blocks", "msg_too_long", "msg_blocks_too_long", "metadata_too_large"} {
			b.FailNext("chat.postMessage", simslack.Fault{Code: code})
			at := must(b.adapter.Post(t.Context(), channel("C0L1"), card("plain <!here>"), "k"))(t)
			if m := must(b.In("C0L1").Message(at.Message))(t); m.Blocks != nil || m.Text != "plain &lt;!here&gt;" {
				t.Errorf("%s: it shows %q with blocks %s", code, m.Text, m.Blocks)
			}
			b.FailNext("chat.update", simslack.Fault{Code: code})
			try(t, b.adapter.Edit(t.Context(), at, card("changed")))
			if m := must(b.In("C0L1").Message(at.Message))(t); m.Text != "changed" {
				t.Errorf("%s: the edit shows %q", code, m.Text)
			}
		}
		b.FailNext("chat.postMessage", simslack.Fault{Code: "invalid_blocks", Times: 2})
		if _, err := b.adapter.Post(t.Context(), channel("C0L1"), card("no"), "k"); err == nil {
			t.Error("it was sent although it was refused twice")
		}
	})
}

func TestAnAnswerThatNamesNothingIsNoSuccess(t *testing.T) {
	bubble(t, slack.Config{}, func(b *bench) {
		t := b.t
		b.FailNext("chat.postMessage", simslack.Fault{Empty: true})
		_, err := b.adapter.Post(t.Context(), channel("C0L1"), card("no"), "k")
		if send, ok := errors.AsType[*desk.SendError](err); !ok || send.Fate != desk.Unknown {
			t.Errorf("got %v, want an unknown fate", err)
		}
	})
}

func TestSignsArePutAndMessagesTakenBack(t *testing.T) {
	bubble(t, slack.Config{}, func(b *bench) {
		t := b.t
		m := must(b.anna.Says("C0L1", "deliver this"))(t)
		at := desk.MessageRef{Address: channel("C0L1"), Message: m.TS}
		for range 2 {
			try(t, b.adapter.React(t.Context(), at, "✅"))
		}
		if got := must(b.In("C0L1").Message(m.TS))(t).Reactions; len(got) != 1 || got[0].Name != "white_check_mark" {
			t.Errorf("reactions: %+v", got)
		}
		for range 2 {
			try(t, b.adapter.Unreact(t.Context(), at, "✅"))
		}
		if got := must(b.In("C0L1").Message(m.TS))(t).Reactions; len(got) != 0 {
			t.Errorf("reactions are left: %+v", got)
		}
		if err := b.adapter.React(t.Context(), at, "🫎"); err == nil {
			t.Error("a sign without a name is put")
		}
		own := must(b.adapter.Post(t.Context(), channel("C0L1"), card("mine"), "k"))(t)
		try(t, b.adapter.Remove(t.Context(), own))
		for _, want := range []struct {
			at  desk.MessageRef
			why error
		}{{own, desk.ErrMessageGone}, {at, desk.ErrMessageStays}} {
			if err := b.adapter.Remove(t.Context(), want.at); !errors.Is(err, want.why) {
				t.Errorf("to remove what is gone, or not its own: %v, want %v", err, want.why)
			}
		}
		if err := b.adapter.Edit(t.Context(), at, card("not mine")); !errors.Is(err, desk.ErrMessageGone) {
			t.Errorf("to edit what is not its own: %v", err)
		}
	})
}
