// Package layout turns cards into Slack's blocks, and forms into its modals.
//
// People's words are only in plain_text, where they can be neither markup nor a
// mention. Only the desk's own words that have nothing but letters are mrkdwn:
// a field's bold label, a date that is shown in the reader's zone, and the live
// mentions of Card.Mention; and blocks of code, in which nothing is markup. There
// is no rich_text, because a message that had one cannot be changed into one that
// has none. All limits are kept here, so that nothing is refused for its size.
// Every message also has its whole content in Text, for notifications and screen
// readers.
package layout

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"vakhta/desk"
)

// Slack's limits, in characters and pieces.
const (
	maxHeader  = 150
	maxSection = 3000
	maxFields  = 10
	maxField   = 2000
	maxPieces  = 10             // elements of a context block
	maxQuote   = 3 * maxSection // somebody's words in one message
	maxParts   = 5              // messages of one card; the rest is cut
	maxRows    = 20
	maxBytes   = maxSection * 8 // of any text, including white space that is not shown
)

// MaxText is the longest text of a message: Slack cuts it at 4000 characters
// (chat.postMessage, text), counting escapes.
const MaxText = 3900

// A Message is what is sent to Slack.
type Message struct {
	Blocks []slack.Block
	Text   string // the same in one piece, escaped
}

// Show returns a card as one message. Words that do not fit are cut.
func Show(c desk.Card) Message {
	c = bounded(c)
	quote := sections(desk.Length{Max: maxQuote}.Cut(c.Quote))
	var bs []slack.Block
	add := func(all ...slack.Block) { bs = append(bs, all...) }
	if called := mentions(c.Mention); called != "" {
		add(slack.NewSectionBlock(markup(called), nil, nil))
	}
	mark := c.Tone.Sign()
	if c.Title != "" {
		add(slack.NewHeaderBlock(plain(mark+oneLine(c.Title), maxHeader)))
		mark = ""
	}
	if lead := strings.TrimSpace(c.Lead); lead != "" {
		add(section(mark + lead))
	}
	if c.Author != "" {
		add(slack.NewContextBlock("", plain("💬 "+oneLine(c.Author), maxField)))
	}
	add(spoken(quote)...)
	if len(c.Files) > 0 {
		add(files(c.Files))
	}
	add(fields(c.Fields)...)
	if c.Chart != nil {
		add(chart(*c.Chart))
	}
	if c.Table != nil {
		add(table(*c.Table))
	} else if lines := strings.TrimSpace(strings.Join(c.Lines, "\n")); lines != "" {
		add(section(lines))
	}
	if footer := strings.TrimSpace(c.Footer); footer != "" {
		add(slack.NewContextBlock("", plain(footer, maxSection)))
	}
	add(actions(c.Buttons)...)
	if len(bs) == 0 {
		add(section("…"))
	}
	return Message{Blocks: bs, Text: summary(c, quote)}
}

// Split returns a card as cards of one message each, in order. Somebody's words
// continue from one to the next. A card with buttons stays one.
func Split(c desk.Card) []desk.Card {
	pages := desk.Length{Max: maxQuote}.Split(bounded(c).Quote, maxParts)
	if len(pages) < 2 || len(c.Buttons) > 0 {
		return []desk.Card{c}
	}
	return c.Pages(pages)
}

// sections divides words into pieces that fit a section. A piece ends at a
// word, but is at least a third of a section, so the words of one message
// always fit.
func sections(words string) []string {
	return desk.Length{Max: maxSection}.Split(words, 3*maxQuote/maxSection)
}

// bounded removes from a card what no message could show, so that the rest of
// the work does not depend on how much somebody has pasted.
func bounded(c desk.Card) desk.Card {
	c.Fields, c.Files = slices.Clone(c.Fields), slices.Clone(c.Files)
	c.Lines = slices.Clone(c.Lines[:min(len(c.Lines), maxSection)])
	c.Quote = valid(bytesOf(c.Quote, maxQuote*(maxParts+1)*utf8.UTFMax))
	texts := []*string{&c.Title, &c.Lead, &c.Author, &c.Footer}
	for i := range c.Fields {
		texts = append(texts, &c.Fields[i].Label, &c.Fields[i].Value, &c.Fields[i].Note)
	}
	for i := range c.Files {
		texts = append(texts, &c.Files[i].Name, &c.Files[i].Kind)
	}
	for i := range c.Lines {
		texts = append(texts, &c.Lines[i])
	}
	for _, text := range texts {
		*text = bytesOf(*text, maxBytes)
	}
	return c
}

// summary returns a message as one text. What it is about comes first, because
// a notification shows nothing else. People are only named here; the blocks
// mention them.
func summary(c desk.Card, quote []string) string { return summaryWithin(c, quote, MaxText) }

