package slack_test

import (
	"testing"

	"vakhta/adapters/slack"
	"vakhta/desk"
)

func TestAChannelTellsWhoIsInIt(t *testing.T) {
	bubble(t, slack.Config{}, func(b *bench) {
		in := desk.Address{Platform: desk.Slack, Chat: "C0L1"}
		for id, want := range map[string]bool{b.anna.ID: true, "U0NOBODY": false} {
			if got, err := b.adapter.IsMember(b.t.Context(), in, desk.Account{Platform: desk.Slack, ID: id}); got != want || err != nil {
				b.t.Errorf("%s is in it: %v, %v; want %v", id, got, err, want)
			}
		}
		if _, err := b.adapter.IsMember(b.t.Context(), desk.Address{Platform: desk.Slack, Chat: "C0GONE"}, desk.Account{Platform: desk.Slack, ID: b.anna.ID}); err == nil {
			b.t.Error("a channel that is not there tells who is in it")
		}
	})
}
