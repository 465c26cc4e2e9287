package layout_test

import (
	"encoding/json"
	"strings"
	"testing"

	"vakhta/adapters/slack/layout"
	"vakhta/desk"
)

func TestABlockOfCodeIsShownAsCodeAndMentionsNobody(t *testing.T) {
	raw, err := json.Marshal(layout.Show(desk.Card{Quote: "see *this*\n```\na < b <!channel> :x:\n```\nand *that*"}).Blocks)
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"type":"section","text":{"type":"plain_text","text":"see *this*","emoji":false}},` +
		`{"type":"section","text":{"type":"mrkdwn","text":"` + "```" + `\na \u0026lt; b \u0026lt;!channel\u0026gt; :x:\n` + "```" + `","verbatim":true}},` +
		`{"type":"section","text":{"type":"plain_text","text":"and *that*","emoji":false}}]`
	if string(raw) != want {
		t.Errorf("it is sent as\n%s\nwant\n%s", raw, want)
	}
	many := strings.Repeat("```\nx\n```\n", 40)
	if n := len(layout.Show(desk.Card{Quote: many}).Blocks); n > 50 {
		t.Errorf("%d blocks, a message has 50 at most", n)
	}
}
