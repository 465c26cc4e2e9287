package train

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"vakhta/classify/corpus"
	"vakhta/classify/features"
	"vakhta/classify/parts"
	"vakhta/classify/softmax"
	"vakhta/desk"
)

// Training parameters of the seam weights.
const (
	seamEpochs = 12
	seamRate   = 0.15
	seamDecay  = 1e-3
	seamDamp   = 0.1
	leastSeam  = 0.12 // smaller weights are dropped
	// Weight of a seam that separates requests; there are fewer of them.
	partsWeight = 3
	// Weight of a seam of a message that looks like several requests and is
	// one, such as a list of symptoms.
	wholeWeight = 3
)

// severalKind marks messages that have several requests, or seem to.
const severalKind = "multi"

// A seamed is one seam with its features and label.
type seamed struct {
	found  []features.Feature
	parts  float64 // 1 if it separates requests
	weight float64
}

// seams trains the seam weights. Each half of the messages is read with a model
// of the other half, because a model is too certain about messages it was
// trained on. No model was trained on more.
func seams(reader *features.Extractor, examples, more []corpus.Example) map[uint32]float32 {
	var halves [2][]corpus.Example
	for i, e := range examples {
		halves[i%2] = append(halves[i%2], e)
	}
	var all []seamed
	for n, half := range halves {
		bias, keys, rows := fit(reader, halves[1-n], nil)
		w := parts.Weigher{Reader: reader, Model: softmax.New(softmax.Settings{}, bias, keys, rows)}
		for i, e := range more {
			if i%2 == n {
				all = append(all, seamsOf(w, e)...)
			}
		}
		for _, e := range half {
			all = append(all, seamsOf(w, e)...)
		}
		for _, e := range joined(half) {
			all = append(all, seamsOf(w, e)...)
		}
	}
	return fitSeams(all)
}

// joints are the words by which people join two requests.
var joints = map[string][]string{
	"ru": {
		". ", ". ", "; ", ", ", "\n", " ", ", и ещё ", ". А ещё ", ". Также ", ", также ", " и ", ", а ещё ", ". Кстати, ", ". И ", ", заодно ",
		". Отдельно: ", " + ", ". Плюс ", "\n- ", ". И второе: ",
	},
	"en": {
		". ", ". ", "; ", ", ", "\n", " ", ", and also ", ". Also ", ". Also, ", ", and ", " and ", ", plus ", ". By the way, ", ". And ", ". Separately, ",
		" + ", "\n- ", ". Second thing: ", ". Another thing: ", ", then ",
	},
}

// joined makes messages with two requests from those with one: each short
// request is put before one of another type, some way further in the list.
func joined(examples []corpus.Example) []corpus.Example {
	var short []corpus.Example
	for _, e := range examples {
		if e.Type != desk.NoRequest && len(e.Parts) == 0 && len(e.Text) < 160 && !strings.Contains(e.Text, "\n") && len(parts.Seams(e.Text)) < 3 {
			short = append(short, e)
		}
	}
	var out []corpus.Example
	r := rand.New(rand.NewPCG(seed, 0))
	for range len(short) / 4 {
		a, b := short[r.IntN(len(short))], short[r.IntN(len(short))]
		if a.Lang != b.Lang || a.Type == b.Type && r.IntN(8) > 0 {
			continue
		}
		j := joints[a.Lang][r.IntN(len(joints[a.Lang]))]
		first, second := strings.TrimRight(a.Text, ".!;, "), b.Text
		if strings.HasSuffix(first, "?") {
			j = strings.TrimLeft(j, ".,;")
		}
		if !strings.HasSuffix(j, ". ") && r.IntN(2) == 0 {
			_, n := utf8.DecodeRuneInString(second)
			second = strings.ToLower(second[:n]) + second[n:]
		}
		out = append(out, corpus.Example{Text: first + j + second, Lang: a.Lang, Parts: []corpus.Quoted{{Quote: first, Type: a.Type}, {Quote: second, Type: b.Type}}})
	}
	return out
}

// seamsOf lists the seams of a message. If it has several requests, the first
// seam after each but the last separates; other seams between two requests are
// left out.
func seamsOf(w parts.Weigher, e corpus.Example) []seamed {
	found := parts.Seams(e.Text)
	if len(found) == 0 {
		return nil
	}
	type stretch struct{ from, to int }
	var gaps []stretch // between two requests
	at := 0
	for i, p := range e.Parts {
		begin := strings.Index(e.Text[at:], p.Quote)
		if begin < 0 {
			return nil
		}
		if i > 0 {
			gaps = append(gaps, stretch{at, at + begin})
		}
		at += begin + len(p.Quote)
	}
	var out []seamed
	begin := 0
	for i, s := range found {
		gap := slices.IndexFunc(gaps, func(g stretch) bool { return s.Begin > g.from-2 && s.End <= g.to && s.Begin <= g.to+1 })
		left, right := w.Piece(e.Text[begin:s.End]), w.Piece(parts.Sentence(e.Text, found, i))
		if left.Words == 0 || right.Words == 0 {
			continue
		}
		x := seamed{found: parts.Between(s, left, right), weight: 1}
		if e.Kind == severalKind && len(gaps) == 0 {
			x.weight = wholeWeight
		}
		if gap >= 0 {
			if gaps[gap].from < 0 {
				continue // the seam before it separates already
			}
			gaps[gap].from = -1000
			x.parts, x.weight = 1, partsWeight
			begin = s.Begin
		}
		out = append(out, x)
	}
	return out
}

// fitSeams finds the weights like fit, with one output: yes or no. They are the
// mean of several orders, too.
func fitSeams(all []seamed) map[uint32]float32 {
	var each [runs]map[uint32]float64
	var wait sync.WaitGroup
	for run := range each {
		wait.Go(func() { each[run] = fitOnce(all, uint64(run)) })
	}
	wait.Wait()
	out := make(map[uint32]float32)
	for k := range each[0] {
		var sum float64
		for _, weights := range each {
			sum += weights[k]
		}
		if mean := sum / runs; math.Abs(mean) > leastSeam {
			out[k] = float32(mean)
		}
	}
	return out
}

// fitOnce goes over the seams in one order.
func fitOnce(all []seamed, run uint64) map[uint32]float64 {
	weights, slopes := make(map[uint32]float64), make(map[uint32]float64)
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	for e := range seamEpochs {
		r := rand.New(rand.NewPCG(run<<32|uint64(e), seed))
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		step := seamRate * (1 - slowdown*float64(e)/seamEpochs)
		for _, i := range order {
			x := &all[i]
			var sum float64
			for _, f := range x.found {
				sum += weights[f.Key] * float64(f.Value)
			}
			g := 1/(1+math.Exp(-sum)) - x.parts
			g *= x.weight
			for _, f := range x.found {
				d := g*float64(f.Value) + seamDecay*weights[f.Key]
				slopes[f.Key] += d * d
				weights[f.Key] -= step * d / (seamDamp + math.Sqrt(slopes[f.Key]))
			}
		}
	}
	return weights
}
