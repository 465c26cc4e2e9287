package cues

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"vakhta/classify/words"
)

//go:embed ru.txt en.txt
var files embed.FS

// classPrefix begins the name of a group that is no cue but a class of words
// for the grammar.
const classPrefix = "class."

// A Lexicon knows which words are cues of which group.
type Lexicon struct {
	groups  []string
	group   map[string]int     // the place of each in groups
	entries map[string][]entry // by the first two letters of the first word, or its first three
	classes map[string]map[string]bool
}

// An entry is one item of the lexicon: a sequence of words.
type entry struct {
	group   int
	opening bool // only at the beginning of a clause
	parts   []part
}

// A part matches one word, or the beginning of one.
type part struct {
	text  string
	stem  bool // anything may follow
	after int  // how many words may come before it
}

// gap is how many words "~" may skip.
const gap = 3

// Load reads the lexicon of both languages.
func Load() (*Lexicon, error) {
	l := &Lexicon{group: make(map[string]int), entries: make(map[string][]entry), classes: make(map[string]map[string]bool)}
	for _, name := range []string{"ru.txt", "en.txt"} {
		b, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		for i, line := range strings.Split(string(b), "\n") {
			if line == "" || line[0] == '#' {
				continue
			}
			if err := l.line(line); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, i+1, err)
			}
		}
	}
	l.narrow()
	return l, nil
}

// narrow files entries of three letters and more under their first three: most
// words begin none of the entries with their first two.
func (l *Lexicon) narrow() {
	long := func(e entry) bool { return utf8.RuneCountInString(e.parts[0].text) >= 3 }
	narrow := make(map[string][]entry)
	for two, all := range l.entries {
		narrow[two] = slices.DeleteFunc(slices.Clone(all), long)
		for _, e := range all {
			if three := first(e.parts[0].text, 3); long(e) && narrow[three] == nil {
				narrow[three] = slices.DeleteFunc(slices.Clone(all), func(e entry) bool {
					return long(e) && !strings.HasPrefix(e.parts[0].text, three)
				})
			}
		}
	}
	l.entries = narrow
}

// beginning lists the entries that may begin with a word, in their order.
func (l *Lexicon) beginning(word string) []entry {
	if found, ok := l.entries[first(word, 3)]; ok {
		return found
	}
	return l.entries[first(word, 2)]
}

func (l *Lexicon) line(line string) error {
	group, list, ok := strings.Cut(line, ":")
	if !ok || strings.Contains(group, " ") {
		return fmt.Errorf("no group before a colon in %.20q", line)
	}
	items := strings.Split(list, ",")
	if strings.HasPrefix(group, classPrefix) {
		class := l.classes[group]
		if class == nil {
			class = make(map[string]bool, len(items))
			l.classes[group] = class
		}
		for _, item := range items {
			class[strings.TrimSpace(item)] = true
		}
		return nil
	}
	g, known := l.group[group]
	if !known {
		g = len(l.groups)
		l.group[group] = g
		l.groups = append(l.groups, group)
	}
	for _, item := range items {
		e := entry{group: g}
		skip := 0
		for field := range strings.FieldsSeq(item) {
			if field == "~" {
				skip = gap
				continue
			}
			if field[0] == '^' {
				e.opening, field = true, field[1:]
			}
			text, stem := strings.CutSuffix(field, "*")
			if n := len(text); n > 1 && text[n-1] == '%' {
				e.parts = append(e.parts, part{text: text[:n-1], after: skip})
				text, skip = "%", 0
			}
			e.parts = append(e.parts, part{text: text, stem: stem, after: skip})
			skip = 0
		}
		if len(e.parts) == 0 {
			return fmt.Errorf("an empty entry in group %s", group)
		}
		key := first(e.parts[0].text, 2)
		l.entries[key] = append(l.entries[key], e)
	}
	return nil
}

// first returns the first letters of a word.
func first(word string, letters int) string {
	for i := range word {
		if letters == 0 {
			return word[:i]
		}
		letters--
	}
	return word
}

// A hit is one entry found in a text.
type hit struct {
	group    int
	from, to int // tokens
	clause   int
}

// find returns all hits in the order of the text.
func (l *Lexicon) find(t words.Text, openings []int) []hit {
	var hits []hit
	for i, tok := range t.Tokens {
		name := tok.Text
		begun := l.beginning(name)
		for n := range begun {
			e := &begun[n]
			if e.opening && openings[tok.Clause] != i {
				continue
			}
			if end, ok := e.match(t.Tokens, i); ok {
				hits = append(hits, hit{group: e.group, from: i, to: end, clause: tok.Clause})
			}
		}
		if tok.Kind == words.Number || tok.Kind == words.Code {
			begun = l.beginning(tok.Raw)
			for n := range begun {
				e := &begun[n]
				if end, ok := e.match(t.Tokens, i); ok && tok.Raw != name {
					hits = append(hits, hit{group: e.group, from: i, to: end, clause: tok.Clause})
				}
			}
		}
	}
	return hits
}

// Opening lists the groups found among the first words of a message.
func (l *Lexicon) Opening(t words.Text, most int) []string {
	for i, tok := range t.Tokens {
		if tok.Kind == words.Mark {
			continue
		}
		if most--; most < 0 {
			t.Tokens = t.Tokens[:i]
			break
		}
	}
	var out []string
	for _, h := range l.find(t, l.openings(t)) {
		out = append(out, l.groups[h.group])
	}
	return out
}

// match returns where e ends if it begins at token i.
func (e *entry) match(tokens []words.Token, i int) (end int, ok bool) {
	clause := tokens[i].Clause
	at := i
	for n := range e.parts {
		p := &e.parts[n]
		found := false
		for skipped := 0; skipped <= p.after && at < len(tokens) && tokens[at].Clause == clause; skipped++ {
			if p.is(&tokens[at]) {
				found = true
				break
			}
			if n == 0 {
				return 0, false
			}
			at++
		}
		if !found {
			return 0, false
		}
		at++
	}
	return at, true
}

func (p *part) is(t *words.Token) bool {
	if p.stem {
		return strings.HasPrefix(t.Text, p.text)
	}
	return t.Text == p.text || (t.Kind == words.Number && t.Raw == p.text)
}
