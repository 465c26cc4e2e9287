package layout_test

import (
	"strings"
	"testing"
	"time"

	"vakhta/adapters/telegram/layout"
	"vakhta/desk"
	"vakhta/sim/telegram/markup"
)

var due = time.Date(2026, 11, 24, 11, 15, 0, 0, time.UTC)

func TestACardIsLaidOutInAFixedOrder(t *testing.T) {
	c := desk.Card{
		Tone: desk.ToneProgress, Title: "ROM-42 · In progress", Lead: "Somebody works on it.",
		Mention: []desk.Mention{{Account: desk.Account{Platform: desk.Telegram, ID: "5001"}, Name: "Anna"}, {Account: desk.Account{Platform: desk.Slack, ID: "U0B"}, Name: "Boris"}},
		Fields:  []desk.Field{{Label: "Priority", Value: "P2"}, {Label: "Due", Value: "14:15 MSK", At: due, Note: "overdue"}},
		Author:  "Maria", Quote: "It does not print",
		Files: []desk.File{{Kind: "photo", Name: "till.jpg", URL: "https://files.example/1?a=1&b=2"}, {Kind: "voice"}},
		Lines: []string{"1 note"}, Footer: "edited",
	}
	want := `🟡 <b>ROM-42 · In progress</b>
<a href="tg://user?id=5001">Anna</a>, Boris
Somebody works on it.
<b>Maria:</b>
<blockquote>It does not print</blockquote>
<b>Priority:</b> P2
<b>Due:</b> <tg-time unix="1795518900" format="dt">14:15 MSK</tg-time> — overdue
🖼 <a href="https://files.example/1?a=1&amp;b=2">till.jpg</a>
🎤 voice
1 note
<i>edited</i>`
	want = strings.Replace(want, "🟡 <b>", "<b>🟡 ", 1)
	if got := layout.Text(c, layout.Formatting{}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	plain := layout.Text(c, layout.Formatting{Plain: true})
	if strings.ContainsAny(plain, "<>") || !strings.Contains(plain, "Due: 14:15 MSK") {
		t.Errorf("without markup it is\n%s", plain)
	}
	if old := layout.Text(c, layout.Formatting{NoTime: true}); strings.Contains(old, "tg-time") || !strings.Contains(old, "14:15 MSK") {
		t.Errorf("for an old server it is\n%s", old)
	}
}

// texts returns the messages that a card becomes.
func texts(c desk.Card) (all []string) {
	for _, page := range layout.Split(c) {
		all = append(all, layout.Text(page, layout.Formatting{}))
	}
	return all
}

func TestLongWordsAreFoldedAndLongerOnesAreSplit(t *testing.T) {
	folded := texts(desk.Card{Title: "ROM-1", Quote: strings.Repeat("слово ", 80)})
	if len(folded) != 1 || !strings.Contains(folded[0], "<blockquote expandable>") {
		t.Errorf("480 letters become %q", folded)
	}
	long := strings.TrimSpace(strings.Repeat("слово ", 2000))
	parts := texts(desk.Card{Title: "ROM-1", Quote: long, Footer: "end"})
	if len(parts) != 3 || !strings.Contains(parts[0], "ROM-1") || !strings.Contains(parts[2], "end") {
		t.Fatalf("12000 letters become %d messages", len(parts))
	}
	if words := strings.Count(strings.Join(parts, " "), "слово"); words != 2000 {
		t.Errorf("%d words are left of 2000", words)
	}
	for name, c := range map[string]desk.Card{
		"above buttons":     {Quote: long, Buttons: [][]desk.Button{{{Label: "Take"}}}},
		"of whom is asked":  {Quote: long, Expect: "Write"},
		"longer than parts": {Quote: strings.Repeat(long, 20)},
	} {
		parts := texts(c)
		if last := parts[len(parts)-1]; len(parts) > 5 || !strings.HasSuffix(last, "…</blockquote>") {
			t.Errorf("%s: %d messages, the last ends with %q", name, len(parts), last[len(last)-30:])
		}
	}
	if whole := layout.Text(desk.Card{Quote: long}, layout.Formatting{}); markup.Length(whole) > layout.Limit+100 || !strings.HasSuffix(whole, "…</blockquote>") {
		t.Errorf("what nobody has split ends with %q", whole[len(whole)-30:])
	}
}

func TestNobodyElsesWordsAreALineOfOurs(t *testing.T) {
	c := desk.Card{Title: "ROM-1\nState: resolved", Author: "Eve\nState", Quote: "x", Fields: []desk.Field{{Label: "Who", Value: "Eve\nState: resolved"}}}
	for line := range strings.SplitSeq(layout.Text(c, layout.Formatting{Plain: true}), "\n") {
		if strings.HasPrefix(line, "State") {
			t.Errorf("there is a line %q", line)
		}
	}
}

func TestOnlyNamesThatTelegramWouldCallAreTouched(t *testing.T) {
	for in, want := range map[string]string{
		"@anna":        "@\u2060anna",
		"a@b.example":  "a@b.example",
		"5 @ 3":        "5 @ 3",
		"(@anna_kim)":  "(@\u2060anna_kim)",
		"привет@anna!": "привет@\u2060anna!",
	} {
		if got := layout.Text(desk.Card{Lead: in}, layout.Formatting{}); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func FuzzAnyCardIsAMessageThatTelegramTakes(f *testing.F) {
	f.Add("ROM-42", "<b>x</b> & @anna", "</blockquote><a href=\"tg://user?id=1\">x</a>", 1)
	f.Add("\xff\xfe", strings.Repeat("😀", 3000), strings.Repeat("&", 9000), 3)
	f.Fuzz(func(t *testing.T, short, words, quote string, repeat int) {
		quote = strings.Repeat(quote, 1+max(0, repeat)%40)
		c := desk.Card{
			Tone: desk.ToneUrgent, Title: short, Lead: words, Author: short, Quote: quote, Footer: words, Lines: []string{words},
			Fields: []desk.Field{{Label: short, Value: words, At: due, Note: short}},
			Files:  []desk.File{{Name: words, Kind: short, URL: short}, {Name: short, URL: "https://x.example/" + words}},
		}
		for _, s := range []layout.Formatting{{}, {NoTime: true}} {
			for _, page := range append(layout.Split(c), c) {
				part := layout.Text(page, s)
				text, entities, err := markup.Parse(part)
				if err != nil {
					t.Fatalf("%q: %v", part, err)
				}
				if n := markup.Length(text); n > layout.Limit {
					t.Errorf("a message is %d long", n)
				}
				for _, e := range markup.Detect(text, entities) {
					if e.Type == "mention" || e.Type == "text_mention" {
						t.Errorf("%q calls %q", part, markup.Slice(text, e))
					}
				}
			}
		}
	})
}
