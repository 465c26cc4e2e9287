// Package parts divides a message into its requests.
//
// A seam is a place where one request may end and another begin: a full stop, a
// comma, an "and". A part is what is between two separating seams. Whether a
// seam separates is decided by a model like that of the types: by what the
// words on both sides ask for, how they are joined, and what they share. A list
// of symptoms has many seams, none of which separates.
package parts

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Seam is a place where a message may be cut.
type Seam struct {
	End    int    // bytes: the end of the text before it
	Begin  int    // bytes: the beginning of the text after it
	Kind   string // what joins the two
	Strong bool   // it ends a sentence, or a line
	At, Of int    // its number among the message's seams, and how many there are
}

// mostSeams limits the work on one message.
const mostSeams = 40

// Seams returns the places where a message may be divided.
func Seams(text string) []Seam {
	var out []Seam
	depth := 0 // of quotation marks: quoted text is not divided
	for i := 0; i < len(text) && len(out) < mostSeams; {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch r {
		case '«', '“', '„':
			depth++
		case '»', '”':
			depth = max(0, depth-1)
		}
		if depth == 0 {
			if s, ok := seamAt(text, i, r, size); ok && s.Begin < len(text) {
				out = append(out, s)
				i = s.Begin
				continue
			}
		}
		i += size
	}
	for i := range out {
		out[i].At, out[i].Of = i, len(out)
	}
	return out
}

// seamAt returns the seam that begins at byte i, if there is one.
func seamAt(text string, i int, r rune, size int) (Seam, bool) {
	switch {
	case r == '\n':
		return mark(text, i, "line", true)
	case strings.ContainsRune(".!?…;,", r):
		end := i
		for end < len(text) && strings.ContainsRune(".!?…;,)»\"", rune(text[end])) || strings.HasPrefix(text[end:], "…") {
			_, n := utf8.DecodeRuneInString(text[end:])
			end += n
		}
		if end < len(text) && text[end] != ' ' && text[end] != '\n' {
			return Seam{}, false // inside a number, a name, or a word typed on another keyboard
		}
		if strings.HasPrefix(text[end:], "\n") {
			return mark(text, i, "line", true)
		}
		return mark(text, i, string(r), r != ',')
	case r == ' ':
		return joint(text, i, size)
	}
	return Seam{}, false
}

// mark makes a seam of a mark at byte i. The next piece begins after it and
// after the marks of a list.
func mark(text string, i int, kind string, strong bool) (Seam, bool) {
	begin := i
	for begin < len(text) {
		r, size := utf8.DecodeRuneInString(text[begin:])
		if !unicode.IsSpace(r) && !strings.ContainsRune(".!?…;,)»\"", r) {
			break
		}
		begin += size
	}
	if n := listed(text[begin:]); n > 0 {
		begin += n
		kind = "list"
	}
	if i == 0 || begin >= len(text) || strings.TrimSpace(text[:i]) == "" {
		return Seam{}, false
	}
	return Seam{End: i, Begin: begin, Kind: kind, Strong: strong || kind == "list"}, true
}

// listed returns the length of the mark of a list item: "2) ", "- ", "b. ".
func listed(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case strings.ContainsRune("-•*–—>", r):
	case r == '(':
		n = len("(x)")
	case unicode.IsDigit(r) || unicode.IsLetter(r):
		if n == len(s) || !strings.ContainsRune(").", rune(s[n])) {
			return 0
		}
		n++
	default:
		return 0
	}
	if n < len(s) && s[n] == ' ' {
		return n + 1
	}
	return 0
}

// joints are the words and signs between two spaces at which a message may be
// divided.
var joints = map[string]string{"и": "and", "а": "and", "and": "and", "also": "and", "плюс": "and", "plus": "and", "then": "and", "заодно": "and", "также": "and",
	"еще": "and", "ещё": "and", "кстати": "and", "+": "+", "&": "+", "/": "+", "|": "+", "—": "dash", "–": "dash", "-": "dash"}

// joint returns the seam at a space before a joining word.
func joint(text string, i, size int) (Seam, bool) {
	rest := text[i+size:]
	n := strings.IndexAny(rest, " \n")
	if n < 0 || i == 0 {
		return Seam{}, false
	}
	word := strings.ToLower(strings.TrimRight(rest[:n], ",:"))
	kind, ok := joints[word]
	if !ok {
		if listed(rest) > 0 && rest[0] != '(' && !unicode.IsLetter(rune(rest[0])) || strings.HasPrefix(rest, "(") && listed(rest) > 0 {
			return Seam{End: i, Begin: i + size + listed(rest), Kind: "list", Strong: true}, true
		}
		return Seam{}, false
	}
	if kind != "and" { // a sign does not belong to the next piece
		return Seam{End: i, Begin: i + size + n + 1, Kind: kind}, true
	}
	return Seam{End: i, Begin: i + size, Kind: kind}, true
}
