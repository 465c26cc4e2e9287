package classify

import (
	"cmp"
	"slices"

	"vakhta/classify/words"
)

// Wordings is a set of messages that finds those with nearly the same wording,
// by the same comparison as a Memory. The zero value is an empty set.
type Wordings struct {
	wordings []wording
	places   map[uint32][]int // of the wordings with a gram
}

// Add adds a message and returns its index, counted from 0.
func (s *Wordings) Add(message string) int {
	w, place := wordingOf(words.Read(message)), len(s.wordings)
	if s.places == nil {
		s.places = map[uint32][]int{}
	}
	for _, g := range w.grams {
		s.places[g.key] = append(s.places[g.key], place)
	}
	s.wordings = append(s.wordings, w)
	return place
}

// Like returns the index of the first message worded nearly like the given one.
func (s *Wordings) Like(message string) (place int, ok bool) {
	w := wordingOf(words.Read(message))
	for _, i := range s.candidates(w) {
		if w.likeness(s.wordings[i]) >= alike {
			return i, true
		}
	}
	return 0, false
}

// candidates returns the places of all wordings that may be similar, in order.
// A wording without some grams of w is at most as similar as the length of the
// other grams. So it is enough to look at wordings that share one of the rarest
// grams, until the rest is shorter than the required similarity.
func (s *Wordings) candidates(w wording) []int {
	const rounding = 0.01
	rarest := slices.SortedFunc(slices.Values(w.grams), func(a, b gram) int {
		return cmp.Compare(len(s.places[a.key]), len(s.places[b.key]))
	})
	var all []int
	others := 1.0 // the square of their length
	for _, g := range rarest {
		if others < alike*alike-rounding {
			break
		}
		all = append(all, s.places[g.key]...)
		others -= float64(g.weight) * float64(g.weight)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
