// Package features turns a message into the numbers a linear model weighs.
//
// A Feature is a Key, the hash of something found in the message, with a Value.
// Features come in three blocks: stems with their pairs, runs of three to five
// letters, and cues. Each block has its own length, so that a long text does
// not drown the few cues that say what it is about.
package features

import (
	"math"
	"slices"
	"unicode/utf8"

	"vakhta/classify/cues"
	"vakhta/classify/words"
	"vakhta/desk"
)

// A Feature is one thing found in a message and how much it counts.
type Feature struct {
	Key   uint32
	Value float32
}

// Weights of the blocks, found on messages kept apart from the training text.
// A cue counts by itself, however many others there are.
const (
	stemWeight = 1.0
	charWeight = 0.7
	cueWeight  = 0.2
	pairWeight = 0.1 // of two cues together
)

// An Extractor turns messages into features. It is safe for use by many at once.
type Extractor struct {
	lexicon *cues.Lexicon
}

// NewReader makes a Reader with the lexicon of the package cues.
func NewReader() (*Extractor, error) {
	l, err := cues.Load()
	if err != nil {
		return nil, err
	}
	return &Extractor{l}, nil
}

// Read returns the features of a message and the cues they came from. The
// features of the cues come last, one for each.
func (r *Extractor) Read(t words.Text) ([]Feature, []cues.Cue) {
	found := r.lexicon.Find(t)
	out := make([]Feature, 0, 512)
	out = block(out, stems(t), stemWeight)
	out = block(out, chars(t), charWeight)
	for _, c := range found {
		out = append(out, Feature{CueKey(c), Weight(c)})
	}
	return out, found
}

// Opening lists the groups of the lexicon that the first words of a message
// belong to.
func (r *Extractor) Opening(t words.Text, most int) []string { return r.lexicon.Opening(t, most) }

// block adds keys, each once, with values of the given length together.
func block(out []Feature, keys []uint32, length float64) []Feature {
	if len(keys) == 0 {
		return out
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	v := float32(length / math.Sqrt(float64(len(keys))))
	for _, k := range keys {
		out = append(out, Feature{k, v})
	}
	return out
}

// The kinds of key, so that a stem never counts as a cue of the same name.
const (
	stemKind byte = iota + 1
	pairKind
	charKind
	cueKind
	typeKind
	seamKind
)

// stems are the keys of every stem and every two in a row.
func stems(t words.Text) []uint32 {
	keys := make([]uint32, 0, 2*len(t.Tokens)+2)
	last := "^"
	for _, tok := range t.Tokens {
		if tok.Kind == words.Mark && tok.Text != "?" {
			continue
		}
		keys = append(keys, key(stemKind, tok.Stem, ""), key(pairKind, last, tok.Stem))
		last = tok.Stem
	}
	return append(keys, key(pairKind, last, "$"))
}

// chars are the keys of every run of three to five letters in each word, its
// edges marked.
func chars(t words.Text) []uint32 {
	keys := make([]uint32, 0, 16*len(t.Tokens))
	var edge [maxWord + 3]int
	for _, tok := range t.Tokens {
		if tok.Kind != words.Word || tok.Raw == "" {
			continue
		}
		w := "_" + tok.Text + "_"
		n := 0
		for i := 0; i < len(w) && n < maxWord; n++ {
			edge[n] = i
			_, size := utf8.DecodeRuneInString(w[i:])
			i += size
			edge[n+1] = i
		}
		for i := range n {
			for size := 3; size <= 5 && i+size <= n; size++ {
				keys = append(keys, key(charKind, w[edge[i]:edge[i+size]], ""))
			}
		}
	}
	return keys
}

// maxWord is how many letters of a word are looked at.
const maxWord = 30

// Weight is how much a cue counts.
func Weight(c cues.Cue) float32 {
	if c.With != "" {
		return pairWeight
	}
	return cueWeight
}

// CueKey is the key of a cue.
func CueKey(c cues.Cue) uint32 { return key(cueKind, c.Name, c.With) }

// TypeKey is the key by which a level of priority depends on the type.
func TypeKey(t desk.RequestType) uint32 { return key(typeKind, string(t), "") }

// SeamKey is the key of something found at a seam between two pieces of a
// message.
func SeamKey(name string) uint32 { return key(seamKind, name, "") }

// key is the FNV-1a hash of a kind and two names.
func key(kind byte, a, b string) uint32 {
	const prime = 16777619
	h := (uint32(2166136261) ^ uint32(kind)) * prime
	for i := range len(a) {
		h = (h ^ uint32(a[i])) * prime
	}
	h = (h ^ 0xff) * prime
	for i := range len(b) {
		h = (h ^ uint32(b[i])) * prime
	}
	return h
}
