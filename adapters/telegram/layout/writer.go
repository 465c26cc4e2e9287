package layout

import (
	"strings"

	"vakhta/desk"
)

// A writer writes one message. When its room is used up it ends with an
// ellipsis and ignores further text, but still closes open tags.
type writer struct {
	b     strings.Builder
	style Formatting
	room  int
	full  bool
}

// text writes blocks one below another.
func text(s Formatting, groups ...[]block) string {
	w := &writer{style: s, room: Limit}
	first := true
	for _, group := range groups {
		for _, b := range group {
			if !first {
				w.write("\n")
			}
			first = false
			b(w)
		}
	}
	return w.b.String()
}

// measure returns how long blocks are if there is room for all of them.
func measure(bs []block, s Formatting) int {
	const plenty = 1 << 30
	w := &writer{style: s, room: plenty}
	for _, b := range bs {
		b(w)
		w.write("\n")
	}
	return plenty - w.room
}

// write appends text that is already escaped.
func (w *writer) write(s string) {
	if w.full || s == "" {
		return
	}
	n := units(s)
	if n > w.room {
		s, w.full = Cut(s, w.room), true
		n = units(s)
	}
	w.room -= n
	if w.style.Plain {
		w.b.WriteString(s)
		return
	}
	w.b.WriteString(escape(s))
}

// tag puts what body writes into a tag. attrs is markup.
func (w *writer) tag(name, attrs string, body func()) {
	if w.full || w.style.Plain {
		body()
		return
	}
	w.b.WriteString("<" + name + attrs + ">")
	body()
	w.b.WriteString("</" + name + ">")
}

// escape escapes the three characters with a meaning in Telegram's HTML, and
// the quote, which has one in an attribute.
func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)
}

// literal makes text safe to show. Telegram finds @names itself in any text and
// notifies their owners; an invisible joiner after the @ prevents that.
func literal(s string) string { return unnotified(desk.Plain(s)) }

// unnotified is literal, but leaves the marks of formats.
func unnotified(s string) string {
	s = strings.ToValidUTF8(clip(s), "\uFFFD")
	if !strings.Contains(s, "@") {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		b.WriteByte(s[i])
		if s[i] == '@' && (i == 0 || !isName(s[i-1])) && i+1 < len(s) && isName(s[i+1]) {
			b.WriteString("\u2060")
		}
	}
	return b.String()
}

// unjoined returns literal text as it was: nobody is notified of a name in code.
func unjoined(s string) string { return strings.ReplaceAll(s, "@\u2060", "@") }

// Literal returns text that mentions nobody, within a number of units.
func Literal(s string, limit int) string { return Cut(literal(s), limit) }

// clip cuts off what does not fit any card, before it is measured.
func clip(s string) string {
	const most = 4 * (maxParts + 1) * Limit // a character has four bytes at most
	if len(s) <= most {
		return s
	}
	return s[:most]
}

// isName reports whether c may be in a user's name on Telegram.
func isName(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// oneLine returns literal text without line breaks, so that nobody can imitate
// a line of the desk's.
func oneLine(s string) string { return literal(strings.Join(strings.Fields(clip(s)), " ")) }

// units returns the length of s as Telegram counts it.
func units(s string) int { return desk.Length{}.Of(s) }

// Cut shortens s to a number of units.
func Cut(s string, limit int) string { return desk.Length{Max: limit}.Cut(s) }
