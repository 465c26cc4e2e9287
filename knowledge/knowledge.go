// Package knowledge finds the notes that a request is about. It compares the words
// of a request with the headings of the notes, in memory: a shop has some dozens of
// them, and a wrong suggestion costs an engineer more time than none.
package knowledge

import (
	"cmp"
	"runtime"
	"slices"
	"sync"
	"unicode/utf8"
	"weak"

	"vakhta/classify/words"
	"vakhta/desk"
)

// A heading is about a request if the request has at least this share of its words:
// all of three, three of four.
const enough = 0.75

// Find returns the notes that a text is about, the most fitting first. A note fits
// if the text has the words of one of its headings, of four or more all but a quarter,
// in any form, in whatever language it is written. If a heading has only one word, the
// text must have two more of the note itself.
func Find(notes []*desk.Note, text string) []*desk.Note {
	said := stems(text)
	if len(said) == 0 {
		return nil
	}
	type fit struct {
		note *desk.Note
		as   float64
	}
	var found []fit
	for _, n := range notes {
		if as := fits(read(n), said); as > 0 {
			found = append(found, fit{n, as})
		}
	}
	slices.SortStableFunc(found, func(a, b fit) int {
		return cmp.Or(cmp.Compare(b.as, a.as), cmp.Compare(a.note.Name, b.note.Name))
	})
	all := make([]*desk.Note, len(found))
	for i, f := range found {
		all[i] = f.note
	}
	return all
}

// Search returns the notes that somebody looks for by some words: those that are about
// them, and then those that have all of the words anywhere.
func Search(notes []*desk.Note, text string) []*desk.Note {
	found, said := Find(notes, text), stems(text)
	for _, n := range notes {
		if len(said) > 0 && !slices.Contains(found, n) && slices.ContainsFunc(read(n), func(h heading) bool { return h.has(said) }) {
			found = append(found, n)
		}
	}
	return found
}

// A heading is what a note is found by: the words of a heading, and those of the note
// in the same language.
type heading struct{ words, inside map[string]bool }

// has reports whether all of the words stand in the heading or in the note.
func (h heading) has(said map[string]bool) bool {
	for s := range said {
		if !h.words[s] && !h.inside[s] {
			return false
		}
	}
	return true
}

// fits returns how well a note is about what was said; 0: it is not. The number of
// words in common counts most, then their share of the heading; the words of the note
// decide between equal ones.
func fits(headings []heading, said map[string]bool) float64 {
	var best float64
	for _, h := range headings {
		shared := common(h.words, said)
		if shared == 0 || shared == 1 && len(h.words) > 1 {
			continue
		}
		share := float64(shared) / float64(len(h.words))
		inside := min(common(h.inside, said), 50)
		if share < enough || shared == 1 && inside < 3 { // the word itself is one of them
			continue
		}
		best = max(best, float64(shared)+share+float64(inside)/100)
	}
	return best
}

// seen has the headings of the notes that were asked for, by weak pointers: cards are
// drawn often, and notes change only with desk.yaml.
var seen sync.Map

// read returns the headings of a note.
func read(n *desk.Note) []heading {
	key := weak.Make(n)
	if known, ok := seen.Load(key); ok {
		return known.([]heading) //nolint:errcheck,forcetypeassert // nothing else is stored
	}
	var all []heading
	for _, t := range n.Texts {
		inside := stems(t.Body)
		for _, h := range t.Headings {
			all = append(all, heading{stems(h), inside})
		}
	}
	if _, known := seen.LoadOrStore(key, all); !known {
		runtime.AddCleanup(n, func(key weak.Pointer[desk.Note]) { seen.Delete(key) }, key)
	}
	return all
}

func common(a, b map[string]bool) (n int) {
	for s := range a {
		if b[s] {
			n++
		}
	}
	return n
}

// stems returns the stems of a text's words that say what it is about.
func stems(text string) map[string]bool {
	all := map[string]bool{}
	for _, t := range words.Read(text).Tokens {
		if t.Kind == words.Word && utf8.RuneCountInString(t.Stem) > 2 && !usual[t.Text] {
			all[t.Stem] = true
		}
	}
	return all
}

// usual are words that any question may have.
var usual = func() map[string]bool {
	all := map[string]bool{}
	for _, w := range []string{
		"как", "что", "где", "когда", "почему", "зачем", "куда", "какой", "какая", "какие", "какое", "если", "или", "это", "этот", "так", "для", "при",
		"нас", "наш", "наша", "наши", "вас", "ваш", "мне", "нам", "вам", "мы", "можно", "нужно", "надо", "есть", "быть", "будет", "чтобы", "подскажите",
		"пожалуйста", "здравствуйте", "добрый", "день", "сделать", "делать", "хотим", "хочу", "можете", "могу", "может", "под", "над", "без", "все", "еще", "ещё",
		"how", "what", "where", "when", "why", "which", "who", "the", "and", "for", "you", "your", "our", "can", "could", "does", "did", "with", "from",
		"are", "was", "were", "will", "would", "should", "have", "has", "this", "that", "there", "please", "hello", "want", "need", "about", "into", "not", "any", "all",
		"get", "make", "tell",
	} {
		all[w] = true
	}
	return all
}()
