package train

import (
	"errors"
	"fmt"
	"slices"

	"vakhta/classify"
	"vakhta/classify/corpus"
	"vakhta/classify/softmax"
	"vakhta/desk"
)

// ErrWorse means that a refitted model does worse on the development set than
// the one it would replace. The old one should stay.
var ErrWorse = errors.New("the refitted model is worse on the development set")

// How much a correction counts. It counts like a few messages of the corpus,
// because it is this desk's own. However often the same wording is corrected,
// it never counts more than mostWeight, so that no single complaint changes the
// whole model.
const (
	correctionWeight = 2
	mostWeight       = 4
	worseBy          = 0.01 // the acceptable loss of macro-F1
)

// Refit trains a model on the corpus and corrections. It returns ErrWorse, with
// both scores, if the new model lost more than a point against the current one.
func Refit(current *softmax.Model, corrections []desk.Correction) (*softmax.Model, error) {
	examples, err := corpus.Train()
	if err != nil {
		return nil, fmt.Errorf("read the training text: %w", err)
	}
	return refit(current, examples, corrections)
}

func refit(current *softmax.Model, examples []corpus.Example, corrections []desk.Correction) (*softmax.Model, error) {
	weights := make([]float64, len(examples), len(examples)+len(corrections))
	for i := range weights {
		weights[i] = 1
	}
	for _, c := range distinct(corrections) {
		examples = append(slices.Clip(examples), corpus.Example{Text: c.Text, Type: c.Type})
		weights = append(weights, min(mostWeight, correctionWeight*float64(c.times)))
	}
	m, err := fitAll(examples, weights)
	if err != nil {
		return nil, err
	}
	if was, is := mean(current), mean(m); is < was-worseBy {
		return nil, fmt.Errorf("%w: macro-F1 %.3f, was %.3f", ErrWorse, is, was)
	}
	return m, nil
}

// mean returns the macro-F1 averaged over the languages. One language has too
// few messages to tell a point from chance.
func mean(m *softmax.Model) float64 {
	var sum float64
	for _, lang := range Langs() {
		sum += m.Settings.Score[lang]
	}
	return sum / float64(len(Langs()))
}

// A counted correction stands for others of the same wording.
type counted struct {
	desk.Correction
	times int
}

// distinct merges corrections of one wording. The last one's type counts, as
// often as it was given since another.
func distinct(corrections []desk.Correction) []counted {
	var out []counted
	var wordings classify.Wordings
	for _, c := range corrections {
		i, ok := wordings.Like(c.Text)
		if !ok {
			wordings.Add(c.Text)
			out = append(out, counted{c, 1})
			continue
		}
		if out[i].Type != c.Type {
			out[i] = counted{c, 0}
		}
		out[i].times++
	}
	return out
}
