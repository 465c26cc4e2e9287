package mrkdwn_test

import (
	"slices"
	"strings"
	"testing"

	"vakhta/sim/slack/mrkdwn"
)

// names knows Anna and the channel "help".
type names struct{}

func (names) UserNamed(h string) (string, bool)    { return "U1", h == "anna" }
func (names) ChannelNamed(n string) (string, bool) { return "C1", n == "help" }

func TestTheMessageBoxMakesNamesLiveAndEverythingElseLiteral(t *testing.T) {
	for typed, want := range map[string]string{
		"a < b & c > d":            "a &lt; b &amp; c &gt; d",
		"@anna, look":              "<@U1>, look",
		"@nobody":                  "@nobody",
		"see #help.":               "see <#C1|help>.",
		"@here now":                "<!here> now",
		"<!channel>":               "&lt;!channel&gt;",
		"<@U1>":                    "&lt;@U1&gt;",
		"https://x.test/?a=1&b=2!": "<https://x.test/?a=1&amp;b=2!>",
		"":                         "",
	} {
		if got := mrkdwn.Type(typed, names{}); got != want {
			t.Errorf("Type(%q) = %q, want %q", typed, got, want)
		}
	}
}

func TestOnlyWhatRingsIsAMention(t *testing.T) {
	text := "<@U1> <@U2|anna> <!here> <!subteam^S1|@ops> <#C1|help> <https://x|y> <!date^1^{date}|x> &lt;!channel&gt; <!channel"
	want := []string{"@U1", "@U2", "!here", "!subteam^S1"}
	if got := mrkdwn.Mentions(text); !slices.Equal(got, want) {
		t.Errorf("Mentions(%q) = %v, want %v", text, got, want)
	}
}

func TestBlocksRingOnlyWhereSlackParsesThem(t *testing.T) {
	for blocks, want := range map[string]string{
		`[{"type":"section","text":{"type":"mrkdwn","text":"<!channel>"}}]`:                                                        "!channel",
		`[{"type":"section","text":{"type":"plain_text","text":"<!channel>"}}]`:                                                    "",
		`[{"type":"section","fields":[{"type":"mrkdwn","text":"<@U1>"}]}]`:                                                         "@U1",
		`[{"type":"context","elements":[{"type":"mrkdwn","text":"<!here>"}]}]`:                                                     "!here",
		`[{"type":"markdown","text":"<!everyone>"}]`:                                                                               "!everyone",
		`[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"<!here>"}]}]}]`:           "",
		`[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"broadcast","range":"here"}]}]}]`:        "!here",
		`[{"type":"rich_text","elements":[{"type":"rich_text_list","elements":[{"elements":[{"type":"user","user_id":"U1"}]}]}]}]`: "@U1",
		`[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"usergroup","usergroup_id":"S1"}]}]}]`:   "!subteam^S1",
		`[{"pretext":"<!channel>","fields":[{"title":"t","value":"<@U2>"}]}]`:                                                      "!channel @U2",
		`no json`: "",
	} {
		if got := strings.Join(mrkdwn.BlockMentions([]byte(blocks)), " "); got != want {
			t.Errorf("BlockMentions(%s) = %q, want %q", blocks, got, want)
		}
	}
}

func FuzzUnescapingUndoesEscapingAndNothingEscapedIsLive(f *testing.F) {
	for _, seed := range []string{"<!channel> & <@U1>", "&amp;lt;", "<<>>", "привет <!here|", "a&lt;b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		escaped := mrkdwn.Escape(s)
		if got := mrkdwn.Unescape(escaped); got != s {
			t.Errorf("Unescape(Escape(%q)) = %q", s, got)
		}
		if live := mrkdwn.Mentions(escaped); len(live) > 0 {
			t.Errorf("Escape(%q) is live: %v", s, live)
		}
		var whole strings.Builder
		for _, piece := range mrkdwn.Split(s) {
			if piece.Control {
				piece.Text = "<" + piece.Text + ">"
			}
			whole.WriteString(piece.Text)
		}
		if whole.String() != s {
			t.Errorf("Split(%q) lost something: %q", s, whole.String())
		}
	})
}
