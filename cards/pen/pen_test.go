package pen_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vakhta/cards/pen"
	"vakhta/desk"
)

func TestTextIsCutAtAWordWhereOneEndsNear(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		n    int
		want string
	}{
		{"касса не работает", 17, "касса не работает"},
		{"касса не работает", 12, "касса не…"},
		{"касса, не работает вовсе", 8, "касса…"},
		{"неразрывноедлинноеслово", 8, "неразры…"},
		{"  касса \n", 5, "касса"},
	} {
		if got := pen.Cut(c.text, c.n); got != c.want {
			t.Errorf("Cut(%q, %d) is %q, want %q", c.text, c.n, got, c.want)
		}
	}
}

func TestACutTextIsNeverTooLongNorBroken(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text, n := rapid.String().Draw(t, "text"), rapid.IntRange(1, 40).Draw(t, "n")
		if got := pen.Cut(text, n); utf8.RuneCountInString(got) > n || !utf8.ValidString(got) {
			t.Fatalf("Cut(%q, %d) is %q", text, n, got)
		}
		if got := pen.Excerpt(text); strings.ContainsAny(got, "\n\r\t") || utf8.RuneCountInString(got) > 60 {
			t.Fatalf("the excerpt of %q is %q", text, got)
		}
	})
}

func TestButtonsStandThreeInARow(t *testing.T) {
	t.Parallel()
	p := pen.New(pen.View{})
	p.Row()
	p.Row(make([]desk.Button, 7)...)
	var rows []int
	for _, row := range p.Card.Buttons {
		rows = append(rows, len(row))
	}
	if diff := cmp.Diff([]int{3, 3, 1}, rows); diff != "" {
		t.Errorf("seven buttons stand in other rows (-want +got):\n%s", diff)
	}
}

func TestATimelineNoteThatNobodyUnderstandsIsShownAsItIs(t *testing.T) {
	t.Parallel()
	p := pen.New(pen.View{Desk: &desk.Desk{}, Locale: desk.English})
	for kind, want := range map[desk.EntryKind]string{
		desk.EntryType: "Type: teapot", desk.EntryPriority: "Priority: teapot", desk.EntryWaiting: "teapot",
		desk.EntrySkipped: "Step skipped: teapot", desk.EntryEscalated: "Escalated: teapot",
	} {
		got := p.Event(pen.Happened, desk.Entry{Kind: kind, Note: "teapot"})
		if got != want || p.Voice.Err() != nil {
			t.Errorf("%s is told as %q, %v; want %q", kind, got, p.Voice.Err(), want)
		}
	}
}
