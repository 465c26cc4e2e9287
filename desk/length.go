package desk

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A Unit is what a platform counts text in.
type Unit string

// The units. Where a platform does not say what it counts, UTF16 is safe: no text
// has fewer UTF-16 code units than characters.
const (
	UTF16 Unit = ""
	Runes Unit = "runes" // Unicode code points
	Bytes Unit = "bytes" // of UTF-8
)

// of is how many units a character takes.
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

// A Length is how much text fits somewhere. The zero Length sets no bound.
type Length struct {
	Max  int
	Unit Unit
}

// Of is how long s is, in the length's unit.
func (l Length) Of(s string) int {
	n := 0
	for _, r := range s {
		n += l.Unit.of(r)
	}
	return n
}

// Fits reports whether s is not too long.
func (l Length) Fits(s string) bool { return l.Max == 0 || l.Of(s) <= l.Max }

// head is how many bytes of s fit into so many units.
func (l Length) head(s string, room int) int {
	for i, r := range s {
		if room -= l.Unit.of(r); room < 0 {
			return i
		}
	}
	return len(s)
}

// near reports whether a word that ends at i ends near the end of so many bytes.
func near(i, bytes int) bool { return i > bytes*2/3 }

// Cut shortens s to the length, at a word where one ends near. The ellipsis that
// marks it counts, too.
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

// Split takes s apart into so many pieces at most, each of the length, at the end
// of a line or a word where one ends near. What is too long for the last piece is
// cut.
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
