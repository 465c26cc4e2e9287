package cues

import (
	"strconv"
	"strings"

	"vakhta/classify/words"
)

// figures adds what the numbers of a message show: a drop to nothing, one that
// is ten or a hundred times another, how many are affected, and since when.
func (f *finding) figures() {
	var all []float64
	var zero, first string
	for i, t := range f.text.Tokens {
		v, ok := figure(t)
		if !ok {
			continue
		}
		if v == 0 {
			zero = t.Raw
		}
		if first == "" {
			first = t.Raw
		}
		all = append(all, v)
		if i > 0 && since[f.text.Tokens[i-1].Text] {
			f.flag("since when", f.text.Tokens[i-1].Raw+" "+t.Raw, t.Clause)
		}
	}
	for i, t := range f.text.Tokens {
		if t.Kind == words.Time && i > 0 && since[f.text.Tokens[i-1].Text] {
			f.flag("since when", f.text.Tokens[i-1].Raw+" "+t.Raw, t.Clause)
		}
	}
	if len(all) == 0 {
		return
	}
	var most float64
	for _, v := range all {
		most = max(most, v)
	}
	f.add("biggest figure "+strconv.Itoa(size(most)), first)
	if most >= someOf && (zero != "" || f.has("nosales") || f.has("quiet")) {
		f.flag("falls to nothing", zero, 0)
	}
	if tenfold(all) {
		f.flag("ten or a hundred times", first, 0)
	}
	if len(all) >= aSeries {
		f.flag("a series of figures", first, 0)
	}
}

const (
	someOf  = 5  // a number that may drop to nothing
	aSeries = 4  // numbers in a message
	mostOf  = 24 // numbers that are compared with each other
)

// since are the words that make a time the beginning of a problem.
var since = map[string]bool{"с": true, "со": true, "после": true, "от": true, "since": true, "from": true, "after": true, "at": true, "в": true}

// figure returns the value of a number as written: "1 290" is two of them.
func figure(t words.Token) (float64, bool) {
	if t.Kind != words.Number && t.Kind != words.Code && t.Kind != words.Time {
		return 0, false
	}
	raw := strings.TrimSuffix(t.Raw, ".00")
	if strings.ContainsAny(raw, ":/") || strings.Count(raw, ".") > 1 {
		return 0, false
	}
	v, err := strconv.ParseFloat(raw, 64)
	return v, err == nil
}

// size returns how many digits a number has, up to six.
func size(v float64) int {
	n := 0
	for v >= 1 && n < 6 {
		v /= 10
		n++
	}
	return n
}

// tenfold reports whether one number is ten, a hundred or a thousand times
// another. Round numbers are ignored.
func tenfold(all []float64) bool {
	all = all[:min(len(all), mostOf)]
	for i, a := range all {
		for _, b := range all[i+1:] {
			low, high := min(a, b), max(a, b)
			if low > 1 && low != 10 && low != 100 && (high == 10*low || high == 100*low || high == 1000*low) {
				return true
			}
		}
	}
	return false
}
