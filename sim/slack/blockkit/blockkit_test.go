package blockkit_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"vakhta/sim/slack/blockkit"
)

// long returns n letters of two bytes each: Slack counts characters, not bytes.
func long(n int) string { return strings.Repeat("я", n) }

// times repeats a JSON value with its index for %d.
func times(n int, format string) string {
	var out []string
	for i := range n {
		out = append(out, strings.ReplaceAll(format, "%d", fmt.Sprint(i)))
	}
	return "[" + strings.Join(out, ",") + "]"
}

const okButton = `{"type":"button","action_id":"a","text":{"type":"plain_text","text":"Ack"}}`

func plain(s string) string { return fmt.Sprintf(`{"type":"plain_text","text":%q}`, s) }

func options(n int) string {
	return times(n, `{"text":{"type":"plain_text","text":"o"},"value":"v%d"}`)
}

func actionsOf(elements ...string) string {
	return `[{"type":"actions","elements":[` + strings.Join(elements, ",") + `]}]`
}

func TestWhatFitsIsTakenAndOneMoreIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		fits, over string
		pointer    string
	}{
		"blocks of a message":       {times(50, `{"type":"divider"}`), times(51, `{"type":"divider"}`), "/blocks"},
		"section text":              {`[{"type":"section","text":` + plain(long(3000)) + `}]`, `[{"type":"section","text":` + plain(long(3001)) + `}]`, "/blocks/0/text/text"},
		"section text is not empty": {`[{"type":"section","text":` + plain("x") + `}]`, `[{"type":"section","text":` + plain("") + `}]`, "/blocks/0/text/text"},
		"section fields":            {`[{"type":"section","fields":` + times(10, plain("f")) + `}]`, `[{"type":"section","fields":` + times(11, plain("f")) + `}]`, "/blocks/0/fields"},
		"a field":                   {`[{"type":"section","fields":[` + plain(long(2000)) + `]}]`, `[{"type":"section","fields":[` + plain(long(2001)) + `]}]`, "/blocks/0/fields/0/text"},
		"a header":                  {`[{"type":"header","text":` + plain(long(150)) + `}]`, `[{"type":"header","text":` + plain(long(151)) + `}]`, "/blocks/0/text/text"},
		"a header is plain":         {`[{"type":"header","text":` + plain("h") + `}]`, `[{"type":"header","text":{"type":"mrkdwn","text":"h"}}]`, "/blocks/0/text/type"},
		"context elements":          {`[{"type":"context","elements":` + times(10, plain("c")) + `}]`, `[{"type":"context","elements":` + times(11, plain("c")) + `}]`, "/blocks/0/elements"},
		"actions": {`[{"type":"actions","elements":` + times(25, strings.Replace(okButton, `"a"`, `"a%d"`, 1)) + `}]`,
			`[{"type":"actions","elements":` + times(26, strings.Replace(okButton, `"a"`, `"a%d"`, 1)) + `}]`, "/blocks/0/elements"},
		"a button's label": {actionsOf(`{"type":"button","text":` + plain(long(75)) + `}`), actionsOf(`{"type":"button","text":` + plain(long(76)) + `}`), "/blocks/0/elements/0/text/text"},
		"a button's value": {actionsOf(`{"type":"button","text":` + plain("b") + `,"value":"` + long(2000) + `"}`), actionsOf(`{"type":"button","text":` + plain("b") + `,"value":"` + long(2001) + `"}`), "/blocks/0/elements/0/value"},
		"an action_id":     {actionsOf(strings.Replace(okButton, `"a"`, `"`+long(255)+`"`, 1)), actionsOf(strings.Replace(okButton, `"a"`, `"`+long(256)+`"`, 1)), "/blocks/0/elements/0/action_id"},
		"options":          {actionsOf(`{"type":"static_select","options":` + options(100) + `}`), actionsOf(`{"type":"static_select","options":` + options(101) + `}`), "/blocks/0/elements/0/options"},
		"an overflow menu": {actionsOf(`{"type":"overflow","options":` + options(5) + `}`), actionsOf(`{"type":"overflow","options":` + options(6) + `}`), "/blocks/0/elements/0/options"},
		"checkboxes":       {actionsOf(`{"type":"checkboxes","options":` + options(10) + `}`), actionsOf(`{"type":"checkboxes","options":` + options(11) + `}`), "/blocks/0/elements/0/options"},
		"an option's value": {actionsOf(`{"type":"overflow","options":[{"text":` + plain("o") + `,"value":"` + long(150) + `"}]}`),
			actionsOf(`{"type":"overflow","options":[{"text":` + plain("o") + `,"value":"` + long(151) + `"}]}`), "/blocks/0/elements/0/options/0/value"},
		"markdown together": {`[{"type":"markdown","text":"` + long(6000) + `"},{"type":"markdown","text":"` + long(6000) + `"}]`,
			`[{"type":"markdown","text":"` + long(6000) + `"},{"type":"markdown","text":"` + long(6001) + `"}]`, "/blocks/1/text"},
		"block ids":        {`[{"type":"divider","block_id":"a"},{"type":"divider","block_id":"b"}]`, `[{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}]`, "/blocks/1/block_id"},
		"action ids":       {actionsOf(okButton, strings.Replace(okButton, `"a"`, `"b"`, 1)), actionsOf(okButton, okButton), "/blocks/0/elements/1/action_id"},
		"an alt text":      {`[{"type":"image","image_url":"https://x/y.png","alt_text":"a chart"}]`, `[{"type":"image","image_url":"https://x/y.png"}]`, "/blocks/0"},
		"known blocks":     {`[{"type":"divider"}]`, `[{"type":"hologram"}]`, "/blocks/0/type"},
		"known fields":     {`[{"type":"divider"}]`, `[{"type":"divider","colour":"red"}]`, "/blocks/0"},
		"one table":        {`[{"type":"table","rows":[[{"type":"raw_text","text":"a"}]]}]`, `[` + times(2, `{"type":"table","rows":[[{"type":"raw_text","text":"a"}]]}`)[1:], "/blocks/1"},
		"data table":       {`[{"type":"data_table","caption":"c","rows":[[{"type":"raw_text","text":"a"}],[{"type":"raw_text","text":"b"}]]}]`, `[{"type":"data_table","caption":"c","rows":[[{"type":"raw_text","text":"a"}],[{"type":"raw_text","text":"b"},{"type":"raw_text","text":"c"}]]}]`, "/blocks/0/rows"},
		"chart":            {`[{"type":"data_visualization","title":"t","chart":{"type":"pie","segments":[{"label":"a","value":1}]}}]`, `[{"type":"data_visualization","title":"t","chart":{"type":"pie","segments":[]}}]`, "/blocks/0/chart/segments"},
		"table rows":       {`[{"type":"table","rows":` + times(100, `[{"type":"raw_text","text":"a"}]`) + `}]`, `[{"type":"table","rows":` + times(101, `[{"type":"raw_text","text":"a"}]`) + `}]`, "/blocks/0/rows"},
		"table columns":    {`[{"type":"table","rows":[` + times(20, `{"type":"raw_text","text":"a"}`) + `]}]`, `[{"type":"table","rows":[` + times(21, `{"type":"raw_text","text":"a"}`) + `]}]`, "/blocks/0/rows/0"},
		"a button's place": {actionsOf(okButton), `[{"type":"context","elements":[` + okButton + `]}]`, "/blocks/0/elements/0/type"},
		"a confirmation":   {actionsOf(confirmed(long(300))), actionsOf(confirmed(long(301))), "/blocks/0/elements/0/confirm/text/text"},
		"rich text": {`[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"hi"}]}]}]`,
			`[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"shout","text":"hi"}]}]}]`, "/blocks/0/elements/0/elements/0/type"},
	} {
		if found := blockkit.Message([]byte(c.fits)); len(found) > 0 {
			t.Errorf("%s: refused what fits: %v", name, found)
		}
		found := blockkit.Message([]byte(c.over))
		if len(found) != 1 || found[0].Pointer != c.pointer {
			t.Errorf("%s: got %v, want one fault at %s", name, found, c.pointer)
		}
	}
}

