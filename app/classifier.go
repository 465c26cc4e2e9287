package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"

	"vakhta/classify"
	"vakhta/classify/opinion"
	"vakhta/classify/softmax"
	"vakhta/classify/train"
	"vakhta/desk"
	"vakhta/storage"
)

// OpinionOptions turn on a second opinion for guesses the classifier is unsure of.
type OpinionOptions struct {
	URL   string `name:"classifier-url" env:"CLASSIFIER_URL" hidden:"" secret:"" help:"A second opinion for unsure guesses: the root of any endpoint that speaks OpenAI's chat completions. Empty: off."`
	Model string `name:"classifier-model" env:"CLASSIFIER_MODEL" help:"The model that is asked there."`
	Key   string `name:"classifier-key" env:"CLASSIFIER_KEY" hidden:"" secret:"" help:"Bearer token of the second opinion."`
}

// Asker is who is asked for a second opinion, nil if nobody is.
func (o OpinionOptions) Asker() *opinion.Asker {
	return opinion.New(o.URL, o.Model, o.Key, &http.Client{})
}

// Guesser puts a classifier to work, with a second opinion if one is turned on.
func (o OpinionOptions) Guesser(model *classify.Classifier, clock desk.Clock) *classify.Guesser {
	if a := o.Asker(); a != nil {
		return classify.NewGuesser(model, a, clock)
	}
	return classify.NewGuesser(model, nil, clock)
}

// modelFile is the name of a desk's own model in the data folder.
const modelFile = "classifier.bin"

// LoadClassifier loads the desk's own model if the data folder has one, else the
// built-in.
func LoadClassifier(dataDir string) (*classify.Classifier, error) {
	path := filepath.Join(dataDir, modelFile)
	file, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return classify.Load()
	case err != nil:
		return nil, fmt.Errorf("read the desk's own classifier: %w", err)
	}
	own, err := classify.Decode(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w; delete it to use the built-in model, or make a new one with bot train --from-corrections", path, err)
	}
	return own, nil
}

// Train learns a model from what people corrected in this desk and puts it into
// the data folder. Without corrections it does nothing; a model that is worse
// than the one in use is refused with [train.ErrWorse].
func Train(ctx context.Context, s *Services, dataDir string) (Trained, error) {
	made, err := latestCorrections(ctx, s.Store)
	if err != nil || len(made) == 0 {
		return Trained{}, err
	}
	slices.Reverse(made) // the latest word on a wording counts
	used, err := LoadClassifier(dataDir)
	if err != nil {
		return Trained{}, err
	}
	model, err := train.Refit(used.Model(), made)
	if err != nil {
		return Trained{}, err
	}
	path := filepath.Join(dataDir, modelFile)
	return Trained{len(made), model, path}, save(model, path)
}

// Trained is what a training was.
type Trained struct {
	Corrections int
	Model       *softmax.Model
	Path        string
}

// save writes a model whole or not at all: the bot may be reading it.
func save(model *softmax.Model, path string) error {
	file, err := model.Encode()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("make the data directory: %w", err)
	}
	beside := path + ".new"
	if err := os.WriteFile(beside, file, 0o644); err != nil {
		return fmt.Errorf("write the model: %w", err)
	}
	if err := os.Rename(beside, path); err != nil {
		return fmt.Errorf("put the model in place: %w", err)
	}
	return nil
}

// corrections is how many of a desk's latest corrections are kept at hand.
const corrections = 5000

// relearn reads the corrections people made, on whichever replica.
func (a *App) relearn(ctx context.Context) error {
	made, err := latestCorrections(ctx, a.Services.Store)
	if err == nil {
		a.Classifier.Relearn(made)
	}
	return err
}

// latestCorrections are what people set right, the latest first.
func latestCorrections(ctx context.Context, store *storage.DB) (made []desk.Correction, err error) {
	err = store.View(ctx, func(tx *storage.Tx) error {
		made, err = tx.Corrections(ctx, "", corrections)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read corrections: %w", err)
	}
	return made, nil
}
