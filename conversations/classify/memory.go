package classify

import (
	"math"
	"slices"
	"sync"
	"unicode/utf8"

	"vakhta/conversations/classify/words"
	"vakhta/desk"
)

// A Memory holds the corrections of one project. A message worded like a
// corrected one gets the corrected type from then on. The zero value is an
// empty memory; a nil one remembers nothing. It is safe for use by many at
// once.
type Memory struct {
	mu    sync.RWMutex
	kept  []memo
	index map[string][]int // memos by gram
}

// A memo is one corrected message.
type memo struct {
	grams map[string]float64
	typ   desk.RequestType
}

// mostMemos bounds a project's memory; the oldest corrections leave first.
const mostMemos = 2000

// alike is the least likeness of two messages that count as one wording: the
// cosine of their stems and runs of letters. Two orders' numbers do not matter,
// an added "не" does.
const alike = 0.9

// Remember keeps a correction. The same wording corrected again has the later
// type.
func (m *Memory) Remember(message string, t desk.RequestType) {
	grams := gramsOf(words.Read(message))
	if len(grams) == 0 {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if i, ok := m.nearest(grams); ok {
		m.kept[i].typ = t
		return
	}
	m.kept = append(m.kept, memo{grams, t})
	if len(m.kept) > mostMemos {
		m.kept = slices.Delete(m.kept, 0, len(m.kept)-mostMemos)
		m.index = nil
	}
	m.reindex()
}

// Lookup returns the type a person gave to a message worded like t.
func (m *Memory) Lookup(t words.Text) (desk.RequestType, bool) {
	if m == nil {
		return "", false
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	if len(m.kept) == 0 {
		return "", false
	}
	i, ok := m.nearest(gramsOf(t))
	if !ok {
		return "", false
	}
	return m.kept[i].typ, true
}

// reindex adds to the index what is not in it yet.
func (m *Memory) reindex() {
	from := len(m.kept) - 1
	if m.index == nil {
		m.index, from = make(map[string][]int), 0
	}
	for i := from; i < len(m.kept); i++ {
		for g := range m.kept[i].grams {
			m.index[g] = append(m.index[g], i)
		}
	}
}

// nearest finds the memo most like the grams, if any is alike enough.
func (m *Memory) nearest(grams map[string]float64) (at int, ok bool) {
	likeness := make(map[int]float64)
	for g, w := range grams {
		for _, i := range m.index[g] {
			likeness[i] += w * m.kept[i].grams[g]
		}
	}
	best := alike
	for i, l := range likeness {
		if l > best || l == best && ok && i < at {
			at, best, ok = i, l, true
		}
	}
	return at, ok
}

// Likeness is the cosine of two messages' stems and runs of letters: 1 for the
// same wording, 0 for nothing in common.
func Likeness(a, b string) float64 {
	x, y := gramsOf(words.Read(a)), gramsOf(words.Read(b))
	var sum float64
	for g, w := range x {
		sum += w * y[g]
	}
	return sum
}

// gramsOf are a message's stems and trigrams, weighted to the length of one.
func gramsOf(t words.Text) map[string]float64 {
	grams := make(map[string]float64)
	for _, tok := range t.Tokens {
		if tok.Kind == words.Mark {
			continue
		}
		// A whole word says more than its letters.
		grams["="+tok.Stem] += 2
		w := "_" + tok.Text + "_"
		for i := range w {
			j := i
			for n := 0; n < 3 && j < len(w); n++ {
				_, size := utf8.DecodeRuneInString(w[j:])
				j += size
			}
			grams[w[i:j]]++
			if j == len(w) {
				break
			}
		}
	}
	var square float64
	for _, w := range grams {
		square += w * w
	}
	for g, w := range grams {
		grams[g] = w / math.Sqrt(square)
	}
	return grams
}
