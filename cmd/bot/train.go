package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"vakhta/app"
	"vakhta/classify/train"
)

// trainCommand fits the classifier to the desk's corrections.
type trainCommand struct {
	app.StoreOptions
	FromCorrections bool `required:"" help:"Train with the request types that engineers corrected."`
}

// Help explains the model file.
func (trainCommand) Help() string {
	return "The model is written to classifier.bin under --data-dir, where run and classify read it when they start; " +
		"delete the file to go back to the built-in one. Train again after an update of the bot: a newer built-in " +
		"model is not used while the file is there. Nothing is written if the new model is worse on the built-in " +
		"development messages by more than a point."
}

// Run trains, and replaces the model if the new one is no worse.
func (c trainCommand) Run(ctx context.Context, std streams) error {
	s, err := c.OpenStore(ctx, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer s.Close()
	made, err := app.Train(ctx, s, c.DataDir)
	switch {
	case errors.Is(err, train.ErrWorse):
		return fmt.Errorf("%w; the model in use stays", err)
	case err != nil:
		return err
	case made.Corrections == 0:
		fmt.Fprintln(std.out, "nobody has corrected a request's type yet: there is nothing to learn from")
		return nil
	}
	score := made.Model.Settings.Score
	fmt.Fprintf(std.out, "learned from %d corrections; macro-F1 on the development messages: ru %.3f, en %.3f\n%s is used from the next start on\n",
		made.Corrections, score["ru"], score["en"], made.Path)
	return nil
}
