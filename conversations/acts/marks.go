package acts

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vakhta/desk"
)

// A Mark is the prefix of an engineer's words that says who is to read them.
type Mark string

// The marks.
const (
	Unmarked   Mark = ""
	ToCustomer Mark = "!"  // in an internal thread
	ToNobody   Mark = "//" // a note
)

// Marked removes the mark from an engineer's words. If all words go to the customer anyway, an exclamation mark is
// part of the text. attached says that there are files to send.
//
// Addressing the customer has to be clear: nothing precedes the mark, and words follow that are not part of it, as in
// "!!!" or "!= null". Anything that looks like a note is one: a message that wrongly stayed internal can be sent
// again, but one that wrongly reached the customer cannot be unread.
func Marked(text string, mode desk.ThreadMode, attached bool) (words string, mark Mark) {
	if rest, ok := noted(text); ok {
		return rest, ToNobody
	}
	rest, ok := strings.CutPrefix(text, string(ToCustomer))
	if !ok || mode != desk.ThreadInternal || strings.HasPrefix(rest, "!") || strings.HasPrefix(rest, "=") {
		return text, Unmarked
	}
	if rest = strings.TrimSpace(rest); rest == "" && !attached || rest != "" && !strings.ContainsFunc(rest, isWord) {
		return text, Unmarked
	}
	return rest, ToCustomer
}

// isWord reports whether a character has a meaning by itself.
func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsSymbol(r) }

// noted removes two slashes from the beginning of words, and whatever precedes them: marks of a format, a quote or a
// list, invisible characters, and space. Slashes of other scripts count, too.
func noted(text string) (rest string, ok bool) {
	rest = text
	for range 2 {
		rest = strings.TrimLeftFunc(rest, hides)
		r, size := utf8.DecodeRuneInString(rest)
		if !strings.ContainsRune("/\u2044\u2215\u29f8\uff0f\u2571", r) {
			return text, false
		}
		rest = rest[size:]
	}
	if text[0] != '/' { // a format's mark also ends it
		rest = strings.TrimRightFunc(rest, hides)
	}
	return strings.TrimSpace(rest), true
}

// hides reports whether a character before a note's slashes can be ignored.
func hides(r rune) bool {
	switch r {
	case '\u115f', '\u1160', '\u2800', '\u3164', '\uffa0': // letters and patterns without a visible stroke
		return true
	}
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Mn, r) || unicode.IsControl(r) ||
		strings.ContainsRune("*_~`>|#-–—•·◦▪‣+\"'«»“”„(", r)
}
