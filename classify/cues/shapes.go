package cues

import (
	"strings"

	"vakhta/classify/words"
)

// kindNames are the cues that a token's kind gives.
var kindNames = [...]string{words.Number: "a number", words.Code: "an http code", words.Ref: "a reference",
	words.Time: "a time", words.URL: "a link", words.Mail: "an address", words.Host: "a host", words.IP: "an ip",
	words.File: "a file", words.Mention: "a mention", words.Emoji: "an emoji"}

// lengths are the steps in which a message's length is counted.
var lengths = [...]int{1, 2, 3, 5, 8, 14, 25, 50}

// shapes adds what can be seen without reading: length, marks, pasted text.
func (f *finding) shapes() {
	t := f.text
	var seen [len(kindNames)]bool
	for _, tok := range t.Tokens {
		if k := tok.Kind; k != words.Word && k != words.Mark && !seen[k] {
			seen[k] = true
			f.flag(kindNames[k], tok.Raw, tok.Clause)
			if k == words.Code && tok.Raw[0] == '5' {
				f.add("a 5xx code", tok.Raw)
			}
		}
		if tok.Kind == words.Mark && strings.Contains("!{}=<>|→[]_\\", tok.Text) {
			f.add("mark "+tok.Text, tok.Raw)
		}
	}
	f.cries()
	f.add(lengthName("words", t.Words), "")
	f.add(lengthName("clauses", t.Clauses), "")
	f.flag(f.language(), "", 0)
	if letters := t.Cyrillic + t.Latin; t.Upper > 5 && t.Upper*2 > letters {
		f.add("shouted", "")
	}
}

func lengthName(of string, n int) string {
	name := of + " "
	for i, l := range lengths {
		if n <= l {
			return name + string(rune('0'+i))
		}
	}
	return name + "9"
}

// language returns the script that most letters have.
func (f *finding) language() string {
	switch t := f.text; {
	case t.Cyrillic == 0 && t.Latin == 0:
		return "no letters"
	case t.Cyrillic == 0:
		return "latin"
	case t.Latin == 0:
		return "cyrillic"
	case t.Cyrillic >= t.Latin:
		return "more cyrillic"
	default:
		return "more latin"
	}
}

// cries adds a cue for several exclamation marks.
func (f *finding) cries() {
	n := 0
	for _, t := range f.text.Tokens {
		if t.Kind == words.Mark && t.Text == "!" {
			if n++; n == 3 {
				f.flag("cries", "!!!", t.Clause)
				return
			}
		}
	}
}
