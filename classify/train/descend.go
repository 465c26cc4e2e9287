package train

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"vakhta/classify/softmax"
)

type row64 [softmax.Width]float64

// A fitter holds the weights during training.
type fitter struct {
	rows       []row64
	slopes     [][heads]float64
	bias       row64
	biasSlopes [heads]float64
}

// together trains several times, each in another order of the samples, and
// takes the mean: a single order changes the score by up to a point.
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

// run goes over the samples, in another order each time. A sample's place
// depends only on itself, so adding one does not shuffle the others.
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

// learn moves the weights of one sample's features down the gradient.
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

// The heads are trained separately: a head's outputs share their step sizes.
const (
	typeHead = iota
	levelHead
	criticalHead
	heads
)

// headOf says where a head's outputs are, and its regularisation.
var headOf = [heads]struct {
	from, to int
	decay    float64
}{{0, softmax.Types, typeDecay}, {softmax.Types, softmax.Critical, levelDecay}, {softmax.Critical, softmax.Width, critDecay}}

// move changes one head's outputs of one row. The step decreases with how much
// the head's outputs of the row have moved so far.
func move(row *row64, slope *[heads]float64, score *row64, value, step float64, head int) {
	h := headOf[head]
	if !slices.ContainsFunc(score[h.from:h.to], func(s float64) bool { return s != 0 }) {
		return // unlabelled
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

// chances applies softmax in place.
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

// prune keeps the most important rows: with large weights, and often used.
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
