package train

import (
	"math"
	"runtime"
	"slices"
	"sync"

	"vakhta/classify/corpus"
	"vakhta/classify/features"
	"vakhta/classify/softmax"
	"vakhta/classify/words"
	"vakhta/desk"
)

// Training parameters: AdaGrad over shuffled examples. They were chosen on the
// development set; neighbouring values differ by less than a point.
const (
	seed     = 1
	runs     = 4 // in different orders of the examples; the mean is the result
	epochs   = 8
	rate     = 1.0
	slowdown = 0.9   // by how much the rate has decreased in the last epoch
	rareText = 2     // features in fewer messages are not learned
	maxRows  = 48000 // the model file stays under a megabyte
	// L2 regularisation. It is stronger for priorities, which have far fewer
	// messages.
	typeDecay  = 1e-3
	levelDecay = 1e-2
	critDecay  = 1e-3
)

// A sample is an example prepared for training.
type sample struct {
	features []features.Feature // Key is the row
	typ      int
	level    int // -1 if unlabelled
	typeRow  uint32
	weight   float64
	urgency  float64 // weight of the priority
	critical float64 // 1 for P1, 0 otherwise, negative if unlabelled
	gravity  float64 // weight of the P1 label
}

// fit finds the weights for examples.
func fit(reader *features.Extractor, examples []corpus.Example, weights []float64) (bias softmax.Weights, keys []uint32, rows []softmax.Weights) {
	examples = apart(examples)
	read := readAll(reader, examples)
	seen := make(map[uint32]int)
	for _, fs := range read {
		for _, f := range fs {
			seen[f.Key]++
		}
	}
	index := make(map[uint32]uint32)
	row := func(key uint32) uint32 {
		i, ok := index[key]
		if !ok {
			i = uint32(len(keys))
			index[key] = i
			keys = append(keys, key)
		}
		return i
	}
	types := corpus.Types()
	samples := make([]sample, len(examples))
	for i, e := range examples {
		s := sample{typ: slices.Index(types, e.Type), level: int(e.Priority) - 1, weight: 1, critical: -1}
		switch {
		case e.Priority == desk.P1:
			s.critical = 1
		case e.Priority.Valid() || e.Type == desk.NoRequest:
			s.critical = 0
		}
		if i < len(weights) {
			s.weight = weights[i]
		}
		for _, f := range read[i] {
			if seen[f.Key] >= rareText {
				s.features = append(s.features, features.Feature{Key: row(f.Key), Value: f.Value})
			}
		}
		s.typeRow = row(features.TypeKey(e.Type))
		seen[features.TypeKey(e.Type)]++
		samples[i] = s
	}
	weigh(samples)
	f := together(samples, len(keys))
	keys, rows = f.prune(keys, seen)
	for i := range bias {
		bias[i] = float32(f.bias[i])
	}
	return bias, keys, rows
}

// apart adds each request of a message with several as an example of its own.
func apart(examples []corpus.Example) []corpus.Example {
	out := slices.Clip(examples)
	for _, e := range examples {
		if len(e.Parts) < 2 {
			continue
		}
		for _, p := range e.Parts {
			out = append(out, corpus.Example{Text: p.Quote, Type: p.Type, Priority: p.Priority, Lang: e.Lang})
		}
	}
	return out
}

// weigh sets the weight of each sample: all types have the same total, however
// many messages they have. Rare priorities and P1 go half way to equal totals:
// they must be learned, but P1 must stay rare.
func weigh(samples []sample) {
	var mass [softmax.Types]float64
	var of [softmax.Levels]float64
	var yes, no float64
	for _, s := range samples {
		mass[s.typ] += s.weight
		if s.level >= 0 {
			of[s.level]++
		}
		switch s.critical {
		case 1:
			yes++
		case 0:
			no++
		}
	}
	total := mass[0] + mass[1] + mass[2] + mass[3] + mass[4]
	for i := range samples {
		s := &samples[i]
		s.urgency, s.gravity = s.weight, s.weight
		if s.level >= 0 {
			s.urgency *= math.Sqrt(float64(len(samples)) / softmax.Levels / of[s.level])
		}
		if s.critical == 1 {
			s.gravity *= math.Sqrt(no / yes)
		}
		s.weight *= total / softmax.Types / mass[s.typ]
	}
}

// readAll returns the features of every example, using all processors.
func readAll(reader *features.Extractor, examples []corpus.Example) [][]features.Feature {
	out := make([][]features.Feature, len(examples))
	var wait sync.WaitGroup
	n := runtime.GOMAXPROCS(0)
	for part := range n {
		wait.Go(func() {
			for i := part; i < len(examples); i += n {
				out[i], _ = reader.Read(words.Read(examples[i].Text))
			}
		})
	}
	wait.Wait()
	return out
}