func summaryWithin(c desk.Card, quote []string, most int) string {
	var parts []string
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" {
			parts = append(parts, s)
		}
	}
	add(c.Tone.Sign() + oneLine(c.Title))
	for _, m := range c.Mention {
		add(oneLine(m.Name))
	}
	add(c.Lead)
	add(oneLine(c.Author))
	for _, words := range quote {
		add(words)
	}
	for _, f := range c.Files {
		add(f.Sign() + fileName(f))
	}
	for _, f := range c.Fields {
		f.Note = oneLine(f.Note)
		add(oneLine(f.Label) + ": " + oneLine(f.Value) + f.Remark())
	}
	for _, line := range c.Lines {
		add(line)
	}
	add(c.Footer)
	if len(parts) == 0 {
		return "…"
	}
	return escapeWithin(valid(strings.Join(parts, "\n")), most)
}

// Plain returns a card as text, for when Slack refused the blocks. People are
// mentioned here.
func Plain(c desk.Card) string {
	c = bounded(c)
	called := mentions(c.Mention)
	if called != "" {
		called += "\n"
	}
	c.Mention = nil
	return called + summaryWithin(c, sections(c.Quote), MaxText-counted.Of(called))
}

// mentions names people; nothing else does. People without an account here
// are only named.
func mentions(all []desk.Mention) string {
	var names []string
	for _, m := range all {
		if m.Account.Platform == desk.Slack && isID(m.Account.ID) {
			names = append(names, "<@"+m.Account.ID+">")
		} else if name := harmless(m.Name); name != "" {
			names = append(names, name)
		}
	}
	for list := strings.Join(names, ", "); ; list = strings.Join(names, ", ") {
		if counted.Of(list) <= maxSection/2 {
			return list
		}
		names = names[:len(names)-1]
	}
}

func fields(all []desk.Field) []slack.Block {
	var bs []slack.Block
	for len(all) > 0 {
		n := min(len(all), maxFields)
		var texts []*slack.TextBlockObject
		for _, f := range all[:n] {
			texts = append(texts, field(f))
		}
		bs = append(bs, slack.NewSectionBlock(nil, texts, nil))
		all = all[n:]
	}
	return bs
}

// field returns one short fact, its label in bold if neither half could be
// taken for markup.
func field(f desk.Field) *slack.TextBlockObject {
	label, value := oneLine(f.Label), oneLine(f.Value)
	if value == "" {
		value = "—"
	}
	f.Note = oneLine(f.Note)
	if remark := f.Remark(); !isHarmless(label) || !isHarmless(value+remark) || counted.Of(label+value+remark) > maxField/2 {
		return plain(label+"\n"+value+remark, maxField)
	}
	if !f.At.IsZero() {
		value = fmt.Sprintf("<!date^%d^{date_short_pretty} {time}|%s>", f.At.Unix(), value)
	}
	return markup("*" + label + "*\n" + value + f.Remark())
}

// files names the attachments. A link's label must be harmless: a name that
// could be markup is shown literally, without a link.
func files(all []desk.File) slack.Block {
	var names []slack.MixedElement
	for i, f := range all {
		if i == maxPieces-1 && len(all) > maxPieces {
			names = append(names, plain(fmt.Sprintf("+%d", len(all)-i), maxField))
			break
		}
		name := fileName(f)
		u, err := url.Parse(f.URL)
		if err == nil && u.Scheme == "https" && u.Host != "" && isHarmless(name) && len(f.URL) < maxField/2 {
			names = append(names, markup(f.Sign()+"<"+strings.ReplaceAll(escape(u.String()), "|", "%7C")+"|"+name+">"))
			continue
		}
		names = append(names, plain(f.Sign()+name, maxField))
	}
	return slack.NewContextBlock("", names...)
}

func fileName(f desk.File) string {
	if name := oneLine(f.Name); name != "" {
		return cut(name, 200)
	}
	if kind := oneLine(f.Kind); kind != "" {
		return kind
	}
	return "?"
}

func section(words string) slack.Block {
	return slack.NewSectionBlock(plain(words, maxSection), nil, nil)
}

// plain returns text that is shown literally: no markup, no mention, no
// :emoji:.
func plain(s string, most int) *slack.TextBlockObject {
	return &slack.TextBlockObject{Type: slack.PlainTextType, Text: cut(s, most), Emoji: new(false)}
}

// markup is only for the desk's own words. Verbatim leaves addresses and
// channel names unchanged.
func markup(s string) *slack.TextBlockObject {
	return &slack.TextBlockObject{Type: slack.MarkdownType, Text: s, Verbatim: true}
}
