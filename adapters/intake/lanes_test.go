package intake_test

import (
	"testing"
	"time"

	"vakhta/adapters/intake"
)

func at(second int64) time.Time { return time.Unix(second, 0) }

func TestTheEarlierGoesFirstWhoeverCameFirst(t *testing.T) {
	l := intake.NewLine()
	second, first := l.Join("C1", at(2)), l.Join("C1", at(1))
	second.Ready()
	if second.Turn() {
		t.Error("the second does not wait for the first")
	}
	first.Ready()
	if !first.Turn() || second.Turn() {
		t.Error("it is not the first one's turn alone")
	}
	first.Leave()
	if !second.Turn() {
		t.Error("the second is not let in")
	}
	second.Leave()
	if l.Lanes() != 0 {
		t.Error("a lane in which nobody waits is kept")
	}
}

func TestWhoGivesUpHoldsNobodyUp(t *testing.T) {
	l := intake.NewLine()
	first, second := l.Join("C1", at(1)), l.Join("C1", at(2))
	second.Ready()
	first.Leave()
	if !second.Turn() {
		t.Error("the second waits for one that has gone")
	}
}

func TestLanesRunSideBySideAndAreNeverEndless(t *testing.T) {
	l := intake.NewLine()
	for i := range intake.LaneLimit {
		if l.Join("C1", at(int64(i))) == nil {
			t.Fatalf("there is no room for number %d", i)
		}
	}
	if l.Join("C1", at(0)) != nil {
		t.Error("there is room for more than the limit")
	}
	other := l.Join("C2", at(0))
	other.Ready()
	if !other.Turn() {
		t.Error("another channel waits")
	}
}
