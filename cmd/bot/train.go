package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"

	"vakhta/classify"
	"vakhta/classify/train"
	"vakhta/desk"
)

// trainCommand fits the classifier to what the desk's people corrected.
type trainCommand struct {
	storeFlags
	FromCorrections bool `required:"" help:"Learn from the request types that people set right in their chats."`
}

// Help says what the model file is for.
func (trainCommand) Help() string {
	return "The model is written to classifier.bin under --data-dir, where run and classify read it when they start; " +
		"delete the file to go back to the built-in one. Train again after an update of the bot: a newer built-in " +
		"model is not used while the file is there. Nothing is written if the new model is worse on the built-in " +
		"development messages by more than a point."
}

// modelFile is the name of a desk's own model under DATA_DIR.
const modelFile = "classifier.bin"

// loadClassifier loads the desk's own model if there is one, else the built-in.
func loadClassifier(dataDir string) (*classify.Classifier, error) {
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
		return nil, fmt.Errorf("%s: %w; delete it to use the built-in model, or make it anew with bot train --from-corrections", path, err)
	}
	return own, nil
}

// Run learns, and puts the model in place if it is no worse.
func (c trainCommand) Run(ctx context.Context, std streams) error {
	made, err := c.corrections(ctx)
	if err != nil {
		return err
	}
	if len(made) == 0 {
		fmt.Fprintln(std.out, "nobody has corrected a request's type yet: there is nothing to learn from")
		return nil
	}
	now, err := loadClassifier(c.DataDir)
	if err != nil {
		return err
	}
	model, err := train.Refit(now.Model(), made)
	if errors.Is(err, train.ErrWorse) {
		return fmt.Errorf("%w; the model in use stays", err)
	}
	if err != nil {
		return err
	}
	file, err := model.Encode()
	if err != nil {
		return err
	}
	path := filepath.Join(c.DataDir, modelFile)
	if err := replaceFile(path, file); err != nil {
		return err
	}
	fmt.Fprintf(std.out, "learned from %d corrections; macro-F1 on the development messages: ru %.3f, en %.3f\n%s is used from the next start on\n",
		len(made), model.Settings.Score["ru"], model.Settings.Score["en"], path)
	return nil
}

// corrections are what people set right, the earliest first, for the latest
// word on a wording counts.
func (c trainCommand) corrections(ctx context.Context) ([]desk.Correction, error) {
	s := &services{}
	defer s.close()
	if err := c.openStore(ctx, s, slog.New(slog.DiscardHandler)); err != nil {
		return nil, err
	}
	made, err := latestCorrections(ctx, s.store)
	slices.Reverse(made)
	return made, err
}

// replaceFile writes a file whole or not at all: the bot may be reading it.
func replaceFile(path string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("make the data directory: %w", err)
	}
	beside := path + ".new"
	if err := os.WriteFile(beside, content, 0o644); err != nil {
		return fmt.Errorf("write the model: %w", err)
	}
	if err := os.Rename(beside, path); err != nil {
		return fmt.Errorf("put the model in place: %w", err)
	}
	return nil
}
