package letters

import (
	"strings"
	"unicode"
)

// The Russian and American keyboards, key by key, without and with shift.
const (
	russianKeys  = "ёйцукенгшщзхъфывапролджэячсмитьбю.ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,?"
	americanKeys = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?&"
)

// A keyboard maps a letter to the one on the same key of another keyboard.
type keyboard map[rune]rune

func newKeyboard(from, to string) keyboard {
	k := make(keyboard)
	source, target := []rune(from), []rune(to)
	for i, r := range source {
		k[r] = target[i]
	}
	return k
}

// retype returns a chunk as typed on the other keyboard.
func (k keyboard) retype(chunk string) string {
	return strings.Map(func(r rune) rune {
		if other, ok := k[r]; ok {
			return other
		}
		return r
	}, chunk)
}

// retyped returns the most likely reading of a chunk on the other keyboard, and
// its log probability. A mark at its end may be a letter there or remain a
// mark: "kt;bn," may end in a comma.
func (k keyboard) retyped(chunk string, t *tongue) (text string, chance float64) {
	body := strings.TrimFunc(chunk, k.strange)
	at := strings.Index(chunk, body)
	before, after := chunk[:at], chunk[at+len(body):]
	chance = impossible
	for marks := 0; marks <= mostMarks && marks < len(body); marks++ {
		word, tail := body[:len(body)-marks], body[len(body)-marks:]
		if marks > 0 && !strings.ContainsRune(endMarks, rune(tail[0])) {
			break
		}
		read := k.retype(word)
		core := strings.TrimRightFunc(read, unicode.IsPunct)
		if core == "" || !allLetters(core) {
			continue
		}
		cost := markCost * float64(marks)
		if l := t.word(lower(core)) - cost; l > chance {
			text, chance = before+read+tail+after, l
		}
	}
	return text, chance
}

// strange reports whether a mark is on none of the keys: "«", "…".
func (k keyboard) strange(r rune) bool {
	_, key := k[r]
	return !key && mark(r)
}

const (
	impossible = -1e9
	endMarks   = ",.;:!?'\"])}"
	mostMarks  = 2   // at the end of a chunk
	markCost   = 3.0 // of reading a possible letter as a mark, in log probability
)

func allLetters(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) && r != '-' {
			return false
		}
	}
	return true
}

func lower(s string) string { return strings.ReplaceAll(strings.ToLower(s), "ё", "е") }
