// Package layout turns cards into Slack's blocks, and forms into its modals.
//
// People's words stand in plain_text alone, where they can be neither markup
// nor a call. Only what is ours and is made of letters may be mrkdwn: a field's
// bold label, a date that shows in the reader's own zone, and the live mentions
// of Card.Mention. There is no rich_text: a message that once held one cannot be
// changed into one that holds none. All limits are kept here, so that nothing
// the desk says is refused for its size. Every message has its whole sense in
// Text too, which notifications and screen readers read.
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
	maxParts   = 5              // messages a card may become; whoever writes more is cut short
	maxRows    = 20
	maxBytes   = maxSection * 8 // of any text: what it holds of white space is not shown
)

// MaxText is how long a message's text may be: Slack cuts it at 4000 characters
// (chat.postMessage, text), and what it escapes counts.
const MaxText = 3900

// A Message is what Slack is sent.
type Message struct {
	Blocks []slack.Block
	Text   string // the same in one piece, escaped
}

// Show is a card as one message. Words that do not fit are cut.
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
	add(fields(c.Fields)...)
	if c.Author != "" {
		add(slack.NewContextBlock("", plain("💬 "+oneLine(c.Author), maxField)))
	}
	for _, words := range quote {
		add(section(words))
	}
	if len(c.Files) > 0 {
		add(files(c.Files))
	}
	if lines := strings.TrimSpace(strings.Join(c.Lines, "\n")); lines != "" {
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

// Split is a card as the cards of one message each, the first one first: somebody's
// words go on from one to the next. Where something has to be pressed below them,
// it stays one.
func Split(c desk.Card) []desk.Card {
	pages := desk.Length{Max: maxQuote}.Split(bounded(c).Quote, maxParts)
	if len(pages) < 2 || len(c.Buttons) > 0 {
		return []desk.Card{c}
	}
	return c.Pages(pages)
}

// sections are words in pieces that a section holds. A piece ends at a word, but
// is never less than a third of a section: the words of one message lose nothing.
func sections(words string) []string {
	return desk.Length{Max: maxSection}.Split(words, 3*maxQuote/maxSection)
}

// bounded is a card without what no message could show: the rest of the work
// does not depend on how much somebody has pasted.
func bounded(c desk.Card) desk.Card {
	c.Fields, c.Files = slices.Clone(c.Fields), slices.Clone(c.Files)
	c.Lines = slices.Clone(c.Lines[:min(len(c.Lines), maxSection)])
	c.Quote = valid(bytesOf(c.Quote, maxQuote*(maxParts+1)*utf8.UTFMax))
	texts := []*string{&c.Title, &c.Lead, &c.Author, &c.Footer}
	for i := range c.Fields {
		texts = append(texts, &c.Fields[i].Label, &c.Fields[i].Value)
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

// summary is a message in one piece: what it is about comes first, for that is
// all that a notification shows. Whom it calls is only named here: the blocks
// call them.
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
	for _, f := range c.Fields {
		add(oneLine(f.Label) + ": " + oneLine(f.Value))
	}
	add(oneLine(c.Author))
	for _, words := range quote {
		add(words)
	}
	for _, f := range c.Files {
		add("📎 " + fileName(f))
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

// Plain is a card with nothing that Slack could refuse but its text, for when it
// refused the blocks. Whom the card calls is called here.
func Plain(c desk.Card) string {
	c = bounded(c)
	called := mentions(c.Mention)
	if called != "" {
		called += "\n"
	}
	c.Mention = nil
	return called + summaryWithin(c, sections(c.Quote), MaxText-counted.Of(called))
}

// mentions calls people, and nothing else does. Who has no account here is
// only named.
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

// field is one short fact, its label in bold where neither half of it could be
// taken for markup.
func field(f desk.Field) *slack.TextBlockObject {
	label, value := oneLine(f.Label), oneLine(f.Value)
	if value == "" {
		value = "—"
	}
	if !isHarmless(label) || !isHarmless(value) || counted.Of(label+value) > maxField/2 {
		return plain(label+"\n"+value, maxField)
	}
	if !f.At.IsZero() {
		value = fmt.Sprintf("<!date^%d^{date_short_pretty} {time}|%s>", f.At.Unix(), value)
	}
	return markup("*" + label + "*\n" + value)
}

// files names what was attached. A link has a clean label only: a name that
// could be markup is shown as it is, without one.
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
			names = append(names, markup("📎 <"+strings.ReplaceAll(escape(u.String()), "|", "%7C")+"|"+name+">"))
			continue
		}
		names = append(names, plain("📎 "+name, maxField))
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

// plain is text that is shown as it is: no markup, no call, no :emoji: either.
func plain(s string, most int) *slack.TextBlockObject {
	return &slack.TextBlockObject{Type: slack.PlainTextType, Text: cut(s, most), Emoji: new(false)}
}

// markup is for what is ours alone. Verbatim leaves addresses and channel names
// in it as they are.
func markup(s string) *slack.TextBlockObject {
	return &slack.TextBlockObject{Type: slack.MarkdownType, Text: s, Verbatim: true}
}
