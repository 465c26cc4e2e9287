package updates_test

import (
	"strings"
	"testing"

	"vakhta/adapters/slack/updates"
)

func TestATextIsReadAsPeopleSeeIt(t *testing.T) {
	for escaped, want := range map[string]string{
		"a &lt;b&gt; &amp;lt; c":                               "a <b> &lt; c",
		"<@U0ANNA> and <@U0ANNA|anna>":                         "@Anna Kim and @Anna Kim",
		"<@U0X|vera>, <@U0Y>":                                  "@vera, @U0Y",
		"<#C1|help> <#C2>":                                     "#help #C2",
		"<!here> <!channel|channel> <!everyone>":               "@here @channel @everyone",
		"<!subteam^S1|@first-line> <!subteam^S2>":              "@first-line @group",
		"<!date^1790000000^{date}|21 Sep>":                     "21 Sep",
		"<https://shop.example/a?b=1&amp;c=2>":                 "https://shop.example/a?b=1&c=2",
		"<http://shop.example|shop.example>":                   "http://shop.example",
		"<https://evil.example|https://bank.example>":          "https://bank.example (https://evil.example)",
		"<mailto:a@b.example|a@b.example> <tel:+7|+7 (495) 1>": "a@b.example +7 (495) 1",
		"1 < 2 and <>":                                         "1 < 2 and <>",
		"<|x>":                                                 "x",
		"<unfinished":                                          "<unfinished",
	} {
		if got := updates.Plain(escaped, reader().Name); got != want {
			t.Errorf("%q reads %q, want %q", escaped, got, want)
		}
	}
}

func TestASignHasOneNameAndOneNameHasASign(t *testing.T) {
	for _, sign := range []string{"👀", "✅", "👍", "✍", "🗑️"} {
		name := updates.EmojiName(sign)
		if got := updates.Emoji(name); strings.TrimSuffix(got, "\ufe0f") != strings.TrimSuffix(sign, "\ufe0f") {
			t.Errorf("%s is called %q, which is %s", sign, name, got)
		}
	}
	if updates.EmojiName("🦆") != "" || updates.Emoji("duck") != "" {
		t.Error("the desk knows ducks, which are no reaction on Telegram")
	}
}

func FuzzReadingATextTakesNothingAway(f *testing.F) {
	f.Add("a < b & c > d")
	f.Add("<!channel> <@U1>")
	f.Fuzz(func(t *testing.T, typed string) {
		escaped := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(typed)
		if got := updates.Plain(escaped, nil); got != typed {
			t.Errorf("%q was typed and %q is read", typed, got)
		}
	})
}
