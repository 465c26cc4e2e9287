package updates

import (
	"slices"
	"strings"
	"unicode/utf16"

	"vakhta/desk"
)

// spellFormats writes formats with the signs of desk.Passages, emphasis with its
// marks, and quotes as in e-mail. Signs that somebody typed and that are no format
// are quieted first.
func (t *text) spellFormats() {
	t.quietSigns()
	for i := range t.entities {
		e := t.entities[i]
		open, end := signs(e.Type, t.of(e))
		if e.Type == "bold" || e.Type == "italic" {
			open, end = desk.Emphasis(e.Type == "bold", t.slice(0, e.Offset), t.of(e), t.slice(e.Offset+e.Length, len(t.units)))
		}
		if open == "" {
			continue
		}
		if open == quoteSign {
			t.spellQuote(i)
			continue
		}
		t.insert(t.entities[i].Offset, open, -1)
		e = t.entities[i] // it was moved
		t.insert(e.Offset+e.Length, end, i)
	}
}

// quietSigns keeps what somebody typed from becoming a format of ours: between the
// signs of entities it would be read as one. Code is left as it is.
func (t *text) quietSigns() {
	if desk.Quieted(t.slice(0, len(t.units))) == t.slice(0, len(t.units)) {
		return
	}
	for at := range slices.Backward(t.units) {
		sign := t.slice(at, at+1)
		coded := slices.ContainsFunc(t.entities, func(e entity) bool {
			return (e.Type == "code" || e.Type == "pre") && e.Offset <= at && at < e.Offset+e.Length
		})
		if quieted := desk.QuietSign(sign); quieted != "" && !coded {
			t.insert(at+1, quieted, -1)
		}
	}
}

// quoteSign begins each line of a quote.
const quoteSign = "> "

// signs returns what is written before and after a part of a text; "": nothing.
func signs(format, of string) (open, end string) {
	switch format {
	case "code":
		if !strings.Contains(of, desk.SignCode) {
			return desk.SignCode, desk.SignCode
		}
	case "pre":
		if !strings.Contains(of, desk.SignBlock) {
			return desk.SignBlock + "\n", "\n" + desk.SignBlock
		}
	case "spoiler":
		return desk.SignSpoiler, desk.SignSpoiler
	case "strikethrough":
		return desk.SignStruck, desk.SignStruck
	case "blockquote", "expandable_blockquote":
		return quoteSign, ""
	}
	return "", ""
}

// spellQuote begins each line of a quote with its sign.
func (t *text) spellQuote(i int) {
	for at := t.entities[i].Offset; ; at++ {
		e := t.entities[i]
		if at > e.Offset && t.units[at-1] != '\n' {
			if at >= e.Offset+e.Length {
				return
			}
			continue
		}
		if at >= e.Offset+e.Length {
			return
		}
		t.insert(at, quoteSign, i)
		if at == e.Offset { // the first sign belongs to the quote
			t.entities[i].Length += len(quoteSign)
		}
		at += len(quoteSign)
	}
}

// insert puts words into the text. What begins there or later moves; what the
// words are put into grows, except the entity with the index keep, which stays
// as it is where it begins.
func (t *text) insert(at int, words string, keep int) {
	units := utf16.Encode([]rune(words))
	t.units = slices.Insert(slices.Clone(t.units), at, units...)
	for j := range t.entities {
		switch e := &t.entities[j]; {
		case e.Offset >= at && j != keep:
			e.Offset += len(units)
		case e.Offset < at && at < e.Offset+e.Length:
			e.Length += len(units)
		}
	}
}
