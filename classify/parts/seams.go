// Package parts finds the several requests that one message may hold.
//
// A seam is a place where one thing that was said may end and another begin: a
// full stop, a comma, an "and". What stands between two seams that part is a
// part. Whether a seam parts is weighed like a type: by what the words on its
// two sides ask for, how they are joined, and what they share. A list of
// symptoms has many seams, and none of them parts.
package parts

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Seam is a place where a message may be cut.
type Seam struct {
	End    int    // bytes: where what stands before it ends
	Begin  int    // bytes: where what follows it begins
	Kind   string // what joins the two
	Strong bool   // it ends a sentence, or a line
	At, Of int    // its place among the message's seams, and how many there are
}

// mostSeams bounds the work on one message.
const mostSeams = 40

// Seams finds the places where a message may be cut.
func Seams(text string) []Seam {
	var out []Seam
	depth := 0 // of quotation marks: what is quoted is one thing
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

// seamAt is the seam that begins at byte i, if one does.
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
			return Seam{}, false // inside a number, a name, or a word of another keyboard
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

// mark makes a seam of a mark at byte i: what follows begins behind it and all
// that leads in a list.
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

// listed is the length of what leads an item of a list: "2) ", "- ", "b. ".
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
// cut.
var joints = map[string]string{"и": "and", "а": "and", "and": "and", "also": "and", "плюс": "and", "plus": "and", "then": "and", "заодно": "and", "также": "and",
	"еще": "and", "ещё": "and", "кстати": "and", "+": "+", "&": "+", "/": "+", "|": "+", "—": "dash", "–": "dash", "-": "dash"}

// joint is the seam at a space before a joining word.
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
	if kind != "and" { // a sign is no word of what follows
		return Seam{End: i, Begin: i + size + n + 1, Kind: kind}, true
	}
	return Seam{End: i, Begin: i + size, Kind: kind}, true
}
