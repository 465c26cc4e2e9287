package tickets_test

import (
	"context"
	"testing"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/storage"
)

// TestAMessengerThatIsAwayIsRememberedAndToldOnce lets two replicas mark it.
func TestAMessengerThatIsAwayIsRememberedAndToldOnce(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	slack := desk.Address{Platform: desk.Slack, Chat: "U0ANNA"}
	for range 2 {
		if err := w.Tickets.MarkAway(t.Context(), desk.Slack, w.Now()); err != nil {
			t.Fatal(err)
		}
	}
	if !away(w, desk.Slack) {
		t.Fatal("it is not remembered")
	}
	var told, probed []desk.Address
	for _, l := range w.Post() { // the messenger is back when it takes what waited
		switch f := l.Facts.(type) {
		case notice.ReachChanged:
			if f.Back {
				probed = append(probed, l.To)
			} else {
				told = append(told, l.To)
			}
		default:
		}
	}
	if len(told) != 1 || told[0].Platform != desk.Telegram || len(probed) != 1 || probed[0] != slack {
		t.Errorf("told %v, and asked at %v whether it is back", told, probed)
	}
	if away(w, desk.Slack) {
		t.Error("it took a message and is still away")
	}
}

func away(w *testdesk.World, p desk.Platform) bool {
	var mute []desk.Address
	w.Update(func(ctx context.Context, tx *storage.Tx) error {
		tx.UnreachableAhead([]desk.Address{{Platform: p}}, &mute)
		return tx.Flush(ctx)
	})
	return len(mute) > 0
}
