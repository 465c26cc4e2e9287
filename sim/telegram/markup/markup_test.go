package markup_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"vakhta/sim/telegram/markup"
	"vakhta/sim/telegram/wire"
)

func TestHTMLBecomesPlainTextWithEntities(t *testing.T) {
	for _, tt := range []struct {
		name, src, text string
		entities        []wire.Entity
	}{
		{"plain text", "касса 3", "касса 3", nil},
		{"bold and its long name", "<b>a</b><strong>b</strong>", "ab", []wire.Entity{{Type: "bold", Offset: 0, Length: 1}, {Type: "bold", Offset: 1, Length: 1}}},
		{"emoji count two units", "😀<i>x</i>", "😀x", []wire.Entity{{Type: "italic", Offset: 2, Length: 1}}},
		{"outer comes before inner", "<b>a<i>b</i></b>", "ab", []wire.Entity{{Type: "bold", Offset: 0, Length: 2}, {Type: "italic", Offset: 1, Length: 1}}},
		{"named references", "&lt;&gt;&amp;&quot;&#65;&#x42;", `<>&"AB`, nil},
		{"an unknown reference stays", "a &copy; b", "a &copy; b", nil},
		{"a bare ampersand stays", "R&D", "R&D", nil},
		{"a link", `<a href="https://example.org/?a=1&amp;b=2">x</a>`, "x", []wire.Entity{{Type: "text_link", Length: 1, URL: "https://example.org/?a=1&b=2"}}},
		{"a person", `<a href='tg://user?id=6001'>Anna</a>`, "Anna", []wire.Entity{{Type: "text_mention", Length: 4, User: &wire.User{ID: 6001}}}},
		{"a foldable quotation", "<blockquote expandable>x</blockquote>", "x", []wire.Entity{{Type: "expandable_blockquote", Length: 1}}},
		{"a spoiler, both ways", `<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>`, "ab", []wire.Entity{{Type: "spoiler", Length: 1}, {Type: "spoiler", Offset: 1, Length: 1}}},
		{"code with a language", `<pre><code class="language-go">x</code></pre>`, "x", []wire.Entity{{Type: "pre", Length: 1, Language: "go"}}},
		{"a moment", `<tg-time unix="1790000000" format="t">14:15</tg-time>`, "14:15", []wire.Entity{{Type: "date_time", Length: 5, UnixTime: 1790000000, DateTimeFormat: "t"}}},
		{"tags in capitals", "<B>x</B>", "x", []wire.Entity{{Type: "bold", Length: 1}}},
		{"an empty tag leaves nothing", "a<b></b>", "a", nil},
		{"a nameless end tag", "<b>x</>", "x", []wire.Entity{{Type: "bold", Length: 1}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text, es, err := markup.Parse(tt.src)
			if err != nil {
				t.Fatalf("%s: %v", tt.src, err)
			}
			if text != tt.text {
				t.Errorf("text of %s is %q, want %q", tt.src, text, tt.text)
			}
			if diff := cmp.Diff(tt.entities, es); diff != "" {
				t.Errorf("entities of %s (-want +got):\n%s", tt.src, diff)
			}
		})
	}
}

func TestBrokenHTMLIsRefusedWithTheByteWhereItBreaks(t *testing.T) {
	for src, want := range map[string]string{
		"x <u1>":                     `can't parse entities: Unsupported start tag "u1" at byte offset 2`,
		"да<div>":                    `can't parse entities: Unsupported start tag "div" at byte offset 4`,
		"a < b":                      `can't parse entities: Unsupported start tag "" at byte offset 2`,
		"a <b":                       `can't parse entities: Unclosed start tag at byte offset 2`,
		"<b>x":                       `can't parse entities: Can't find end tag corresponding to start tag "b"`,
		"x</b>":                      `can't parse entities: Unexpected end tag at byte offset 1`,
		"<b>x</i>":                   `can't parse entities: Unmatched end tag at byte offset 4, expected "</b>", found "</i>"`,
		"<b>x</b":                    `can't parse entities: Unclosed end tag at byte offset 4`,
		`<span class="big">x</span>`: `can't parse entities: Tag "span" must have class "tg-spoiler" at byte offset 0`,
		`<a ="x">y</a>`:              `can't parse entities: Empty attribute name in the tag "a" at byte offset 0`,
		`<a href="x`:                 `can't parse entities: Unclosed start tag at byte offset 0`,
		`<a href=a/b>y</a>`:          `can't parse entities: Unexpected end of name token at byte offset 8`,
		"\xff":                       `strings must be encoded in UTF-8`,
	} {
		if _, _, err := markup.Parse(src); err == nil || err.Error() != want {
			t.Errorf("Parse(%q) says %v, want %s", src, err, want)
		}
	}
}

