package pen_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vakhta/cards/pen"
	"vakhta/desk"
	"vakhta/history"
)

func TestAnExcerptIsOneShortLine(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
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

func TestAnEntryOfANewerProgramIsLeftOut(t *testing.T) {
	t.Parallel()
	p := pen.New(pen.View{Desk: &desk.Desk{}, Locale: desk.English})
	e := history.Entry{Event: history.Unknown{Name: "teapot"}}
	if got := p.Happened(e) + p.Yours(e); got != "" || p.Voice.Err() != nil {
		t.Errorf("it is told as %q, %v", got, p.Voice.Err())
	}
}
