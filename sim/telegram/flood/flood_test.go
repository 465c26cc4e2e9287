package flood_test

import (
	"testing"
	"time"

	"vakhta/sim/telegram/flood"
	"vakhta/sim/telegram/request"
)

func TestAPrivateChatTakesAShortBurstAndThenOneASecond(t *testing.T) {
	var g flood.Gate
	now := time.Unix(1_800_000_000, 0)
	for i := range 5 {
		if wait := g.Take(6001, false, 1, now); wait != 0 {
			t.Fatalf("message %d of the burst must wait %d s", i+1, wait)
		}
	}
	if wait := g.Take(6001, false, 1, now); wait != 1 {
		t.Fatalf("the sixth waits %d s, want 1", wait)
	}
	if wait := g.Take(6001, true, 1, now); wait != 0 {
		t.Errorf("an edit waits %d s for messages", wait)
	}
	if wait := g.Take(6001, false, 1, now.Add(time.Second)); wait != 0 {
		t.Errorf("a second later it waits %d s more", wait)
	}
}

func TestAGroupTakesTwentyAMinute(t *testing.T) {
	var g flood.Gate
	now := time.Unix(1_800_000_000, 0)
	for i := range 20 {
		if wait := g.Take(-100300, false, 1, now.Add(time.Duration(i)*time.Millisecond)); wait != 0 {
			t.Fatalf("message %d waits %d s", i+1, wait)
		}
	}
	wait := g.Take(-100300, false, 1, now.Add(20*time.Millisecond))
	if wait != 3 {
		t.Fatalf("the 21st waits %d s, want 3", wait)
	}
	if again := g.Take(-100300, false, 1, now.Add(time.Duration(wait)*time.Second)); again != 0 {
		t.Errorf("who obeyed waits %d s more", again)
	}
}

func TestAllChatsTogetherTakeThirtyASecond(t *testing.T) {
	var g flood.Gate
	now := time.Unix(1_800_000_000, 0)
	refused := 0
	for chat := range int64(40) {
		if g.Take(6000+chat, false, 1, now) > 0 {
			refused++
		}
	}
	if refused != 10 {
		t.Errorf("%d of 40 were refused, want 10", refused)
	}
}

func TestACallWeighsWhatItPosts(t *testing.T) {
	for _, tt := range []struct {
		method, media string
		n             int
		edit          bool
	}{
		{"sendMessage", "", 1, false}, {"sendMediaGroup", `[{},{},{}]`, 3, false}, {"copyMessage", "", 1, false},
		{"editMessageText", "", 1, true}, {"sendChatAction", "", 0, false}, {"answerCallbackQuery", "", 0, false}, {"getMe", "", 0, false},
	} {
		n, edit := flood.Weight(request.Request{Method: tt.method, Params: map[string]string{"media": tt.media}})
		if n != tt.n || edit != tt.edit {
			t.Errorf("%s weighs %d (edit %v), want %d (edit %v)", tt.method, n, edit, tt.n, tt.edit)
		}
	}
}
