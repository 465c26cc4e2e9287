package slack_test

import (
	"encoding/json"
	"testing"
	"testing/synctest"

	"github.com/slack-go/slack"

	simslack "vakhta/sim/slack"
)

func TestTheStateShowsThreadsReactionsAndScreens(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		l := b.listen(nil)
		card := b.card(t)
		reply := must(b.anna.RepliesInThread(card, "mine"))(t)
		if err := b.boris.Reacts(card, "eyes"); err != nil {
			t.Fatal(err)
		}
		if err := b.anna.Edits(reply, "mine, really"); err != nil {
			t.Fatal(err)
		}
		if _, err := b.bot.PostEphemeral("C0L1", "U0ANNA", slack.MsgOptionText("psst", false)); err != nil {
			t.Fatal(err)
		}
		b.reopen(t, l)
		state := b.State()
		if _, err := json.Marshal(state); err != nil {
			t.Fatal(err)
		}
		shown := state.Channels[0].Messages
		if len(shown) != 1 || len(shown[0].Thread) != 1 || !shown[0].Thread[0].Edited || shown[0].Reactions[0].Name != "eyes" || shown[0].Blocks == nil {
			t.Errorf("the channel: %+v", shown)
		}
		if len(state.Modals) != 1 || state.Modals[0].User != "U0ANNA" || len(state.Ephemerals) != 1 || state.Connections != 1 || len(state.Users) != 3 {
			t.Errorf("the rest: %+v", state)
		}
	})
}

func TestWatchersHearOfEveryChangeAtLeastOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		changed, stop := b.Subscribe()
		before := b.Version()
		must(b.anna.Says("C0L1", "a"))(t)
		must(b.anna.Says("C0L1", "b"))(t)
		<-changed
		if b.Version() == before {
			t.Error("a change left the version as it was")
		}
		stop()
		must(b.anna.Says("C0L1", "c"))(t)
		select {
		case <-changed:
			t.Error("a signal after the subscription ended")
		default:
		}
	})
}
