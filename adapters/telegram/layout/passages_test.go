package layout_test

import (
	"strings"
	"testing"

	"vakhta/adapters/telegram/layout"
	"vakhta/desk"
)

func TestSignsInSomebodysWordsAreShownAsFormats(t *testing.T) {
	for quote, want := range map[string]string{
		"run `a < b @all` now": "run <code>a &lt; b @all</code> now",
		"a " + desk.BoldOpen + "b ||c|| " + desk.ItalicOpen + "d" + desk.ItalicClose + desk.BoldClose + " e": "a <b>b </b><tg-spoiler><b>c</b></tg-spoiler><b> </b><i><b>d</b></i> e",
		desk.Quieted("type `x` or ||y||"): "type `x` or ||y||",
		"```\nif x {\n  y\n}\n```":        "<code>if x {\n  y\n}</code>",
		"it is ||secret|| ~~not~~":        "it is <tg-spoiler>secret</tg-spoiler> <s>not</s>",
		"*no* _no_ ~no~ @anna `odd":       "*no* _no_ ~no~ @\u2060anna `odd",
	} {
		got := layout.Text(desk.Card{Quote: quote}, layout.Formatting{})
		if !strings.Contains(got, want) {
			t.Errorf("%q is sent as %q, want %q", quote, got, want)
		}
		if plain := layout.Text(desk.Card{Quote: "`x`"}, layout.Formatting{Plain: true}); plain != "`x`" {
			t.Errorf("without formats it is %q", plain)
		}
	}
}
