package markup

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"vakhta/sim/telegram/wire"
)

// entityType returns the entity of a tag, empty for an unknown tag.
func entityType(tagName string) string {
	switch tagName {
	case "b", "strong":
		return "bold"
	case "i", "em":
		return "italic"
	case "u", "ins":
		return "underline"
	case "s", "strike", "del":
		return "strikethrough"
	case "tg-spoiler":
		return "spoiler"
	case "a":
		return "text_link"
	case "code":
		return "code"
	case "pre":
		return "pre"
	case "blockquote":
		return "blockquote"
	case "tg-emoji":
		return "custom_emoji"
	case "tg-time":
		return "date_time"
	default:
		return ""
	}
}

// entity returns the entity that the tag makes of its text; a link without a
// usable address makes none.
func (t tag) entity() (wire.Entity, bool) {
	e := wire.Entity{Type: entityType(t.name)}
	switch t.name {
	case "span":
		e.Type = "spoiler"
	case "a":
		return link(t.attrs["href"])
	case "code":
		if language, ok := strings.CutPrefix(t.attrs["class"], "language-"); ok {
			e.Language = language
		}
	case "blockquote":
		if _, expandable := t.attrs["expandable"]; expandable {
			e.Type = "expandable_blockquote"
		}
	case "tg-emoji":
		e.CustomEmojiID = t.attrs["emoji-id"]
	case "tg-time":
		e.UnixTime, _ = strconv.ParseInt(t.attrs["unix"], 10, 64)
		e.DateTimeFormat = t.attrs["format"]
		return e, e.UnixTime > 0
	}
	return e, true
}

// link makes a link or a mention of an address. A mention by id works for
// people without a user name. The server drops one whose id is no number, and
// takes an address without a scheme for a web site.
func link(href string) (wire.Entity, bool) {
	if id, ok := strings.CutPrefix(href, "tg://user?id="); ok {
		n, err := strconv.ParseInt(id, 10, 64)
		return wire.Entity{Type: "text_mention", User: &wire.User{ID: n}}, err == nil
	}
	if href == "" || strings.ContainsAny(href, " \n") {
		return wire.Entity{}, false
	}
	if !strings.Contains(href, ":") {
		href = "http://" + href
	}
	return wire.Entity{Type: "text_link", URL: href}, true
}

// tidy orders entities as the server lists them, outer before inner, and joins
// <pre><code class="language-go"> into one block with a language. A language
// outside a pre is dropped.
func tidy(es []wire.Entity) []wire.Entity {
	slices.SortStableFunc(es, order)
	var out []wire.Entity
	for _, e := range es {
		if n := len(out); n > 0 && e.Type == "code" && out[n-1].Type == "pre" &&
			out[n-1].Offset == e.Offset && out[n-1].Length == e.Length {
			out[n-1].Language = e.Language
			continue
		}
		if e.Type == "code" {
			e.Language = ""
		}
		out = append(out, e)
	}
	return out
}

// order compares entities by nesting, outermost first.
func order(a, b wire.Entity) int {
	return cmp.Or(
		cmp.Compare(a.Offset, b.Offset),
		cmp.Compare(b.Length, a.Length),
		// Of two that cover the same text, pre is the outer one.
		cmp.Compare(weight(a), weight(b)),
	)
}

// weight orders two entities of the same text.
func weight(e wire.Entity) int {
	if e.Type == "pre" {
		return 0
	}
	return 1
}

// Entities that the server finds in any text, in the order in which they are
// tried. The patterns are narrower than the server's.
var found = []struct {
	kind    string
	pattern *regexp.Regexp
}{
	{"url", regexp.MustCompile(`https?://[^\s<>"]+[^\s<>".,;:!?)]`)},
	{"bot_command", regexp.MustCompile(`/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?`)},
	{"mention", regexp.MustCompile(`@[A-Za-z0-9_]{3,32}`)},
}

// Detect adds the entities that the server finds itself, except inside code and
// links.
func Detect(text string, es []wire.Entity) []wire.Entity {
	all := slices.Clone(es)
	for _, f := range found {
		for _, span := range f.pattern.FindAllStringIndex(text, -1) {
			if f.kind != "url" && !startsWord(text, span[0]) {
				continue
			}
			e := wire.Entity{Type: f.kind, Offset: Length(text[:span[0]]), Length: Length(text[span[0]:span[1]])}
			if !taken(all, e) {
				all = append(all, e)
			}
		}
	}
	slices.SortStableFunc(all, order)
	return all
}

// startsWord reports whether no part of a word precedes at.
func startsWord(text string, at int) bool {
	if at == 0 {
		return true
	}
	last := text[at-1]
	return !isToken(last) && last != '_' && last != '/' && last < 0x80
}

// taken reports whether e overlaps code, a link or a mention. Bold and the like
// do not prevent a link.
func taken(es []wire.Entity, e wire.Entity) bool {
	return slices.ContainsFunc(es, func(o wire.Entity) bool {
		overlaps := o.Offset < e.Offset+e.Length && e.Offset < o.Offset+o.Length
		switch o.Type {
		case "code", "pre", "text_link", "text_mention", "url", "bot_command", "mention":
			return overlaps
		default:
			return false
		}
	})
}

// Length returns the length of s in UTF-16 code units.
func Length(s string) int {
	n := 0
	for _, r := range s {
		n += units(r)
	}
	return n
}

// Slice returns the part of a text that an entity covers.
func Slice(text string, e wire.Entity) string {
	us := utf16.Encode([]rune(text))
	from, to := min(e.Offset, len(us)), min(e.Offset+e.Length, len(us))
	return string(utf16.Decode(us[max(0, from):max(0, from, to)]))
}
