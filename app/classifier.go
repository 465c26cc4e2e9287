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
	"time"

	"vakhta/classify"
	"vakhta/classify/opinion"
	"vakhta/classify/softmax"
	"vakhta/classify/train"
	"vakhta/desk"
	"vakhta/storage"
)

// OpinionOptions turn on a second opinion for uncertain guesses.
type OpinionOptions struct {
	URL   string `name:"classifier-url" env:"CLASSIFIER_URL" hidden:"" secret:"" help:"Second opinion for uncertain guesses: root URL of an endpoint with OpenAI's chat completions. Default: off."`
	Model string `name:"classifier-model" env:"CLASSIFIER_MODEL" help:"Model of the second opinion."`
	Key   string `name:"classifier-key" env:"CLASSIFIER_KEY" hidden:"" secret:"" help:"Bearer token of the second opinion."`
}

// Asker returns the second opinion's client, nil if it is off.
func (o OpinionOptions) Asker() *opinion.Asker {
	return opinion.New(o.URL, o.Model, o.Key, &http.Client{})
}

// Guesser makes a Guesser, with a second opinion if one is turned on.
func (o OpinionOptions) Guesser(model *classify.Classifier, clock desk.Clock) *classify.Guesser {
	if a := o.Asker(); a != nil {
		return classify.NewGuesser(model, a, clock)
	}
	return classify.NewGuesser(model, nil, clock)
}

// modelFile is the name of a desk's own model in the data folder.
const modelFile = "classifier.bin"

// LoadClassifier loads the desk's own model from the data folder, or else the
// built-in one.
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

// Train trains a model with this desk's corrections and saves it in the data
// folder. Without corrections it does nothing; a model that is worse than the
// current one is refused with [train.ErrWorse].
func Train(ctx context.Context, s *Services, dataDir string) (Trained, error) {
	made, err := correctionsSince(ctx, s.Store, time.Time{})
	if err != nil {
		return Trained{}, err
	}
	// Corrections by a shop's own people stay in their project: they must not
	// change another's results.
	made = slices.DeleteFunc(made, func(c desk.Correction) bool { return c.By != desk.ByEngineer })
	if len(made) == 0 {
		return Trained{}, nil
	}
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

// Trained is the result of a training.
type Trained struct {
	Corrections int
	Model       *softmax.Model
	Path        string
}

// save writes a model atomically, because the bot may be reading it.
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

// corrections is how many of a desk's latest corrections are kept in memory.
const corrections = 5000

// lateCorrections is how long the transaction of a correction may take: it may
// have begun before another that is seen already.
const lateCorrections = 5 * time.Minute

// relearn reads the corrections since the last time, from all replicas, and
// returns how many. Some are read twice, which changes nothing.
func (a *App) relearn(ctx context.Context) (read int, err error) {
	made, err := correctionsSince(ctx, a.Services.Store, a.learned)
	if err != nil {
		return 0, err
	}
	for _, c := range made {
		a.Classifier.Learn(c)
		if since := c.At.Add(-lateCorrections); since.After(a.learned) {
			a.learned = since
		}
	}
	return len(made), nil
}

// correctionsSince returns people's corrections since a time, oldest first.
func correctionsSince(ctx context.Context, store *storage.DB, since time.Time) (made []desk.Correction, err error) {
	err = store.View(ctx, func(tx *storage.Tx) error {
		made, err = tx.Corrections(ctx, since, corrections)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read corrections: %w", err)
	}
	return made, nil
}
