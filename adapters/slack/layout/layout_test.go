package layout_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"vakhta/adapters/slack/layout"
	"vakhta/desk"
	"vakhta/internal/golden"
	"vakhta/sim/slack/blockkit"
	"vakhta/sim/slack/mrkdwn"
)

func encode(t testing.TB, v any) []byte {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// sound fails the test if Slack would refuse a message, or if it mentions
// anybody except those it may.
func sound(t testing.TB, m layout.Message, mayCall ...string) {
	t.Helper()
	raw := encode(t, m.Blocks)
	if found := blockkit.Message(raw); len(found) > 0 {
		t.Errorf("Slack refuses it: %s", blockkit.Sentences(found))
	}
	if n := len([]rune(m.Text)); n == 0 || n > 4000 {
		t.Errorf("the text has %d characters", n)
	}
	called := append(mrkdwn.Mentions(m.Text), mrkdwn.BlockMentions(raw)...)
	if fmt.Sprint(called) != fmt.Sprint(mayCall) && len(called)+len(mayCall) > 0 {
		t.Errorf("it calls %q, want %q", called, mayCall)
	}
}

func key(n int) desk.Key { return desk.Key{Project: "ROM", Number: n} }

func whole() desk.Card {
	return desk.Card{
		Tone: desk.ToneUrgent, Title: "ROM-42 · New · P1", Lead: "Payments are down.",
		Fields: []desk.Field{
			{Label: "Priority", Value: "P1"},
			{Label: "Requester", Value: "Anna *Kim*"},
			{Label: "Due", Value: "14:15 MSK", At: time.Unix(1_790_000_000, 0), Note: "overdue"},
		},
		Author: "Anna Kim", Quote: "Nobody can pay <!channel>\n*all* tills",
		Files:   []desk.File{{Name: "till.jpg", Kind: "photo", URL: "https://shop.slack.com/files/F1"}, {Name: "*a*|b", URL: "https://shop.slack.com/files/F2"}, {Kind: "voice"}},
		Lines:   []string{"Nobody has it yet.", "Next: the second line, at 14:30."},
		Mention: []desk.Mention{{Account: desk.Account{Platform: desk.Slack, ID: "U0BORIS"}, Name: "Boris"}, {Account: desk.Account{Platform: desk.Telegram, ID: "5001"}, Name: "*Vera*"}},
		Buttons: [][]desk.Button{
			{
				{Label: "Take", Style: desk.StylePrimary, Press: desk.Press{Action: desk.ActAck, Key: key(42), Rev: 7}},
				{Label: "Escalate", Style: desk.StyleDanger, Confirm: desk.Confirm{Question: "Page the second line?", Yes: "Yes, page it", No: "Not now"}, Press: desk.Press{Action: desk.ActEscalate, Key: key(42), Rev: 7}},
			},
			{
				{Label: "Add to ROM-40", Press: desk.Press{Action: desk.ActAttach, Key: key(40), Arg: "42"}},
				{Label: "Add to ROM-41", Press: desk.Press{Action: desk.ActAttach, Key: key(41), Arg: "42"}},
				{Label: "New", Press: desk.Press{Action: desk.ActNew}},
				{Label: "XLSX", Press: desk.Press{Action: desk.ActReport, Arg: "ROM:xlsx"}},
			},
		},
		Footer: "updated 14:05",
	}
}

func TestACardIsLaidOut(t *testing.T) {
	m := layout.Show(whole())
	sound(t, m, "@U0BORIS")
	shown, err := json.MarshalIndent(m.Blocks, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, "card.json", string(shown)+"\n")
	golden.Compare(t, "card.txt", m.Text+"\n")
}

func TestEachKindOfAFieldHasItsOwnElement(t *testing.T) {
	f := desk.Form{
		Act: desk.ActDetails, Key: key(42), Title: "Certificate", Submit: "Send", Cancel: "Cancel", Note: "ROM-42 is registered.",
		Fields: []desk.FormField{
			{Name: "domain", Kind: desk.TextField, Label: "For which domain?", Hint: "shop.example"},
			{Name: "kind", Kind: desk.ChoiceField, Label: "Which kind?", Value: "one", Options: []desk.Option{{Value: "one", Label: "For one domain"}, {Value: "all", Label: "For all"}}},
			{Name: "until", Kind: desk.DateField, Label: "By which day?", Value: "2026-12-05", Optional: true},
			{Name: "years", Kind: desk.NumberField, Label: "For how many years?", Value: "2"},
			{Name: "owner", Kind: desk.PersonField, Label: "Who answers for it?", Value: "slack:U0JOHN"},
			{Name: "written", Kind: desk.PersonField, Label: "Who pays?", Value: "Ольга", Optional: true},
			{Name: "request", Kind: desk.FilesField, Label: "The request", Hint: "Send it in the thread of ROM-42"},
		},
	}
	view := encode(t, layout.Modal(f, desk.Address{Platform: desk.Slack, Chat: "C0L1"}))
	if found := blockkit.Modal(view); len(found) > 0 {
		t.Errorf("Slack refuses it: %s", blockkit.Sentences(found))
	}
	var shown bytes.Buffer
	if err := json.Indent(&shown, view, "", "  "); err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, "modal.json", shown.String()+"\n")
}

