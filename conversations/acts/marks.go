package acts

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vakhta/desk"
)

// A Mark is what an engineer's words begin with to say who is to read them.
type Mark string

// The marks.
const (
	Unmarked   Mark = ""
	ToCustomer Mark = "!"  // in a thread that is internal
	ToNobody   Mark = "//" // a note
)

// Marked takes the mark off an engineer's words. Where all words go to the
// customer, an exclamation mark is a part of them; attached says that there is
// something to send besides them.
//
// What addresses the customer has to be plain: nothing stands before it, and words
// follow that are no part of it, as in "!!!" or "!= null". What looks like a note in
// any disguise is one: a word too few for the customer is made good in a second, and
// a word too many never is.
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

// isWord reports whether a sign says something by itself.
func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsSymbol(r) }

// noted takes two slashes off the beginning of words, and whatever hides them: marks of
// a format, a quote or a list, signs that are not seen, and space. Slashes of other
// scripts count, too.
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
	if text[0] != '/' { // what it was written in ends with it, too
		rest = strings.TrimRightFunc(rest, hides)
	}
	return strings.TrimSpace(rest), true
}

// hides reports whether a sign in front of a note's slashes is no word.
func hides(r rune) bool {
	switch r {
	case '\u115f', '\u1160', '\u2800', '\u3164', '\uffa0': // letters and patterns without a stroke
		return true
	}
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Mn, r) || unicode.IsControl(r) ||
		strings.ContainsRune("*_~`>|#-–—•·◦▪‣+\"'«»“”„(", r)
}
