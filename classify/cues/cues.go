// Package cues finds features of a message that are independent of its topic.
//
// A cue is, for example, a word for a breakage, a verb in the imperative at the
// beginning of a clause, a question without a wish, a length. Words come from
// the lexicon (ru.txt and en.txt, in groups that mean the same in both
// languages), moods and shapes from the grammar. Cues are combined in pairs,
// because a breakage together with a wish means something else than either
// alone.
package cues

import (
	"strings"

	"vakhta/classify/words"
)

// A Cue is one cue found in a message.
type Cue struct {
	Name string
	With string // the second cue of a pair; empty for a single one
	Word string // the words in the message; empty for shapes
}

// maxGroups limits the lexicon, so that what was seen fits an array.
const maxGroups = 160

// A finding is what is known about one message while its cues are collected.
type finding struct {
	lexicon *Lexicon
	text    words.Text
	hits    []hit
	first   [maxGroups]int8 // clause of a group's first hit, plus one
	last    [maxGroups]int8
	count   [maxGroups]int8
	flags   []flag
	out     []Cue
}

// A flag is a cue that is combined in pairs.
type flag struct {
	name   string
	word   string
	clause int
}

// Find returns the cues of a message.
func (l *Lexicon) Find(t words.Text) []Cue {
	f := &finding{lexicon: l, text: t, out: make([]Cue, 0, 160)}
	openings := l.openings(t)
	f.hits = l.find(t, openings)
	f.lexical()
	f.grammar(openings)
	f.shapes()
	f.figures()
	f.pairs()
	return f.out
}

func (f *finding) add(name, word string) { f.out = append(f.out, Cue{Name: name, Word: word}) }

// flag adds a cue that is also combined in pairs.
func (f *finding) flag(name, word string, clause int) {
	for _, have := range f.flags {
		if have.name == name {
			return
		}
	}
	f.add(name, word)
	f.flags = append(f.flags, flag{name, word, clause})
}

// lexical converts hits to cues: a group occurs, it occurs again, it opens or
// closes the message.
func (f *finding) lexical() {
	lastClause := 0
	if n := len(f.text.Tokens); n > 0 {
		lastClause = f.text.Tokens[n-1].Clause
	}
	for _, h := range f.hits {
		name := f.lexicon.groups[h.group]
		if f.count[h.group] == 0 {
			f.flag(name, f.quote(h), h.clause)
		}
		if f.count[h.group]++; f.count[h.group] == 2 {
			f.add(name+"+", f.quote(h))
		}
		if h.clause == 0 && f.first[h.group] == 0 {
			f.first[h.group] = 1
			f.add(name+"<", f.quote(h))
		}
		if h.clause == lastClause && lastClause > 0 && f.last[h.group] == 0 {
			f.last[h.group] = 1
			f.add(name+">", f.quote(h))
		}
	}
}

// quote returns the text of a hit as it was written.
func (f *finding) quote(h hit) string {
	if h.to == h.from+1 {
		return f.text.Tokens[h.from].Raw
	}
	var b strings.Builder
	for i, t := range f.text.Tokens[h.from:h.to] {
		if i > 0 && t.Raw != "" {
			b.WriteByte(' ')
		}
		b.WriteString(t.Raw)
	}
	return b.String()
}

// pairs adds all pairs of flags in the message.
func (f *finding) pairs() {
	for i, a := range f.flags {
		for _, b := range f.flags[i+1:] {
			x, y := a, b
			if x.name > y.name {
				x, y = y, x
			}
			f.out = append(f.out, Cue{Name: x.name, With: y.name, Word: a.word})
		}
	}
}
