package desk_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
)

func TestATextIsDividedByItsSigns(t *testing.T) {
	type ps = []desk.Passage
	for text, want := range map[string]ps{
		"":                            nil,
		"plain ` and | and ~":         {{Text: "plain ` and | and ~"}},
		"run `git log` now":           {{Text: "run "}, {Sign: "`", Text: "git log"}, {Text: " now"}},
		"```\na < b\n  c\n```":        {{Sign: "```", Text: "a < b\n  c"}},
		"see\n```x `y` z```":          {{Text: "see\n"}, {Sign: "```", Text: "x `y` z"}},
		"the ||secret|| is ~~not~~ 7": {{Text: "the "}, {Sign: "||", Text: "secret"}, {Text: " is "}, {Sign: "~~", Text: "not"}, {Text: " 7"}},
		"a || b || c":                 {{Text: "a || b || c"}},
		"``````":                      {{Text: "``````"}},
		"``` never closed `x`":        {{Text: "``` never closed "}, {Sign: "`", Text: "x"}},
		"*bold* _it_ ~no~":            {{Text: "*bold* _it_ ~no~"}},
	} {
		if d := cmp.Diff(want, desk.Passages(text)); d != "" {
			t.Errorf("%q (-want +got):\n%s", text, d)
		}
	}
}