func confirmed(text string) string {
	return `{"type":"button","text":` + plain("b") + `,"confirm":{"title":` + plain("t") + `,"text":` + plain(text) + `,"confirm":` + plain("Yes") + `,"deny":` + plain("No") + `}}`
}

func TestAModalNeedsItsTitleAndASubmitForInputs(t *testing.T) {
	input := `{"type":"input","block_id":"b","label":` + plain("Text") + `,"element":{"type":"plain_text_input","action_id":"a"}}`
	whole := `{"type":"modal","title":` + plain(long(24)) + `,"submit":` + plain("Send") + `,"private_metadata":"` + long(3000) + `","blocks":[` + input + `]}`
	if found := blockkit.Modal([]byte(whole)); len(found) > 0 {
		t.Fatalf("a good modal: %v", found)
	}
	for name, change := range map[string][2]string{
		"/view/title/text":       {long(24), long(25)},
		"/view/submit":           {`"submit":` + plain("Send") + `,`, ""},
		"/view/type":             {`"type":"modal"`, `"type":"home"`},
		"/view":                  {`"title"`, `"heading"`},
		"/view/private_metadata": {long(3000), long(3001)},
		"/view/blocks":           {`[` + input + `]`, `"none"`},
	} {
		found := blockkit.Modal([]byte(strings.Replace(whole, change[0], change[1], 1)))
		if len(found) == 0 || !hasPointer(found, name) {
			t.Errorf("change %.30q: got %v, want a fault at %s", change, found, name)
		}
	}
	if found := blockkit.Home([]byte(`{"type":"home","blocks":` + times(101, `{"type":"divider"}`) + `}`)); !hasPointer(found, "/view/blocks") {
		t.Errorf("101 blocks of a Home tab: %v", found)
	}
}

