package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vakhta/desk"
)

// escape makes text literal in mrkdwn as far as Slack allows: no control
// sequence can begin in it.
func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// escapeWithin escapes text and cuts the result to so many characters, never
// inside an escape.
func escapeWithin(s string, most int) string {
	if whole := escape(s); counted.Of(whole) <= most {
		return whole
	}
	room := most - 1 // for the ellipsis
	var b strings.Builder
	for _, r := range s {
		piece := escape(string(r))
		if room -= counted.Of(piece); room < 0 {
			break
		}
		b.WriteString(piece)
	}
	return b.String() + "…"
}

// counted is the unit of Slack's limits, which Slack does not document.
var counted = desk.Length{Unit: desk.UTF16}

// bytesOf returns the beginning of text within so many bytes.
func bytesOf(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

// cut shortens text to so many units including the ellipsis. Empty text, which
// Slack refuses, becomes an ellipsis.
func cut(s string, most int) string {
	s = valid(bytesOf(s, maxBytes))
	if strings.TrimSpace(s) == "" {
		return "…"
	}
	return desk.Length{Max: most}.Cut(s)
}

// valid returns text that may be shown: whole characters, and none that hides
// others or changes their direction.
func valid(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
			return -1
		case unicode.IsControl(r) && r != '\n' && r != '\t':
			return -1
		default:
			return r
		}
	}, strings.ToValidUTF8(desk.Plain(s), "\uFFFD"))
}

// oneLine returns text without line breaks and other controls.
func oneLine(s string) string { return strings.Join(strings.Fields(valid(bytesOf(s, maxBytes))), " ") }

// isHarmless reports whether text has no markup in mrkdwn.
func isHarmless(s string) bool { return harmless(s) == oneLine(s) }

// harmless returns text without what mrkdwn could interpret: letters, digits
// and punctuation are left, and colons of times but not those of :emoji:.
func harmless(s string) string {
	s = oneLine(s)
	var b strings.Builder
	for i, r := range s {
		next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
		switch {
		case r == ':' && unicode.IsLetter(next):
		case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsDigit(r), unicode.Is(unicode.So, r),
			strings.ContainsRune(" \u200d.,-+()/·—–№%?!'’“”„«»…:;", r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isID reports whether s may be one of Slack's ids.
func isID(s string) bool {
	for _, r := range s {
		if (r < 'A' || r > 'Z') && (r < '0' || r > '9') {
			return false
		}
	}
	return s != ""
}
