package courier_test

import (
	"testing"
	"time"

	"vakhta/courier"
	"vakhta/desk"
)

func TestTheBudgetsOfChatsThatAreQuietAreDropped(t *testing.T) {
	t.Parallel()
	traits := desk.Traits{Pace: desk.Pace{Every: time.Second, Burst: 8}}
	if got := courier.KeptBudgets(traits, 35_000, 10*time.Millisecond); got > 10_000 {
		t.Errorf("%d budgets are kept of 35 000 chats, want 10 000 at most", got)
	}
}