func hasPointer(found []blockkit.Problem, pointer string) bool {
	for _, p := range found {
		if p.Pointer == pointer {
			return true
		}
	}
	return false
}

func TestWhatTheSlackLibraryBuildsIsTaken(t *testing.T) {
	text := slack.NewTextBlockObject(slack.PlainTextType, "ROM-1", true, false)
	button := slack.NewButtonBlockElement("ack", "ROM-1", text).WithStyle(slack.StylePrimary)
	button.Confirm = slack.NewConfirmationBlockObject(text, slack.NewTextBlockObject(slack.MarkdownType, "*sure?*", false, false), text, text)
	option := slack.NewOptionBlockObject("P1", text, text)
	built := slack.Blocks{BlockSet: []slack.Block{
		slack.NewHeaderBlock(text),
		slack.NewSectionBlock(text, []*slack.TextBlockObject{text}, slack.NewAccessory(button)),
		slack.NewContextBlock("c", text, slack.NewImageBlockElement("https://example.com/a.png", "a")),
		slack.NewDividerBlock(),
		slack.NewActionBlock("a", button, slack.NewOverflowBlockElement("more", option), slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, text, "p", option)),
		slack.NewInputBlock("i", text, text, slack.NewPlainTextInputBlockElement(text, "t")),
		slack.NewRichTextBlock("r", slack.NewRichTextSection(slack.NewRichTextSectionTextElement("x", &slack.RichTextSectionTextStyle{Bold: true}), slack.NewRichTextSectionUserElement("U1", nil))),
		slack.NewMarkdownBlock("m", "**bold**"),
		slack.NewImageBlock("https://example.com/a.png", "a", "i2", text),
	}}
	raw, err := json.Marshal(built)
	if err != nil {
		t.Fatal(err)
	}
	if found := blockkit.Message(raw); len(found) > 0 {
		t.Errorf("refused: %v", blockkit.Sentences(found))
	}
}

