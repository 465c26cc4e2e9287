package desk

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A Unit is what a platform counts text in.
type Unit string

// The units. UTF16 is safe if a platform does not say what it counts: no text
// has fewer UTF-16 code units than characters.
const (
	UTF16 Unit = ""
	Runes Unit = "runes" // Unicode code points
	Bytes Unit = "bytes" // of UTF-8
)

// of returns how many units a character takes.
func (u Unit) of(r rune) int {
	switch u {
	case Runes:
		return 1
	case Bytes:
		return utf8.RuneLen(r)
	default:
		return utf16.RuneLen(r)
	}
}

// A Length is how much text fits somewhere. The zero Length sets no limit.
type Length struct {
	Max  int
	Unit Unit
}

// Of returns the length of s in the length's unit.
func (l Length) Of(s string) int {
	n := 0
	for _, r := range s {
		n += l.Unit.of(r)
	}
	return n
}

// Fits reports whether s is short enough.
func (l Length) Fits(s string) bool { return l.Max == 0 || l.Of(s) <= l.Max }

// head returns how many bytes of s fit into room units.
func (l Length) head(s string, room int) int {
	for i, r := range s {
		if room -= l.Unit.of(r); room < 0 {
			return i
		}
	}
	return len(s)
}

// near reports whether i is in the last third of so many bytes, close enough to
// the end to cut a text there.
func near(i, bytes int) bool { return i > bytes*2/3 }

// Cut shortens s to the length, at the end of a word if one is near. The
// ellipsis that marks the cut is counted.
func (l Length) Cut(s string) string {
	if s = strings.TrimSpace(s); l.Fits(s) {
		return s
	}
	room := l.Max - l.Of("…")
	if room < 0 {
		return ""
	}
	kept := s[:l.head(s, room)]
	if i := strings.LastIndexAny(kept, " \n"); near(i, len(kept)) {
		kept = kept[:i]
	}
	return strings.TrimRight(kept, " \n,.;:") + "…"
}

// Split divides s into no more than most pieces that fit the length, at the end of a
// line or a word if one is near. What does not fit the last piece is cut.
func (l Length) Split(s string, most int) []string {
	var pieces []string
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		if l.Fits(s) || len(pieces) == most-1 {
			return append(pieces, l.Cut(s))
		}
		n := l.head(s, l.Max)
		if i := strings.LastIndexAny(s[:n], "\n "); near(i, n) {
			n = i
		}
		pieces = append(pieces, strings.TrimSpace(s[:n]))
		s = s[n:]
	}
	return pieces
}
