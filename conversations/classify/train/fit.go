package train

import (
	"cmp"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"

	"vakhta/conversations/classify/corpus"
	"vakhta/conversations/classify/features"
	"vakhta/conversations/classify/softmax"
	"vakhta/conversations/classify/words"
)

// How the weights are found: AdaGrad over shuffled examples. All were chosen on
// the development set; neighbouring values differ by less than a point.
const (
	seed     = 4
	epochs   = 12
	rate     = 0.5
	slowdown = 0.9   // how much of the rate is gone in the last epoch
	decay    = 5e-4  // pull of every weight towards zero
	rareText = 2     // features of fewer messages are not learned
	maxRows  = 48000 // the model file stays under a megabyte
)

// A sample is an example made ready to learn from.
type sample struct {
	features []features.Feature // Key is the row
	typ      int
	level    int // -1 where nobody said
	typeRow  uint32
	weight   float64
	urgency  float64 // weight of the level
}

// fit finds the weights for examples. Every class counts the same in all,
// however many messages it has.
func fit(reader *features.Reader, examples []corpus.Example, weights []float64) (bias softmax.Row, keys []uint32, rows []softmax.Row) {
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
	var mass [softmax.Types]float64
	for i, e := range examples {
		s := sample{typ: slices.Index(types, e.Type), level: int(e.Priority) - 1, weight: 1}
		if weights != nil {
			s.weight = weights[i]
		}
		for _, f := range read[i] {
			if seen[f.Key] >= rareText {
				s.features = append(s.features, features.Feature{Key: row(f.Key), Value: f.Value})
			}
		}
		s.typeRow = row(features.TypeKey(e.Type))
		seen[features.TypeKey(e.Type)]++
		mass[s.typ] += s.weight
		samples[i] = s
	}
	var levels [softmax.Levels]float64
	for _, s := range samples {
		if s.level >= 0 {
			levels[s.level]++
		}
	}
	total := mass[0] + mass[1] + mass[2] + mass[3] + mass[4]
	for i := range samples {
		s := &samples[i]
		s.urgency = s.weight
		if s.level >= 0 {
			// Half way to equal counts: rare levels must be learned, but P1
			// must stay rare.
			s.urgency *= math.Sqrt(float64(len(samples)) / softmax.Levels / levels[s.level])
		}
		s.weight *= total / softmax.Types / mass[s.typ]
	}
	f := &fitter{rows: make([]row64, len(keys)), slopes: make([]row64, len(keys))}
	f.run(samples)
	keys, rows = f.prune(keys, seen)
	for i := range bias {
		bias[i] = float32(f.bias[i])
	}
	return bias, keys, rows
}

// readAll finds the features of every example, on all processors.
func readAll(reader *features.Reader, examples []corpus.Example) [][]features.Feature {
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
	rows, slopes     []row64
	bias, biasSlopes row64
}

func (f *fitter) run(samples []sample) {
	random := rand.New(rand.NewPCG(seed, seed))
	order := random.Perm(len(samples))
	for e := range epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		step := rate * (1 - slowdown*float64(e)/epochs)
		for _, i := range order {
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
	first := softmax.Width
	chances(score[:softmax.Types])
	score[s.typ]--
	if s.level >= 0 {
		chances(score[softmax.Types:])
		score[softmax.Types+s.level]--
	} else {
		first = softmax.Types
	}
	for c := range score {
		if c < softmax.Types {
			score[c] *= s.weight
		} else {
			score[c] *= s.urgency
		}
	}
	for _, x := range s.features {
		move(&f.rows[x.Key], &f.slopes[x.Key], &score, float64(x.Value), step, 0, first)
	}
	move(&f.rows[s.typeRow], &f.slopes[s.typeRow], &score, 1, step, softmax.Types, first)
	move(&f.bias, &f.biasSlopes, &score, 1, step, 0, first)
}

// move changes the outputs from–to of one row.
func move(row, slope, score *row64, value, step float64, from, to int) {
	for c := from; c < to; c++ {
		g := score[c]*value + decay*row[c]
		slope[c] += g * g
		row[c] -= step * g / (1e-2 + math.Sqrt(slope[c]))
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
func (f *fitter) prune(keys []uint32, seen map[uint32]int) ([]uint32, []softmax.Row) {
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
	outKeys, rows := make([]uint32, len(rank)), make([]softmax.Row, len(rank))
	for n, r := range rank {
		outKeys[n] = keys[r.i]
		for c, w := range f.rows[r.i] {
			rows[n][c] = float32(w)
		}
	}
	return outKeys, rows
}