func TestAFormIsLaidOut(t *testing.T) {
	f := desk.Form{
		Act: desk.ActWait, Key: key(42), Title: "A title of far too many letters", Submit: "Send", Cancel: "Cancel",
		Fields: []desk.FormField{
			{Name: "on", Label: "For whom", Options: []desk.Option{{Value: "customer", Label: "Customer"}, {Value: "vendor", Label: "Vendor"}}},
			{Name: "text", Label: "Why", Hint: "The customer reads it.", Optional: true},
		},
	}
	view := encode(t, layout.Modal(f, desk.Address{Platform: desk.Slack, Chat: "C0L1"}))
	if found := blockkit.Modal(view); len(found) > 0 {
		t.Errorf("Slack refuses it: %s", blockkit.Sentences(found))
	}
	for n := range 120 {
		f.Fields[0].Options = append(f.Fields[0].Options, desk.Option{Value: fmt.Sprint(n), Label: strings.Repeat("x", 80)})
	}
	if found := blockkit.Modal(encode(t, layout.Modal(f, desk.Address{}))); len(found) > 0 {
		t.Errorf("Slack refuses one with many choices: %s", blockkit.Sentences(found))
	}
}

func TestLongWordsGoOnInFurtherMessages(t *testing.T) {
	for name, words := range map[string]string{
		"short words": strings.Repeat("word 😀 ", 4000),
		"long lines":  strings.Repeat("word "+strings.Repeat("😀", 1100)+" "+strings.Repeat("слово", 250)+"\n", 8),
	} {
		want := strings.Count(words, "word")
		all := layout.Split(desk.Card{Lead: "Anna says", Quote: words, Lines: []string{"That is all."}})
		if len(all) < 3 {
			t.Fatalf("%s: %d messages hold it, want several", name, len(all))
		}
		var text strings.Builder
		for _, c := range all {
			m := layout.Show(c)
			sound(t, m)
			text.Write(encode(t, m.Blocks))
		}
		if n := strings.Count(text.String(), "word"); n != want {
			t.Errorf("%s: %d of %d words are shown", name, n, want)
		}
		if last := all[len(all)-1]; strings.Join(last.Lines, "") != "That is all." || last.Lead != "" || all[0].Lead == "" {
			t.Errorf("%s: the first does not begin the card, or the last does not end it", name)
		}
	}
}

func TestWhatIsTooMuchIsCutWithAMark(t *testing.T) {
	words := strings.Repeat("слово ", 100_000)
	buttons := [][]desk.Button{{{Label: "Take", Press: desk.Press{Action: desk.ActAck, Key: key(1)}}}}
	for name, all := range map[string][]desk.Card{
		"split":         layout.Split(desk.Card{Quote: words}),
		"whole":         {{Quote: words}},
		"above buttons": layout.Split(desk.Card{Quote: words, Buttons: buttons}),
	} {
		for _, c := range all {
			sound(t, layout.Show(c))
		}
		if name != "split" && len(all) != 1 {
			t.Errorf("%s: %d messages, want one", name, len(all))
		}
		if last := string(encode(t, layout.Show(all[len(all)-1]).Blocks)); !strings.Contains(last, "…") {
			t.Errorf("%s: nothing says that there is more", name)
		}
	}
}

