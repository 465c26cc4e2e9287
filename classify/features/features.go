// Package features converts a message to the features of a linear model.
//
// A Feature is a Key, the hash of something found in the message, with a Value.
// Features come in three blocks: stems and their pairs, runs of three to five
// letters, and cues. Each block is normalised by itself, so that a long text
// does not outweigh the few cues that say what it is about.
package features

import (
	"math"
	"slices"
	"unicode/utf8"

	"vakhta/classify/cues"
	"vakhta/classify/words"
	"vakhta/desk"
)

// A Feature is something found in a message, and how much it counts.
type Feature struct {
	Key   uint32
	Value float32
}

// Weights of the blocks, found on messages outside the training set. A cue
// counts the same however many others there are.
const (
	stemWeight = 1.0
	charWeight = 0.7
	cueWeight  = 0.2
	pairWeight = 0.1 // of two cues together
)

// An Extractor converts messages to features. Goroutines may share it.
type Extractor struct {
	lexicon *cues.Lexicon
}

// NewReader makes an Extractor with the lexicon of package cues.
func NewReader() (*Extractor, error) {
	l, err := cues.Load()
	if err != nil {
		return nil, err
	}
	return &Extractor{l}, nil
}

// Read returns the features of a message and its cues. The features of cues
// come last, one for each.
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

// Cues returns the cues of a message alone, which takes half the time of Read.
func (r *Extractor) Cues(t words.Text) []cues.Cue { return r.lexicon.Find(t) }

// Opening lists the lexicon groups of the first words of a message.
func (r *Extractor) Opening(t words.Text, most int) []string { return r.lexicon.Opening(t, most) }

// block adds keys, each once, with values whose norm is length.
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

// The kinds of keys, so that a stem and a cue of the same name differ.
const (
	stemKind byte = iota + 1
	pairKind
	charKind
	cueKind
	typeKind
	seamKind
)

// stems returns the keys of all stems and pairs of adjacent stems.
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

// chars returns the keys of all runs of three to five letters in each word,
// with its edges marked.
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

// maxWord is how many letters of a word are used.
const maxWord = 30

// Weight returns how much a cue counts.
func Weight(c cues.Cue) float32 {
	if c.With != "" {
		return pairWeight
	}
	return cueWeight
}

// CueKey returns the key of a cue.
func CueKey(c cues.Cue) uint32 { return key(cueKind, c.Name, c.With) }

// TypeKey returns the key by which the priority depends on the type.
func TypeKey(t desk.RequestType) uint32 { return key(typeKind, string(t), "") }

// SeamKey returns the key of a seam's feature, whose name is given in pieces.
func SeamKey(name ...string) uint32 {
	h := begun(seamKind)
	for _, piece := range name {
		h = hashed(h, piece)
	}
	return (h ^ 0xff) * prime
}

// key returns the FNV-1a hash of a kind and two names.
func key(kind byte, a, b string) uint32 {
	return hashed((hashed(begun(kind), a)^0xff)*prime, b)
}

// prime is FNV-1a's, for 32 bits.
const prime = 16777619

func begun(kind byte) uint32 { return (uint32(2166136261) ^ uint32(kind)) * prime }

func hashed(h uint32, s string) uint32 {
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * prime
	}
	return h
}
