// Package score evaluates a classifier on labelled messages.
//
// A Measured has the figures of one set of messages: the confusion of types,
// how many were asked about, how many went unanswered, and how well the
// priorities fit. It is printed as the tables of docs/classification.md.
package score

import (
	"slices"

	"vakhta/classify"
	"vakhta/classify/corpus"
	"vakhta/desk"
)

// kinds is the number of types.
const kinds = 5

// A Measured has the figures of a set of messages.
type Measured struct {
	Messages  int
	Confusion [kinds][kinds]int // rows are the truth, in the order of corpus.Types
	Right     int
	TopTwo    int // right with the first or the second type
	Sure      int // not asked about
	SureRight int
	Requests  int // messages that are requests
	Silenced  int // requests left unanswered
	Caught    int // other messages left unanswered
	Levels    Levels
	Bins      [bins]Bin
}

// Levels are the figures of the priorities, over messages that have one and
// were taken for a request.
type Levels struct {
	Judged, Exact, Near     int
	Critical, CriticalFound int // P1 in truth, and of these suggested
	CriticalSuggested       int
}

// bins is the number of rows of the reliability table.
const bins = 8

// A Bin has the guesses of similar confidence.
type Bin struct {
	From    float64
	Guesses int
	Right   int
	SureSum float64
}

// binFrom are the lowest confidences of the bins.
var binFrom = [bins]float64{0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9}

// Measure classifies every message and compares with its labels.
func Measure(c *classify.Classifier, examples []corpus.Example) Measured {
	types := corpus.Types()
	r := Measured{Messages: len(examples)}
	for i, from := range binFrom {
		r.Bins[i].From = from
	}
	for _, e := range examples {
		g := c.Guess(e.Text, classify.Context{})
		r.Confusion[slices.Index(types, e.Type)][slices.Index(types, g.Type)]++
		right := g.Type == e.Type
		if right {
			r.Right++
		}
		if right || g.Second == e.Type {
			r.TopTwo++
		}
		if !g.Ask {
			r.Sure++
			if right {
				r.SureRight++
			}
		}
		if e.Type != desk.NoRequest {
			r.Requests++
			if g.Silent() {
				r.Silenced++
			}
		} else if g.Silent() {
			r.Caught++
		}
		r.bin(g.Sureness, right)
		r.Levels.add(e.Priority, g.Priority)
	}
	return r
}

func (r *Measured) bin(sureness float64, right bool) {
	at := bins - 1
	for sureness < r.Bins[at].From {
		at--
	}
	b := &r.Bins[at]
	b.Guesses++
	b.SureSum += sureness
	if right {
		b.Right++
	}
}

func (l *Levels) add(truth, guess desk.Priority) {
	if guess == desk.P1 {
		l.CriticalSuggested++
	}
	if truth == desk.P1 {
		l.Critical++
		if guess == desk.P1 {
			l.CriticalFound++
		}
	}
	if !truth.Valid() || !guess.Valid() {
		return
	}
	l.Judged++
	switch truth - guess { //nolint:exhaustive // a difference
	case 0:
		l.Exact++
		l.Near++
	case 1, -1:
		l.Near++
	}
}

// MacroF1 returns the mean F1 over the types that occur.
func (r Measured) MacroF1() float64 {
	var sum, types float64
	for i := range kinds {
		var guessed, truly int
		for j := range kinds {
			guessed += r.Confusion[j][i]
			truly += r.Confusion[i][j]
		}
		if truly == 0 {
			continue
		}
		types++
		sum += 2 * float64(r.Confusion[i][i]) / float64(guessed+truly)
	}
	return share(sum, types)
}

// Coverage returns the share of messages that were not asked about, and how
// many of those were right.
func (r Measured) Coverage() (covered, precision float64) {
	return ratio(r.Sure, r.Messages), ratio(r.SureRight, r.Sure)
}

// share returns a/b, 0 if b is 0.
func share(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

func ratio(a, b int) float64 { return share(float64(a), float64(b)) }
