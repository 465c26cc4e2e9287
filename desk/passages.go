package desk

import (
	"regexp"
	"slices"
	"strings"
)

// Signs with which a text says what is code, hidden or struck out. Adapters
// write them for the formats that people used, and show the formats again where
// the platform has them. Elsewhere the signs themselves are read.
const (
	SignCode    = "`"
	SignBlock   = "```"
	SignSpoiler = "||"
	SignStruck  = "~~"
)

// Marks of emphasis. They are characters that nobody types and nobody sees, so words
// read the same without them.
const (
	BoldOpen    = "\u2061"
	BoldClose   = "\u2062"
	ItalicOpen  = "\u2063"
	ItalicClose = "\u2064"
)

// quiet follows the first character of a sign that somebody wrote as such.
const quiet = "\u2060"

// A Passage is a part of a text. Sign is one of the signs; "": ordinary words.
type Passage struct{ Sign, Text string }

var signed = regexp.MustCompile("(?s:```(?P<block>.+?)```)|```|`(?P<code>[^`\\n" + quiet + "][^`\\n]*)`|" +
	"\\|\\|(?P<spoiler>[^|\\s](?:[^\\n]*?[^|\\s])?)\\|\\||~~(?P<struck>[^~\\s](?:[^\\n]*?[^~\\s])?)~~")

// Passages divides a text by its signs. A sign without its second half is a part
// of the words, and so are signs between other signs.
func Passages(text string) []Passage {
	signs := []string{SignBlock, SignCode, SignSpoiler, SignStruck}
	var all []Passage
	from := 0
	for _, at := range signed.FindAllStringSubmatchIndex(text, -1) {
		for i, sign := range signs {
			begin, end := at[2*i+2], at[2*i+3]
			if begin < 0 || strings.TrimSpace(text[begin:end]) == "" {
				continue
			}
			if at[0] > from {
				all = append(all, Passage{Text: text[from:at[0]]})
			}
			inside := text[begin:end]
			if sign == SignBlock {
				inside = strings.Trim(inside, "\n")
			}
			all = append(all, Passage{Sign: sign, Text: inside})
			from = at[1]
		}
	}
	if from < len(text) {
		all = append(all, Passage{Text: text[from:]})
	}
	return all
}

// Quieted returns words in which somebody wrote signs that mean no format, so that
// they are shown as they were written. Words without a format are returned as they
// are.
func Quieted(words string) string {
	if !slices.ContainsFunc(Passages(words), func(p Passage) bool { return p.Sign != "" }) {
		return words
	}
	return strings.NewReplacer("`", "`"+quiet, "|", "|"+quiet, "~", "~"+quiet).Replace(words)
}

// QuietSign returns what is written after a character of a sign to quiet it; "": it is
// of no sign.
func QuietSign(char string) string {
	if char == "`" || char == "|" || char == "~" {
		return quiet
	}
	return ""
}

// Plain returns a text without the marks that nobody sees.
func Plain(text string) string {
	if !strings.ContainsAny(text, BoldOpen+BoldClose+ItalicOpen+ItalicClose+quiet) {
		return text
	}
	return strings.NewReplacer(BoldOpen, "", BoldClose, "", ItalicOpen, "", ItalicClose, "",
		"`"+quiet, "`", "|"+quiet, "|", "~"+quiet, "~").Replace(text)
}

// A Run is a part of a text with its emphasis.
type Run struct {
	Text         string
	Bold, Italic bool
}

// Emphasised returns the emphasis with which a text begins: where it begins within
// emphasised words, because it is a page of a longer one, it has theirs.
func Emphasised(text string) Run {
	return Run{Bold: begun(text, BoldOpen, BoldClose), Italic: begun(text, ItalicOpen, ItalicClose)}
}

// Divide divides words by their marks of emphasis. r is the emphasis with which they
// begin, and then the one with which they end.
func (r *Run) Divide(words string) (all []Run) {
	for {
		at := strings.IndexAny(words, BoldOpen+BoldClose+ItalicOpen+ItalicClose)
		if at < 0 {
			at = len(words)
		}
		if at > 0 {
			all = append(all, Run{words[:at], r.Bold, r.Italic})
		}
		if at == len(words) {
			return all
		}
		switch mark := words[at : at+len(BoldOpen)]; mark {
		case BoldOpen, BoldClose:
			r.Bold = mark == BoldOpen
		default:
			r.Italic = mark == ItalicOpen
		}
		words = words[at+len(BoldOpen):]
	}
}

// begun reports whether the first of two marks is the one that ends something.
func begun(words, opens, ends string) bool {
	end, open := strings.Index(words, ends), strings.Index(words, opens)
	return end >= 0 && (open < 0 || end < open)
}

// Emphasis returns the marks for emphasised words between others; "": they stay
// ordinary. Words that the desk reads, such as numbers, keys and commands, have
// none: a part of a card's number between marks would not be recognised as one.
func Emphasis(bold bool, before, words, after string) (opens, ends string) {
	first := strings.TrimSpace(before) == ""
	if first && (strings.TrimSpace(after) == "" || strings.IndexAny(words, "!/=") == 0) || strings.ContainsAny(words, "0123456789") ||
		strings.TrimSpace(words) == "" || midWord(before, words) || midWord(words, after) {
		return "", ""
	}
	if bold {
		return BoldOpen, BoldClose
	}
	return ItalicOpen, ItalicClose
}

var letters = regexp.MustCompile(`^[\pL\pN_]|[\pL\pN_]$`)

// midWord reports whether one word continues from one text to the next.
func midWord(left, right string) bool {
	l := letters.FindAllStringIndex(left, -1)
	r := letters.FindStringIndex(right)
	return len(l) > 0 && l[len(l)-1][1] == len(left) && r != nil && r[0] == 0
}
