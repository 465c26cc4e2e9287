// Package layout turns cards into the text of Telegram messages.
//
// A card becomes one message in HTML. One whose words are too long, and that
// has no buttons below them, is split first. All text is literal: what people
// wrote never becomes a link or a mention; only Card.Mention does, and only the
// signs of desk.Passages become formats. Lengths count UTF-16 code units without
// markup, which is the stricter of the two ways in which Telegram may count.
package layout

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"vakhta/desk"
)

// Limit is the longest text of a message without markup (sendMessage, text).
// Telegram counts code points, and no text has fewer UTF-16 units.
const Limit = 4096

const (
	maxParts  = 5   // of one card; the rest is cut
	minQuote  = 400 // always left for a quote
	longQuote = 320 // a longer one is collapsed
	longLines = 5   // and one with more lines
)

// A Formatting says how much of Telegram's formatting to use. The zero
// Formatting is all.
type Formatting struct {
	Plain  bool // no markup at all, if the server could not parse it
	NoTime bool // no <tg-time>, for older servers
}

// Text returns a card as one message. Words that do not fit are cut.
func Text(c desk.Card, s Formatting) string {
	head, tail := headOf(c), tailOf(c)
	quote := strings.TrimSpace(unnotified(c.Quote))
	return text(s, head, quoted(Cut(quote, roomOf(c, s))), tail)
}

// Split returns a card as cards of one message each, in order. Somebody's words
// continue from one to the next. A card with buttons or a reply field stays
// one.
func Split(c desk.Card) []desk.Card {
	quote, room := strings.TrimSpace(unnotified(c.Quote)), roomOf(c, Formatting{})
	if units(quote) <= room || len(c.Buttons) > 0 || c.Expect != "" {
		return []desk.Card{c}
	}
	return c.Pages(desk.Length{Max: room}.Split(quote, maxParts))
}

// roomOf returns how long somebody's words may be besides everything else in a
// message. It does not depend on the markup.
func roomOf(c desk.Card, s Formatting) int {
	return max(Limit-measure(headOf(c), s)-measure(tailOf(c), s)-2, minQuote)
}

// A block is a paragraph of a message.
type block func(w *writer)

// headOf returns what is above somebody's words. Mentions come first, because a
// phone's notification shows only one line.
func headOf(c desk.Card) []block {
	var bs []block
	mark := c.Tone.Sign()
	if c.Title != "" {
		title := mark + oneLine(c.Title)
		bs = append(bs, func(w *writer) { w.tag("b", "", func() { w.write(title) }) })
		mark = ""
	}
	if len(c.Mention) > 0 {
		bs = append(bs, func(w *writer) { mentions(w, c.Mention) })
	}
	if c.Lead != "" {
		bs = append(bs, func(w *writer) { w.write(mark + literal(c.Lead)) })
	}
	if c.Author != "" && c.Quote != "" {
		bs = append(bs, func(w *writer) { w.tag("b", "", func() { w.write(oneLine(c.Author) + ":") }) })
	}
	if c.Author != "" && c.Quote == "" {
		bs = append(bs, func(w *writer) { w.tag("b", "", func() { w.write(oneLine(c.Author)) }) })
	}
	return bs
}

// tailOf returns what is below them.
func tailOf(c desk.Card) []block {
	var bs []block
	for _, f := range c.Fields {
		bs = append(bs, func(w *writer) { field(w, f) })
	}
	for _, f := range c.Files {
		bs = append(bs, func(w *writer) { file(w, f) })
	}
	for _, line := range c.Lines {
		bs = append(bs, func(w *writer) { w.write(literal(line)) })
	}
	if c.Footer != "" {
		bs = append(bs, func(w *writer) { w.tag("i", "", func() { w.write(literal(c.Footer)) }) })
	}
	return bs
}

// quoted returns somebody's words, collapsed if they are long.
func quoted(words string) []block {
	if words == "" {
		return nil
	}
	attrs := ""
	if units(words) > longQuote || strings.Count(words, "\n") >= longLines {
		attrs = " expandable"
	}
	return []block{func(w *writer) { w.tag("blockquote", attrs, func() { passages(w, words) }) }}
}

// passages writes words with the formats that their signs and marks say. Nothing in
// them is a link or a mention. A block of code is written as other code is, because
// Telegram's documentation does not promise that a quote may contain a block.
func passages(w *writer, words string) {
	if w.style.Plain {
		w.write(desk.Plain(words))
		return
	}
	at := desk.Emphasised(words)
	signed(w, words, &at)
}

// emphasised puts what body writes into the tags of a run.
func emphasised(w *writer, run desk.Run, body func()) {
	if run.Bold {
		inner := body
		body = func() { w.tag("b", "", inner) }
	}
	if run.Italic {
		inner := body
		body = func() { w.tag("i", "", inner) }
	}
	body()
}

// signed writes words with the formats of their signs and marks. at is the emphasis
// with which they begin. Telegram takes no emphasis in code.
func signed(w *writer, words string, at *desk.Run) {
	for _, s := range desk.Passages(words) {
		switch s.Sign {
		case desk.SignCode, desk.SignBlock:
			w.tag("code", "", func() { w.write(unjoined(desk.Plain(s.Text))) })
		case desk.SignSpoiler:
			w.tag("tg-spoiler", "", func() { signed(w, s.Text, at) })
		case desk.SignStruck:
			w.tag("s", "", func() { signed(w, s.Text, at) })
		default:
			for _, run := range at.Divide(s.Text) {
				emphasised(w, run, func() { w.write(desk.Plain(run.Text)) })
			}
		}
	}
}

// field writes one fact. Clients that can show a time in the reader's zone, as
// a short date with the time.
func field(w *writer, f desk.Field) {
	w.tag("b", "", func() { w.write(oneLine(f.Label) + ":") })
	w.write(" ")
	value := oneLine(f.Value)
	if f.At.IsZero() || w.style.NoTime {
		w.write(value)
	} else {
		w.tag("tg-time", fmt.Sprintf(` unix="%d" format="dt"`, f.At.Unix()), func() { w.write(value) })
	}
	f.Note = oneLine(f.Note)
	w.write(f.Remark())
}

// file names an attachment. Only a web address becomes a link, because a client
// may act on others.
func file(w *writer, f desk.File) {
	name := oneLine(f.Name)
	if name == "" {
		name = oneLine(f.Kind)
	}
	w.write(f.Sign())
	if u, err := url.Parse(f.URL); err == nil && u.Scheme == "https" && u.Host != "" {
		w.tag("a", ` href="`+escape(u.String())+`"`, func() { w.write(name) })
		return
	}
	w.write(name)
}

// mentions names people; nothing else does. People without an account here
// are only named.
func mentions(w *writer, all []desk.Mention) {
	for i, m := range all {
		if i > 0 {
			w.write(", ")
		}
		if _, err := strconv.ParseInt(m.Account.ID, 10, 64); err != nil || m.Account.Platform != desk.Telegram {
			w.write(oneLine(m.Name))
			continue
		}
		w.tag("a", ` href="tg://user?id=`+m.Account.ID+`"`, func() { w.write(oneLine(m.Name)) })
	}
}
