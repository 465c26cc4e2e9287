// Package techmap shows a shop's tech map and compares it with what happens: which of
// the site's parts a ticket is about, what depends on them, which risks the incidents
// have confirmed, and what of the map is out of date.
//
// The map itself is desk.TechMap, which deskfile reads. Picture and Document draw it
// with a layout of their own: rows from what customers see down to what everything
// needs. The same map gives the same picture.
package techmap

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vakhta/classify/words"
	"vakhta/desk"
)

// mostFound is how many components one text is about at most.
const mostFound = 3

// The weights of what a component is found by. What stands in an alert's labels is
// surest; the name of a host says little, because several components share it.
const (
	byAlert = 8
	byWords = 3
	byTitle = 2
	byHost  = 1
)

// Find returns the components that a text is about, the surest first: by the words and
// the alerts that the map names, by the component's own name, or else by its host.
// labels are those of the alerts that the text came with.
func Find(m *desk.TechMap, text string, labels ...string) []*desk.Component {
	if len(labels) > 0 {
		text += "\n" + strings.Join(labels, "\n")
	}
	if m == nil || text == "" {
		return nil
	}
	type fit struct {
		part *desk.Component
		as   int
	}
	said, lower := stems(text), strings.ToLower(text)
	var found []fit
	for i := range m.Components {
		if as := fits(&m.Components[i], lower, said); as > 0 {
			found = append(found, fit{&m.Components[i], as})
		}
	}
	slices.SortStableFunc(found, func(a, b fit) int { return cmp.Compare(b.as, a.as) })
	var all []*desk.Component
	for _, f := range found {
		if f.as == byHost && found[0].as > byHost || len(all) == mostFound {
			break
		}
		all = append(all, f.part)
	}
	return all
}

// fits returns how surely a text is about a component; 0: it is not.
func fits(c *desk.Component, lower string, said stemSet) (as int) {
	for _, a := range c.Alerts {
		if standsIn(lower, strings.ToLower(a)) {
			as += byAlert
		}
	}
	for _, w := range c.Words {
		if all := stems(w); all.within(said) {
			as += byWords * len(all)
		}
	}
	if slices.ContainsFunc(append(titles(c), c.Name), func(title string) bool { return stems(title).within(said) }) {
		as += byTitle
	}
	if c.Host != "" && standsIn(lower, strings.ToLower(c.Host)) {
		as += byHost
	}
	return as
}

func titles(c *desk.Component) (all []string) {
	for _, l := range []desk.Locale{"", desk.Russian, desk.English} {
		if t := c.Title[l]; t != "" {
			all = append(all, t)
		}
	}
	return all
}

// A stemSet is the stems of a text's words.
type stemSet map[string]bool

// within reports whether all of them are in a text. Nothing is in none.
func (s stemSet) within(text stemSet) bool {
	for one := range s {
		if !text[one] {
			return false
		}
	}
	return len(s) > 0
}

func stems(text string) stemSet {
	all := stemSet{}
	for _, t := range words.Read(text).Tokens {
		if t.Stem != "" && strings.ContainsFunc(t.Stem, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			all[t.Stem] = true
		}
	}
	return all
}

// standsIn reports whether a text has a piece that no letter or digit continues.
func standsIn(text, piece string) bool {
	joins := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	for from := 0; piece != ""; {
		i := strings.Index(text[from:], piece)
		if i < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(text[:from+i])
		after, _ := utf8.DecodeRuneInString(text[from+i+len(piece):])
		if !joins(before) && !joins(after) {
			return true
		}
		from += i + len(piece)
	}
	return false
}
