package desk_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"vakhta/desk"
)

func TestTextIsCutAtAWordWhereOneEndsNear(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		in   desk.Length
		want string
	}{
		{"касса не работает", desk.Length{Max: 17}, "касса не работает"},
		{"касса не работает", desk.Length{Max: 12}, "касса не…"},
		{"касса, не работает вовсе", desk.Length{Max: 8}, "касса…"},
		{"неразрывноедлинноеслово", desk.Length{Max: 8}, "неразры…"},
		{"  касса \n", desk.Length{Max: 5}, "касса"},
		{"😀😀😀", desk.Length{Max: 5}, "😀😀…"},
		{"😀😀😀", desk.Length{Max: 3, Unit: desk.Runes}, "😀😀😀"},
		{"касса", desk.Length{Max: 9, Unit: desk.Bytes}, "кас…"},
		{"касса", desk.Length{}, "касса"},
	} {
		if got := c.in.Cut(c.text); got != c.want {
			t.Errorf("%q cut to %+v is %q, want %q", c.text, c.in, got, c.want)
		}
	}
}

func TestTextIsSplitAtLinesAndWords(t *testing.T) {
	t.Parallel()
	in := desk.Length{Max: 10}
	for text, want := range map[string][]string{
		"":                   nil,
		"short":              {"short"},
		"first one second":   {"first one", "second"},
		"line one\nline two": {"line one", "line two"},
		"неразрывноедлинное": {"неразрывно", "едлинное"},
		"one two three four five six seven eight": {"one two", "three four", "five six…"},
	} {
		if got := in.Split(text, 3); !slices.Equal(got, want) {
			t.Errorf("%q is split into %q, want %q", text, got, want)
		}
	}
}

func TestNothingIsTooLongNorBroken(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		l := desk.Length{
			Max:  rapid.IntRange(4, 40).Draw(t, "max"),
			Unit: rapid.SampledFrom([]desk.Unit{desk.UTF16, desk.Runes, desk.Bytes}).Draw(t, "unit"),
		}
		pieces := append(l.Split(text, 3), l.Cut(text))
		for _, p := range pieces {
			if !l.Fits(p) || !utf8.ValidString(p) {
				t.Fatalf("%q becomes %q by %+v", text, p, l)
			}
		}
		if whole := strings.Join(l.Split(text, len(text)+1), ""); len(strings.Fields(whole)) == 0 && strings.TrimSpace(text) != "" {
			t.Fatalf("nothing is left of %q", text)
		}
	})
}
