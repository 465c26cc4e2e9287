package classify

import (
	"math"
	"slices"
	"sync"
	"unicode/utf8"

	"vakhta/classify/words"
	"vakhta/desk"
)

// A Memory holds the corrections of one project. A message worded like a
// corrected one gets the corrected type. The zero value is an empty memory, and
// so is a nil one. Goroutines may share it.
type Memory struct {
	mu   sync.RWMutex
	kept []memo
}

// A memo is one corrected message.
type memo struct {
	wording wording
	typ     desk.RequestType
}

// mostMemos is the most corrections of a project; the oldest are dropped.
const mostMemos = 1000

// mostGrams is the most grams of one memo, about four hundred words. A longer
// message is pasted text, which is not written twice.
const mostGrams = 3000

// alike is the least similarity of two messages with the same wording. It
// tolerates another order number, but not another "не".
const alike = 0.9

// Remember stores a correction. If the wording was corrected before, the new
// type replaces the old.
func (m *Memory) Remember(message string, t desk.RequestType) {
	w := wordingOf(words.Read(message))
	if len(w.grams) == 0 || len(w.grams) > mostGrams {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if i, ok := m.nearest(w); ok {
		m.kept[i].typ = t
		return
	}
	m.kept = append(m.kept, memo{w, t})
	if over := len(m.kept) - mostMemos; over > 0 {
		m.kept = slices.Delete(m.kept, 0, over)
	}
}

// Lookup returns the type that a person gave to a message worded like t.
func (m *Memory) Lookup(t words.Text) (desk.RequestType, bool) {
	if m == nil {
		return "", false
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	if len(m.kept) == 0 {
		return "", false
	}
	i, ok := m.nearest(wordingOf(t))
	if !ok {
		return "", false
	}
	return m.kept[i].typ, true
}

// nearest returns the memo most similar to a wording, if one is similar enough.
func (m *Memory) nearest(w wording) (at int, ok bool) {
	best := alike
	for i := range m.kept {
		if l := w.likeness(m.kept[i].wording); l > best || l == best && !ok {
			at, best, ok = i, l, true
		}
	}
	return at, ok
}

// A wording is a message in the form in which the memory compares it: its stems
// and trigrams, weighted to length one and sorted.
type wording struct {
	grams  []gram
	denied int // negations: they change the meaning but few letters
}

// A gram is the hash of a stem or a trigram, and its weight.
type gram struct {
	key    uint32
	weight float32
}

// likeness returns the cosine similarity of two wordings.
func (w wording) likeness(o wording) float64 {
	if w.denied != o.denied {
		return 0
	}
	a, b := w.grams, o.grams
	// Wordings of very different length are not alike. This settles most
	// comparisons.
	if 4*len(a) < 3*len(b) || 4*len(b) < 3*len(a) {
		return 0
	}
	var sum float64
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].key < b[0].key:
			a = a[1:]
		case a[0].key > b[0].key:
			b = b[1:]
		default:
			sum += float64(a[0].weight * b[0].weight)
			a, b = a[1:], b[1:]
		}
	}
	return sum
}

func wordingOf(t words.Text) wording {
	var w wording
	var all []uint32
	for _, tok := range t.Tokens {
		if tok.Kind == words.Mark {
			continue
		}
		if denies(tok.Text) {
			w.denied++
		}
		// A whole word counts more than its letters.
		stem := hash("=" + tok.Stem)
		all = append(all, stem, stem)
		all = trigrams(all, "_"+tok.Text+"_")
	}
	slices.Sort(all)
	w.grams = make([]gram, 0, len(all))
	var square float64
	for i := 0; i < len(all); {
		j := i
		for j < len(all) && all[j] == all[i] {
			j++
		}
		n := float64(j - i)
		w.grams = append(w.grams, gram{all[i], float32(n)})
		square += n * n
		i = j
	}
	for i := range w.grams {
		w.grams[i].weight /= float32(math.Sqrt(square))
	}
	return w
}

// trigrams appends the trigrams of a word.
func trigrams(to []uint32, word string) []uint32 {
	for i := range word {
		j := i
		for n := 0; n < 3 && j < len(word); n++ {
			_, size := utf8.DecodeRuneInString(word[j:])
			j += size
		}
		to = append(to, hash(word[i:j]))
		if j == len(word) {
			break
		}
	}
	return to
}

// hash is FNV-1a.
func hash(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// denies reports whether a word is a negation.
func denies(word string) bool {
	switch word {
	case "не", "нет", "ни", "без", "not", "no", "never", "without", "cannot", "cant", "dont", "doesnt", "didnt",
		"isnt", "arent", "wasnt", "werent", "wont", "hasnt", "havent", "shouldnt", "couldnt", "wouldnt":
		return true
	}
	return false
}
