// Package softmax is the model behind a guess: a table of weights.
//
// Every feature has a row of weights: one for each request type, one for each
// priority, and one for whether the message is P1, which is a decision of its
// own. A score is the sum of the rows of a message's features; softmax converts
// it to probabilities. Settings found on the development set are stored with
// the weights, so that one file has everything that was learned.
package softmax

import (
	"math"

	"vakhta/classify/features"
)

// The numbers of outputs.
const (
	Types    = 5
	Levels   = 4
	Critical = Types + Levels // index of the P1 output
	Width    = Critical + 1
)

// Weights are the weights of one feature: first for the types, then for the
// priorities, then for P1.
type Weights [Width]float32

// Settings are what calibration found.
type Settings struct {
	// Temperature divides scores before softmax, per language.
	Temperature map[string]float64 `json:"temperature"`
	// AskBelow is the confidence below which the bot asks, per language.
	AskBelow map[string]float64 `json:"ask_below"`
	// SilentAbove is the confidence from which "no request" is not asked about.
	SilentAbove float64 `json:"silent_above"`
	// CriticalAbove is the probability of P1 from which P1 is suggested.
	CriticalAbove float64 `json:"critical_above"`
	// SplitAbove is the probability from which a seam separates two requests.
	SplitAbove float64 `json:"split_above"`
	// Score is the macro-F1 on the development set, per language.
	Score map[string]float64 `json:"score"`
	// Corpus is the checksum of the training texts.
	Corpus string `json:"corpus,omitempty"`
}

// A Model is the weights and their settings.
type Model struct {
	Settings Settings
	Bias     Weights
	keys     []uint32
	rows     []Weights
	slots    []int32 // open addressing: index of a row plus one, or zero
	seams    map[uint32]float32
}

// New makes a model of rows. keys[i] is the feature of rows[i]; keys are
// unique.
func New(s Settings, bias Weights, keys []uint32, rows []Weights) *Model {
	m := &Model{Settings: s, Bias: bias, keys: keys, rows: rows}
	size := 1024
	for size < 2*len(keys) {
		size *= 2
	}
	m.slots = make([]int32, size)
	for i, k := range keys {
		at := m.slot(k)
		m.slots[at] = int32(i + 1)
	}
	return m
}

// SetSeams sets the model's weights of seam features.
func (m *Model) SetSeams(weights map[uint32]float32) { m.seams = weights }

// Seam sums the weights of a seam's features. The higher the sum, the more
// likely the seam separates two requests.
func (m *Model) Seam(found []features.Feature) float32 {
	var sum float32
	for _, f := range found {
		sum += m.seams[f.Key] * f.Value
	}
	return sum
}

// slot returns the index of a key, or where it would be inserted.
func (m *Model) slot(key uint32) int {
	mask := len(m.slots) - 1
	at := int(key) & mask
	for m.slots[at] != 0 && m.keys[m.slots[at]-1] != key {
		at = (at + 1) & mask
	}
	return at
}

// Row returns the weights of a feature, nil for one that training never saw.
func (m *Model) Row(key uint32) *Weights {
	if i := m.slots[m.slot(key)]; i != 0 {
		return &m.rows[i-1]
	}
	return nil
}

// Len returns the number of features that the model knows.
func (m *Model) Len() int { return len(m.keys) }

// Score sums the rows of the features, and counts the known ones.
func (m *Model) Score(fs []features.Feature) (sum Weights, known int) {
	sum = m.Bias
	for _, f := range fs {
		r := m.Row(f.Key)
		if r == nil {
			continue
		}
		known++
		for i := range sum {
			sum[i] += r[i] * f.Value
		}
	}
	return sum, known
}

// Chances is softmax: it converts scores to probabilities. A higher temperature
// makes them more equal.
func Chances(scores []float32, temperature float64) []float64 {
	out := make([]float64, len(scores))
	top := scores[0]
	for _, s := range scores {
		top = max(top, s)
	}
	var sum float64
	for i, s := range scores {
		out[i] = math.Exp(float64(s-top) / temperature)
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

// Chance converts the score of a single output to the probability of yes.
func Chance(score float32) float64 { return 1 / (1 + math.Exp(-float64(score))) }