func TestTextIsCleanedAsTheServerDoes(t *testing.T) {
	text, es := markup.Clean("  \u202ea\r\n\tb ", []wire.Entity{
		{Type: "bold", Offset: 3, Length: 1},    // the a
		{Type: "italic", Offset: 0, Length: 2},  // only spaces
		{Type: "code", Offset: 7, Length: 1000}, // b, and far beyond the end
	})
	if text != "a\n b" {
		t.Errorf("text is %q", text)
	}
	want := []wire.Entity{{Type: "bold", Offset: 0, Length: 1}, {Type: "code", Offset: 3, Length: 1}}
	if diff := cmp.Diff(want, es); diff != "" {
		t.Errorf("entities (-want +got):\n%s", diff)
	}
	for _, text := range []string{"", " \n", "\u200b\u2060"} {
		if markup.Visible(text) {
			t.Errorf("%q is visible", text)
		}
	}
	for _, text := range []string{"x", "🙂", " да "} {
		if !markup.Visible(text) {
			t.Errorf("%q is invisible", text)
		}
	}
}

func TestTheServerFindsCommandsMentionsAndLinks(t *testing.T) {
	text := "Привет /help@desk_bot, @anna_k: https://example.org/a. mail@example.org a/b"
	var got []string
	for _, e := range markup.Detect(text, nil) {
		got = append(got, e.Type+" "+markup.Slice(text, e))
	}
	want := []string{"bot_command /help@desk_bot", "mention @anna_k", "url https://example.org/a"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("found (-want +got):\n%s", diff)
	}
	if es := markup.Detect("/ack", []wire.Entity{{Type: "code", Length: 4}}); len(es) != 1 {
		t.Errorf("a command inside code was found: %v", es)
	}
}

func TestRenderedHTMLNeverLetsTextBecomeMarkup(t *testing.T) {
	for _, tt := range []struct {
		text string
		es   []wire.Entity
		want string
	}{
		{"<script>", []wire.Entity{{Type: "bold", Length: 8}}, "<b>&lt;script&gt;</b>"},
		{"x", []wire.Entity{{Type: "text_link", Length: 1, URL: "javascript:alert(1)"}}, `<span class="text_link">x</span>`},
		{"x", []wire.Entity{{Type: "text_link", Length: 1, URL: `https://a/"onclick="b`}}, `<a href="https://a/&#34;onclick=&#34;b" rel="noreferrer noopener" target="_blank">x</a>`},
		{"😀ab", []wire.Entity{{Type: "bold", Offset: 2, Length: 2}, {Type: "italic", Offset: 3, Length: 1}}, "😀<b>a<i>b</i></b>"},
		{"abc", []wire.Entity{{Type: "bold", Length: 2}, {Type: "italic", Offset: 1, Length: 2}}, "<b>ab</b>c"},
		{"t", []wire.Entity{{Type: "date_time", Length: 1, UnixTime: 0, DateTimeFormat: `"`}}, `<time datetime="1970-01-01T00:00:00Z" data-format="&#34;">t</time>`},
		{"ab", []wire.Entity{{Type: "bold", Offset: 1, Length: 50}, {Type: "bold", Offset: -1, Length: 1}}, "ab"},
	} {
		if got := markup.HTML(tt.text, tt.es); got != tt.want {
			t.Errorf("HTML(%q) is\n%s, want\n%s", tt.text, got, tt.want)
		}
	}
}

func FuzzParsedMarkupCoversItsOwnText(f *testing.F) {
	for _, seed := range []string{"<b>a</b>", "&#x1F600;<i>x", `<a href="x">`, "<pre><code class='language-go'>x</code></pre>", "</", "<", "&", "<b\x00>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		text, es, err := markup.Parse(src)
		if err != nil {
			return
		}
		if !utf8.ValidString(text) {
			t.Fatalf("text of %q is not UTF-8", src)
		}
		text, es = markup.Clean(text, es)
		es = markup.Detect(text, es)
		for _, e := range es {
			if e.Offset < 0 || e.Length <= 0 || e.Offset+e.Length > markup.Length(text) {
				t.Fatalf("entity %+v lies outside %q", e, text)
			}
		}
		shown := markup.HTML(text, es)
		if strings.Count(shown, "<") != strings.Count(shown, ">") || strings.Contains(strings.ToLower(shown), "<script") {
			t.Fatalf("HTML of %q is %s", src, shown)
		}
	})
}