func TestBlocksWithoutAnIDGetOneOfTheirOwn(t *testing.T) {
	named := blockkit.Name(json.RawMessage(`[{"type":"divider"},{"type":"divider","block_id":"b0"},{"type":"divider"}]`))
	var list []struct {
		ID string `json:"block_id"`
	}
	if err := json.Unmarshal(named, &list); err != nil {
		t.Fatal(err)
	}
	if list[0].ID == "" || list[0].ID == "b0" || list[1].ID != "b0" || list[2].ID == "" {
		t.Errorf("ids: %+v", list)
	}
	if found := blockkit.Message(named); len(found) > 0 {
		t.Errorf("named blocks are refused: %v", found)
	}
}

func FuzzAnyJSONIsCheckedWithoutHarm(f *testing.F) {
	f.Add([]byte(actionsOf(okButton)))
	f.Add([]byte(`[{"type":"table","rows":[[null,1]]},{"type":"rich_text","elements":[{"elements":{}}]}]`))
	f.Add([]byte(`{"type":"modal","blocks":[{"type":"input","element":7}]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		blockkit.Modal(raw)
		blockkit.Home(raw)
		found := blockkit.Message(raw)
		if len(found) == 0 {
			if again := blockkit.Message(blockkit.Name(raw)); len(again) > 0 {
				t.Errorf("naming spoiled the blocks: %v", again)
			}
		}
	})
}

func TestTheRarerBlocksAreKnown(t *testing.T) {
	for _, block := range []string{
		`{"type":"alert","text":` + plain("Payments are down") + `,"level":"error"}`,
		`{"type":"card","title":` + plain("ROM-1") + `,"body":` + plain("x") + `,"actions":[` + okButton + `]}`,
		`{"type":"carousel","elements":[{"type":"card","title":` + plain("ROM-1") + `}]}`,
		`{"type":"context_actions","elements":[{"type":"feedback_buttons","action_id":"f","positive_button":{"text":` + plain("+") + `,"value":"1"},"negative_button":{"text":` + plain("-") + `,"value":"0"}}]}`,
		`{"type":"video","title":` + plain("v") + `,"alt_text":"v","video_url":"https://x/v","thumbnail_url":"https://x/t"}`,
		`{"type":"input","label":` + plain("When") + `,"element":{"type":"datepicker","action_id":"d"}}`,
		`{"type":"input","label":` + plain("Files") + `,"element":{"type":"file_input","max_files":10}}`,
		`{"type":"section","text":` + plain("who") + `,"accessory":{"type":"multi_users_select","action_id":"m"}}`,
		`{"type":"actions","elements":[{"type":"static_select","option_groups":[{"label":` + plain("g") + `,"options":` + options(2) + `}]}]}`,
		`{"type":"rich_text","elements":[{"type":"rich_text_list","style":"bullet","elements":[{"type":"rich_text_section","elements":[]}]},{"type":"rich_text_quote","elements":[]}]}`,
	} {
		if found := blockkit.Message([]byte("[" + block + "]")); len(found) > 0 {
			t.Errorf("%s: %v", block, found)
		}
	}
	for block, pointer := range map[string]string{
		`{"type":"carousel","elements":` + times(11, `{"type":"card","title":`+plain("t")+`}`) + `}`: "/blocks/0/elements",
		`{"type":"card","title":` + plain(long(151)) + `}`:                                           "/blocks/0/title/text",
		`{"type":"card","body":` + plain(long(201)) + `}`:                                            "/blocks/0/body/text",
		`{"type":"alert","text":` + plain("x") + `,"level":"apocalypse"}`:                            "/blocks/0/level",
		`{"type":"input","label":` + plain("l") + `,"element":{"type":"file_input","max_files":11}}`: "/blocks/0/element/max_files",
		`{"type":"rich_text","elements":[{"type":"rich_text_list","elements":[{"type":"text"}]}]}`:   "/blocks/0/elements/0/elements/0/type",
	} {
		if found := blockkit.Message([]byte("[" + block + "]")); !hasPointer(found, pointer) {
			t.Errorf("%.60s: got %v, want a fault at %s", block, found, pointer)
		}
	}
}
