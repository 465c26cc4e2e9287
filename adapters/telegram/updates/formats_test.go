package updates_test

import (
	"strings"
	"testing"

	"vakhta/desk"
)

func TestFormatsOfAMessageAreWrittenWithSigns(t *testing.T) {
	message := func(text, entities string) string {
		return `{'message_id':1,` + maria + `,` + alone + `,'text':'` + strings.ReplaceAll(text, "\n", `\n`) + `','entities':[` + entities + `]}`
	}
	for _, c := range []struct{ text, entities, want string }{
		{"run git log now", `{'type':'code','offset':4,'length':7}`, "run `git log` now"},
		{"see a < b", `{'type':'pre','offset':4,'length':5}`, "see ```\na < b\n```"},
		{"it is secret", `{'type':'spoiler','offset':6,'length':6}`, "it is ||secret||"},
		{"not 7", `{'type':'strikethrough','offset':0,'length':3}`, "~~not~~ 7"},
		{"they say\none\ntwo\nand I", `{'type':'blockquote','offset':9,'length':7}`, "they say\n> one\n> two\nand I"},
		{"one\nx y", `{'type':'blockquote','offset':0,'length':7},{'type':'code','offset':4,'length':1}`, "> one\n> `x` y"},
		{"😀 ok so", `{'type':'spoiler','offset':3,'length':2},{'type':'strikethrough','offset':3,'length':2}`, "😀 ||~~ok~~|| so"},
		{"a bold word", `{'type':'bold','offset':2,'length':4}`, "a \u2061bold\u2062 word"},
		{"😀 bold too", `{'type':'bold','offset':3,'length':8},{'type':'italic','offset':8,'length':3}`, "😀 \u2061bold \u2063too\u2064\u2062"},
		{"all of it", `{'type':'bold','offset':0,'length':9}`, "all of it"},
		{"card 4111 1111", `{'type':'bold','offset':5,'length':4}`, "card 4111 1111"},
		{"middle", `{'type':'bold','offset':1,'length':3}`, "middle"},
		{"! to the shop", `{'type':'bold','offset':0,'length':4}`, "! to the shop"},
		{"type `x` or ||y||", ``, "type `\u2060x`\u2060 or |\u2060|\u2060y|\u2060|\u2060"},
		{"one ` and `a` code", `{'type':'code','offset':11,'length':1}`, "one `\u2060 and `\u2060`a``\u2060 code"},
		{"the site is code", `{'type':'text_link','offset':4,'length':4,'url':'https://a.example/b'},{'type':'code','offset':12,'length':4}`, "the site (https://a.example/b) is `code`"},
		{"x`y", `{'type':'code','offset':0,'length':3}`, "x`y"},
		{"half an emoji 😀", `{'type':'code','offset':14,'length':1}`, "half an emoji `\ufffd`\ufffd"},
	} {
		if got := body[desk.Said](t, message(c.text, c.entities)); got.Text != c.want {
			t.Errorf("%q with %s is %q, want %q", c.text, c.entities, got.Text, c.want)
		}
	}
}
