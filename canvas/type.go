package canvas

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

//go:embed inter/Inter-Regular.ttf
var regularFile []byte

//go:embed inter/Inter-SemiBold.ttf
var boldFile []byte

// A typeface is a font file that has been read, with the widths of its
// characters. It may be used from several goroutines.
type typeface struct {
	font   *sfnt.Font
	widths sync.Map // of rune to float64: thousandths of the size, as PDF counts; -1: it has no such character
}

var (
	regular = sync.OnceValue(func() *typeface { return readType(regularFile) })
	bold    = sync.OnceValue(func() *typeface { return readType(boldFile) })
)

func readType(file []byte) *typeface {
	f, err := sfnt.Parse(file)
	if err != nil {
		panic("read a font of the program: " + err.Error())
	}
	return &typeface{font: f}
}

func (f Face) typeface() *typeface {
	if f.Bold {
		return bold()
	}
	return regular()
}

// width returns the width of a character for a size of 1000; -1 if the typeface
// has none.
func (t *typeface) width(r rune) float64 {
	if w, ok := t.widths.Load(r); ok {
		return w.(float64) //nolint:errcheck,forcetypeassert // only this function stores
	}
	var b sfnt.Buffer
	w := -1.0
	if i, err := t.font.GlyphIndex(&b, r); err == nil && i != 0 {
		if a, err := t.font.GlyphAdvance(&b, i, fixed.I(1000), font.HintingNone); err == nil {
			w = float64(a) / 64
		}
	}
	t.widths.Store(r, w)
	return w
}

// Width returns the width of a line of text.
func Width(text string, f Face) (w float64) {
	t := f.typeface()
	for _, r := range f.Clean(text) {
		w += t.width(r)
	}
	return w * f.Size / 1000
}

// Clean returns what can be shown of a text: white space becomes spaces, and
// characters that the typeface lacks are left out, with the spaces around them.
func (f Face) Clean(text string) string {
	t := f.typeface()
	lost := false
	shown := strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0' || r == '\u202f':
			return '\u00a0'
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || t.width(r) < 0:
			lost = true
			return -1
		}
		return r
	}, text)
	if lost {
		shown = strings.Join(strings.FieldsFunc(shown, func(r rune) bool { return r == ' ' }), " ")
	}
	return shown
}

// Fit returns the text, or so much of its beginning as fits into a width, with
// an ellipsis.
func Fit(text string, width float64, f Face) string {
	text = f.Clean(text)
	if Width(text, f) <= width {
		return text
	}
	all := []rune(text)
	for n := len(all) - 1; n > 0; n-- {
		if short := strings.TrimRight(string(all[:n]), " ,.;:—-") + "…"; Width(short, f) <= width {
			return short
		}
	}
	return ""
}

// Wrap divides a text into lines that fit into a width, most of them at most;
// the last one is shortened if there is more. A word that is too long is
// divided.
func Wrap(text string, width float64, most int, f Face) (lines []string) {
	words := strings.FieldsFunc(f.Clean(text), func(r rune) bool { return r == ' ' })
	for len(words) > 0 && len(lines) < most-1 {
		line, n := words[0], 1
		for n < len(words) && Width(line+" "+words[n], f) <= width {
			line += " " + words[n]
			n++
		}
		words = words[n:]
		if Width(line, f) > width {
			head := breakWord(line, width, f)
			words = append([]string{line[len(head):]}, words...)
			line = head
		}
		lines = append(lines, line)
	}
	if len(words) > 0 && most > 0 {
		lines = append(lines, Fit(strings.Join(words, " "), width, f))
	}
	return lines
}

// breakWord returns the longest beginning of a word that fits, and at least one
// character.
func breakWord(word string, width float64, f Face) string {
	end := 0
	for i, r := range word {
		next := i + len(string(r))
		if end > 0 && Width(word[:next], f) > width {
			break
		}
		end = next
	}
	return word[:end]
}
