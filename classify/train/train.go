// Package train fits the classifier's model to labelled messages.
//
// Fit finds the weights and, on the development set, the settings. Refit adds
// people's corrections, and refuses a model that got worse. The same messages
// always give the same model, byte for byte.
package train

import (
	"fmt"

	"vakhta/classify/corpus"
	"vakhta/classify/features"
	"vakhta/classify/softmax"
)

// Langs returns the languages of the development set.
func Langs() []string { return []string{"ru", "en"} }

// Fit trains a model on the corpus.
func Fit() (*softmax.Model, error) {
	examples, err := corpus.Train()
	if err != nil {
		return nil, fmt.Errorf("read the training text: %w", err)
	}
	return fitAll(examples, nil)
}

// fitAll finds weights and settings. The settings are found on the model as it
// is read back from its file, rounded.
func fitAll(examples []corpus.Example, weights []float64) (*softmax.Model, error) {
	reader, err := features.NewReader()
	if err != nil {
		return nil, err
	}
	bias, keys, rows := fit(reader, examples, weights)
	raw := softmax.New(softmax.Settings{}, bias, keys, rows)
	more, err := corpus.Seams()
	if err != nil {
		return nil, fmt.Errorf("read the messages with several requests: %w", err)
	}
	raw.SetSeams(seams(reader, examples, more))
	file, err := raw.Encode()
	if err != nil {
		return nil, err
	}
	m, err := softmax.Decode(file)
	if err != nil {
		return nil, err
	}
	if m.Settings.Corpus, err = corpus.Sum(); err != nil {
		return nil, fmt.Errorf("sum the texts up: %w", err)
	}
	dev := make(map[string][]corpus.Example)
	for _, lang := range Langs() {
		if dev[lang], err = corpus.Dev(lang); err != nil {
			return nil, fmt.Errorf("read the development set: %w", err)
		}
	}
	return m, calibrate(m, reader, dev)
}
