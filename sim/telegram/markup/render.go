package markup

import (
	"fmt"
	"html"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf16"

	"vakhta/sim/telegram/wire"
)

// HTML renders a text with its entities as HTML that is safe to put on a page:
// all text is escaped, tags are properly nested, and only web addresses become
// links. An entity that crosses another one is left out.
func HTML(text string, es []wire.Entity) string {
	w := renderer{units: utf16.Encode([]rune(text))}
	sorted := slices.Clone(es)
	slices.SortStableFunc(sorted, order)
	for _, e := range sorted {
		w.closeUpTo(e.Offset)
		end := e.Offset + e.Length
		if e.Offset < w.at || e.Length <= 0 || end > len(w.units) || w.crosses(end) {
			continue
		}
		w.text(e.Offset)
		w.open(e, end)
	}
	w.closeUpTo(len(w.units))
	w.text(len(w.units))
	return w.out.String()
}

// A renderer has written the text up to at, with the tags in stack open.
type renderer struct {
	units []uint16
	at    int
	out   strings.Builder
	stack []pending
}

// A pending end tag is due at its UTF-16 offset.
type pending struct {
	end int
	tag string
}

// text writes the plain text up to an offset. All text of the page is written
// and escaped here.
func (w *renderer) text(to int) {
	if to > w.at {
		w.out.WriteString(html.EscapeString(string(utf16.Decode(w.units[w.at:to]))))
		w.at = to
	}
}

// closeUpTo writes the end tags that are due before an offset.
func (w *renderer) closeUpTo(offset int) {
	for n := len(w.stack); n > 0 && w.stack[n-1].end <= offset; n = len(w.stack) {
		w.text(w.stack[n-1].end)
		w.out.WriteString(w.stack[n-1].tag)
		w.stack = w.stack[:n-1]
	}
}

// crosses reports whether an entity would end after the one around it.
func (w *renderer) crosses(end int) bool {
	return len(w.stack) > 0 && w.stack[len(w.stack)-1].end < end
}

// open writes a start tag and records its end.
func (w *renderer) open(e wire.Entity, end int) {
	start, name := startTag(e, string(utf16.Decode(w.units[e.Offset:end])))
	w.out.WriteString(start)
	w.stack = append(w.stack, pending{end, "</" + name + ">"})
}

// startTag returns the HTML for an entity: a tag if HTML has one, otherwise a
// span with the entity's name as its class, for the page to style.
func startTag(e wire.Entity, text string) (start, name string) {
	switch e.Type {
	case "bold":
		return "<b>", "b"
	case "italic":
		return "<i>", "i"
	case "underline":
		return "<u>", "u"
	case "strikethrough":
		return "<s>", "s"
	case "code":
		return "<code>", "code"
	case "pre":
		return "<pre>", "pre"
	case "blockquote":
		return "<blockquote>", "blockquote"
	case "expandable_blockquote":
		return `<blockquote class="expandable">`, "blockquote"
	case "text_link":
		return anchor(e.URL)
	case "url":
		return anchor(text)
	case "date_time":
		at := time.Unix(e.UnixTime, 0).UTC().Format(time.RFC3339)
		return fmt.Sprintf(`<time datetime="%s" data-format="%s">`, at, html.EscapeString(e.DateTimeFormat)), "time"
	default:
		return fmt.Sprintf(`<span class="%s">`, html.EscapeString(e.Type)), "span"
	}
}

// anchor returns a link to a web address; any other scheme is shown as text.
func anchor(address string) (start, name string) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return `<span class="text_link">`, "span"
	}
	return fmt.Sprintf(`<a href="%s" rel="noreferrer noopener" target="_blank">`, html.EscapeString(address)), "a"
}