func TestALimitIsKeptWhereverThereIsOne(t *testing.T) {
	long := strings.Repeat("я😀<&*", 9000)
	c := desk.Card{Title: long, Lead: long, Author: long, Footer: long, Lines: []string{long, long}}
	for range 35 {
		c.Fields = append(c.Fields, desk.Field{Label: long, Value: long, At: time.Unix(1, 0)}, desk.Field{})
		c.Files = append(c.Files, desk.File{Name: long, URL: "https://example.com/" + long})
		c.Mention = append(c.Mention, desk.Mention{Name: long})
		row := make([]desk.Button, 30)
		for i := range row {
			row[i] = desk.Button{Label: long, Confirm: desk.Confirm{Question: long, Yes: long, No: long}, Press: desk.Press{Action: desk.ActType, Key: key(1), Arg: fmt.Sprint(i)}}
		}
		c.Buttons = append(c.Buttons, row)
	}
	sound(t, layout.Show(c))
	if n := len([]rune(layout.Plain(c))); n > 4000 {
		t.Errorf("the plain text has %d characters", n)
	}
	sound(t, layout.Show(desk.Card{}))
}

func TestAPlainCardCallsWhomTheCardCalls(t *testing.T) {
	got := layout.Plain(whole())
	if called := mrkdwn.Mentions(got); fmt.Sprint(called) != "[@U0BORIS]" {
		t.Errorf("it calls %q in %q", called, got)
	}
	if !strings.Contains(got, "Nobody can pay &lt;!channel&gt;") {
		t.Errorf("the words are not literal in %q", got)
	}
}

func TestALabelIsBoldBesideWhatIsNoMarkup(t *testing.T) {
	for value, bold := range map[string]bool{
		"Incident (by rule: “payments are down”)": true, "Вопрос (угадано по слову «подскажите», 99 %)": true,
		"Anna *Kim*": false, "<!here>": false, ":smile:": false,
	} {
		m := layout.Show(desk.Card{Fields: []desk.Field{{Label: "Type", Value: value}}})
		if got := strings.Contains(string(encode(t, m.Blocks)), "*Type*"); got != bold {
			t.Errorf("beside %q the label is bold: %t, want %t", value, got, bold)
		}
	}
}

func TestAButtonSaysWhatWasPressed(t *testing.T) {
	for _, row := range whole().Buttons {
		m := layout.Show(desk.Card{Title: "t", Buttons: [][]desk.Button{row}})
		var found []desk.Press
		for _, b := range m.Blocks {
			actions, ok := b.(*slack.ActionBlock)
			if !ok {
				continue
			}
			for _, e := range actions.Elements.ElementSet {
				button := e.(*slack.ButtonBlockElement)
				press, ok := layout.ReadPress(button.ActionID, button.Value, actions.BlockID)
				if !ok {
					t.Errorf("%s %s is no press", button.ActionID, button.Value)
				}
				found = append(found, press)
			}
		}
		var want []desk.Press
		for _, b := range row {
			want = append(want, b.Press)
		}
		if fmt.Sprint(found) != fmt.Sprint(want) {
			t.Errorf("read %+v, want %+v", found, want)
		}
	}
}

func FuzzWhateverPeopleWriteStaysText(f *testing.F) {
	for _, s := range []string{"<!channel>", "<@U0ANNA>", "*b* _i_ `c`", "a|b", "<http://x|y>", "&lt;!here&gt;", "\xff\x00", ":smile:", "😀"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, one, two string) {
		c := desk.Card{
			Title: one, Lead: two, Author: one, Quote: two, Footer: one, Lines: []string{two},
			Fields:  []desk.Field{{Label: one, Value: two, Note: one}, {Label: two, Value: one, Note: two, At: time.Unix(1_790_000_000, 0)}},
			Files:   []desk.File{{Name: one, URL: "https://example.com/" + two}, {Name: two, URL: one}},
			Mention: []desk.Mention{{Name: one}, {Account: desk.Account{Platform: desk.Slack, ID: two}, Name: one}},
			Buttons: [][]desk.Button{{{Label: one, Confirm: desk.Confirm{Question: two, Yes: one, No: two}, Press: desk.Press{Action: desk.ActAck, Key: key(1)}}}},
		}
		c.Mention[1].Account.ID = "not " + two
		for _, page := range layout.Split(c) {
			sound(t, layout.Show(page))
		}
		if called := mrkdwn.Mentions(layout.Plain(c)); len(called) > 0 {
			t.Errorf("the plain text calls %q", called)
		}
	})
}
