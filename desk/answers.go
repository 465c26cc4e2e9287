package desk

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Answers are a project's canned answers by their names. Each is written in some
// of the languages; "" is for readers of any other.
type Answers map[string]map[Locale]string

// Names returns the names of the answers, sorted.
func (a Answers) Names() []string { return slices.Sorted(maps.Keys(a)) }

// In returns an answer in a language, or in another one it is written in.
func (a Answers) In(name string, l Locale) (text string, ok bool) {
	for known, texts := range a {
		if !strings.EqualFold(known, name) {
			continue
		}
		for _, l := range []Locale{l, "", English, Russian} {
			if text, ok := texts[l]; ok {
				return text, true
			}
		}
	}
	return "", false
}

// A Blank is a place in a canned answer that is filled in: its name in braces.
type Blank string

// The blanks.
const (
	BlankName     Blank = "name"     // the customer's first name
	BlankKey      Blank = "key"      // of the ticket
	BlankShop     Blank = "shop"     // its name
	BlankEngineer Blank = "engineer" // who answers
)

// Blanks lists the blanks.
func Blanks() []Blank { return []Blank{BlankName, BlankKey, BlankShop, BlankEngineer} }

var blankPattern = regexp.MustCompile(`\{([^{}\s]*)\}`)

// BlanksIn lists what stands in braces in a text.
func BlanksIn(text string) (all []Blank) {
	for _, m := range blankPattern.FindAllStringSubmatch(text, -1) {
		all = append(all, Blank(m[1]))
	}
	return all
}

// Fill returns a text with its blanks filled in. Others stay as they are.
func Fill(text string, with map[Blank]string) string {
	return blankPattern.ReplaceAllStringFunc(text, func(b string) string {
		if v, ok := with[Blank(b[1:len(b)-1])]; ok {
			return v
		}
		return b
	})
}
