package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	simslack "vakhta/sim/slack"
)

// TestWhatAnActCosts counts the calls to both messengers that follow from each act, and the edits among them that show
// nothing new: Telegram refuses those, Slack counts them against the workspace.
func TestWhatAnActCosts(t *testing.T) {
	t.Parallel()
	inFakeTime(t, afternoon(t), func(w *world) {
		w.try("wait 1m")
		for _, act := range []struct {
			name  string
			steps []string
			calls int
		}{
			{"new ticket", []string{"maria writes in maria's chat: " + paymentsDown}, 3},
			{"take", []string{`boris presses "👀 Взять" under "ROM-1" in #first-line`}, 6},
			{"the customer writes again", []string{"maria writes in maria's chat: И в другом магазине тоже"}, 2}, // once in words: it may be another request
			{"internal note", []string{`boris answers "ROM-1" in #first-line: Смотрю логи`}, 0},
			{"answer", []string{`boris answers "ROM-1" in #first-line: !Чиним, будет готово через час`, "wait 15s"}, 4},
			{"resolve", []string{"boris runs /resolve ROM-1 Починили in #first-line", "wait 15s"}, 4},
			{"close", []string{`maria presses "Да, помогло" under "ROM-1" in maria's chat`}, 6},
		} {
			before, shown := w.telegramCalls(), len(w.slack.Calls())
			for _, step := range act.steps {
				w.try(step)
			}
			w.try("wait 5s")
			var all []string
			for _, c := range w.telegram.Calls()[before:] {
				all = append(all, c.Method)
				if strings.Contains(c.Description, "not modified") {
					t.Errorf("%s: an edit at Telegram shows nothing new", act.name)
				}
			}
			for i, c := range w.slack.Calls()[shown:] {
				all = append(all, c.Method)
				if c.Method == "chat.update" && showedThat(w.slack.Calls()[:shown+i], c) {
					t.Errorf("%s: an edit at Slack shows nothing new", act.name)
				}
			}
			t.Logf("%s: %d calls: %v", act.name, len(all), all)
			if len(all) > act.calls {
				t.Errorf("%s: %d calls, want at most %d", act.name, len(all), act.calls)
			}
		}
	})
}

func (w *world) telegramCalls() int { return len(w.telegram.Calls()) }

// revision is the part of a block's id that nobody sees.
var revision = regexp.MustCompile(`"block_id":"[^"]*"`)

func visible(c simslack.Call) string {
	return c.Args["text"] + revision.ReplaceAllString(c.Args["blocks"], "")
}

// showedThat reports whether the message that a call edits shows the same already.
func showedThat(before []simslack.Call, edit simslack.Call) bool {
	for _, c := range slices.Backward(before) {
		if c.Method == "chat.update" && c.Err == "" && c.Args["ts"] == edit.Args["ts"] {
			return visible(c) == visible(edit)
		}
	}
	return false
}
