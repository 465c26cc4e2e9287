package desk_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
)

func TestEmphasisGoesOnFromPageToPage(t *testing.T) {
	const b, e, i, j = desk.BoldOpen, desk.BoldClose, desk.ItalicOpen, desk.ItalicClose
	for text, want := range map[string][]desk.Run{
		"plain":                                 {{Text: "plain"}},
		"a " + b + "b" + e + " c":               {{Text: "a "}, {Text: "b", Bold: true}, {Text: " c"}},
		b + "x " + i + "y" + j + e:              {{Text: "x ", Bold: true}, {Text: "y", Bold: true, Italic: true}},
		"the end" + e + " and " + b + "a start": {{Text: "the end", Bold: true}, {Text: " and "}, {Text: "a start", Bold: true}},
	} {
		at := desk.Emphasised(text)
		if d := cmp.Diff(want, at.Divide(text)); d != "" {
			t.Errorf("%q (-want +got):\n%s", text, d)
		}
	}
}

func TestSignsThatSomebodyTypedStaySigns(t *testing.T) {
	for _, typed := range []string{"`x`", "||no||", "~~no~~", "```\nno\n```", "a `b` ||c|| ~~d~~"} {
		quieted := desk.Quieted(typed)
		if ps := desk.Passages(quieted); len(ps) != 1 || ps[0].Sign != "" {
			t.Errorf("%q is read as %q", typed, ps)
		}
		if got := desk.Plain(quieted); got != typed {
			t.Errorf("%q is shown as %q", typed, got)
		}
	}
	if plain := "a ` and a | or ~"; desk.Quieted(plain) != plain {
		t.Error("what means no format is changed")
	}
}

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
