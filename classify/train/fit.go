package train

import (
	"cmp"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"

	"vakhta/classify/corpus"
	"vakhta/classify/features"
	"vakhta/classify/softmax"
	"vakhta/classify/words"
	"vakhta/desk"
)

// How the weights are found: AdaGrad over shuffled examples. All were chosen on
// the development set; neighbouring values differ by less than a point.
const (
	seed     = 1
	runs     = 4 // in different orders of the examples, whose mean is the result
	epochs   = 8
	rate     = 1.0
	slowdown = 0.9   // how much of the rate is gone in the last epoch
	rareText = 2     // features of fewer messages are not learned
	maxRows  = 48000 // the model file stays under a megabyte
	// The pull of every weight towards zero. It is stronger for levels of
	// priority, which have far fewer messages to learn from.
	typeDecay  = 1e-3
	levelDecay = 1e-2
	critDecay  = 3e-3
)

// A sample is an example made ready to learn from.
type sample struct {
	features []features.Feature // Key is the row
	typ      int
	level    int // -1 where nobody said
	typeRow  uint32
	weight   float64
	urgency  float64 // weight of the level
	critical float64 // 1 for P1, 0 for what is not, negative where nobody said
	gravity  float64 // weight of whether it is P1
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

// apart adds the requests of messages that have several, each by itself.
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

// weigh sets what each sample counts: every type the same in all, however many
// messages it has. Rare levels, and P1, go half way to equal counts: they must
// be learned, but P1 must stay rare.
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

// readAll finds the features of every example, on all processors.
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

type row64 [softmax.Width]float64

// A fitter holds the weights while they are found.
type fitter struct {
	rows       []row64
	slopes     [][heads]float64
	bias       row64
	biasSlopes [heads]float64
}

// together finds the weights several times, each in another order of the
// samples, and takes the mean: one order alone sways the score by a point.
func together(samples []sample, rows int) *fitter {
	var all [runs]*fitter
	var wait sync.WaitGroup
	for i := range all {
		wait.Go(func() {
			all[i] = &fitter{rows: make([]row64, rows), slopes: make([][heads]float64, rows)}
			all[i].run(samples, uint64(i))
		})
	}
	wait.Wait()
	mean := all[0]
	for _, f := range all[1:] {
		for i := range mean.rows {
			for c := range mean.rows[i] {
				mean.rows[i][c] += f.rows[i][c]
			}
		}
		for c := range mean.bias {
			mean.bias[c] += f.bias[c]
		}
	}
	for i := range mean.rows {
		for c := range mean.rows[i] {
			mean.rows[i][c] /= runs
		}
	}
	for c := range mean.bias {
		mean.bias[c] /= runs
	}
	return mean
}

// run goes over the samples, in another order each time. Where a sample stands
// depends on itself alone, so that one more does not shuffle all the others.
func (f *fitter) run(samples []sample, order uint64) {
	turns := make([]int, len(samples))
	places := make([]uint64, len(samples))
	for e := range epochs {
		for i := range turns {
			turns[i] = i
			places[i] = rand.NewPCG(order<<32|uint64(e), seed+uint64(i)).Uint64()
		}
		slices.SortFunc(turns, func(a, b int) int { return cmp.Compare(places[a], places[b]) })
		step := rate * (1 - slowdown*float64(e)/epochs)
		for _, i := range turns {
			f.learn(&samples[i], step)
		}
	}
}

// learn moves the weights of one sample's features downhill.
func (f *fitter) learn(s *sample, step float64) {
	score := f.bias
	for _, x := range s.features {
		r, v := &f.rows[x.Key], float64(x.Value)
		for c := range score {
			score[c] += r[c] * v
		}
	}
	for c := softmax.Types; c < softmax.Width; c++ {
		score[c] += f.rows[s.typeRow][c]
	}
	chances(score[:softmax.Types])
	score[s.typ]--
	if s.level >= 0 {
		chances(score[softmax.Types:softmax.Critical])
		score[softmax.Types+s.level]--
	} else {
		clear(score[softmax.Types:softmax.Critical])
	}
	if s.critical >= 0 {
		score[softmax.Critical] = 1/(1+math.Exp(-score[softmax.Critical])) - s.critical
	} else {
		score[softmax.Critical] = 0
	}
	for c := range score {
		switch {
		case c < softmax.Types:
			score[c] *= s.weight
		case c < softmax.Critical:
			score[c] *= s.urgency
		default:
			score[c] *= s.gravity
		}
	}
	for _, x := range s.features {
		for h := range heads {
			move(&f.rows[x.Key], &f.slopes[x.Key], &score, float64(x.Value), step, h)
		}
	}
	move(&f.rows[s.typeRow], &f.slopes[s.typeRow], &score, 1, step, levelHead)
	for h := range heads {
		move(&f.bias, &f.biasSlopes, &score, 1, step, h)
	}
}

// The heads are what is learned apart: a head's outputs share their steps.
const (
	typeHead = iota
	levelHead
	criticalHead
	heads
)

// headOf is where a head's outputs are, and how hard its weights are pulled
// towards zero.
var headOf = [heads]struct {
	from, to int
	decay    float64
}{{0, softmax.Types, typeDecay}, {softmax.Types, softmax.Critical, levelDecay}, {softmax.Critical, softmax.Width, critDecay}}

// move changes one head's outputs of one row. A row's step shrinks with what
// the head's outputs moved so far.
func move(row *row64, slope *[heads]float64, score *row64, value, step float64, head int) {
	h := headOf[head]
	if !slices.ContainsFunc(score[h.from:h.to], func(s float64) bool { return s != 0 }) {
		return // nobody said
	}
	var g row64
	for c := h.from; c < h.to; c++ {
		g[c] = score[c]*value + h.decay*row[c]
		slope[head] += g[c] * g[c]
	}
	s := step / (1e-2 + math.Sqrt(slope[head]))
	for c := h.from; c < h.to; c++ {
		row[c] -= s * g[c]
	}
}

// chances turns scores into their softmax in place.
func chances(s []float64) {
	top, sum := slices.Max(s), 0.0
	for i := range s {
		s[i] = math.Exp(s[i] - top)
		sum += s[i]
	}
	for i := range s {
		s[i] /= sum
	}
}

// prune keeps the rows that matter most: heavy, and often used.
func (f *fitter) prune(keys []uint32, seen map[uint32]int) ([]uint32, []softmax.Weights) {
	type ranked struct {
		i     int
		worth float64
	}
	rank := make([]ranked, len(keys))
	for i, r := range f.rows {
		low, high := slices.Min(r[:]), slices.Max(r[:])
		rank[i] = ranked{i, (high - low) * math.Sqrt(float64(1+seen[keys[i]]))}
	}
	slices.SortStableFunc(rank, func(a, b ranked) int { return cmp.Compare(b.worth, a.worth) })
	rank = rank[:min(len(rank), maxRows)]
	slices.SortFunc(rank, func(a, b ranked) int { return cmp.Compare(keys[a.i], keys[b.i]) })
	outKeys, rows := make([]uint32, len(rank)), make([]softmax.Weights, len(rank))
	for n, r := range rank {
		outKeys[n] = keys[r.i]
		for c, w := range f.rows[r.i] {
			rows[n][c] = float32(w)
		}
	}
	return outKeys, rows
}
