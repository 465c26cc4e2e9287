package papers

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vakhta/desk"
)

// A Section is a part of an agreement as lines of text.
type Section struct {
	Title string
	Lines []string
}

// Sections returns an agreement for a message: the same as the document says, without
// tables. Parts without content are left out.
func (a Annex) Sections(in desk.Locale) (all []Section) {
	d := newDraft(a, in)
	for _, t := range d.tables() {
		s := Section{Title: t.title}
		for _, row := range t.rows {
			s.Lines = append(s.Lines, d.sentence(t.heads, row))
		}
		if len(s.Lines) > 0 {
			all = append(all, s)
		}
	}
	return all
}

// sentence writes a row as "P1: reaction 15 min, resolution 4 h". Where there is only
// one value, its head is left out; so is a value that is not there.
func (d draft) sentence(heads []string, row []any) string {
	var parts []string
	for i, v := range row[1:] {
		value := d.inWords(v)
		if value == "—" {
			continue
		}
		if len(heads) > 2 {
			value = lowerFirst(heads[i+1]) + " " + value
		}
		parts = append(parts, value)
	}
	name := d.inWords(row[0])
	if len(parts) == 0 {
		return name
	}
	return name + ": " + strings.Join(parts, ", ")
}

// lowerFirst returns a text with a small first letter.
func lowerFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[size:]
}
