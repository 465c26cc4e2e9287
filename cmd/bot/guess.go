package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"vakhta/classify"
	"vakhta/conversations"
	"vakhta/desk"
	"vakhta/storage"
)

// A guesser is the classifier with each project's corrections at hand, and with
// the second opinions that were asked for lately.
type guesser struct {
	store    *storage.DB
	model    *classify.Classifier
	opinions opinions
	mu       sync.RWMutex
	learned  map[string]*classify.Memory // by project
}

// corrections is how many of a desk's latest corrections are kept at hand.
const corrections = 5000

// newGuesser loads the built-in classifier.
func newGuesser(store *storage.DB) (*guesser, error) {
	model, err := classify.Load()
	if err != nil {
		return nil, fmt.Errorf("load the classifier: %w", err)
	}
	return guesserWith(store, model), nil
}

// guesserWith makes a guesser of a classifier. It remembers nothing before refresh.
func guesserWith(store *storage.DB, model *classify.Classifier) *guesser {
	return &guesser{store: store, model: model, learned: map[string]*classify.Memory{}}
}

// refresh reads the corrections people made, on whichever replica.
func (g *guesser) refresh(ctx context.Context) error {
	var made []storage.Correction
	err := g.store.View(ctx, func(tx *storage.Tx) (err error) {
		made, err = tx.Corrections(ctx, "", corrections)
		return err
	})
	if err != nil {
		return fmt.Errorf("read corrections: %w", err)
	}
	learned := map[string]*classify.Memory{}
	for _, c := range slices.Backward(made) { // the latest come first, and the latest word counts
		if learned[c.Project] == nil {
			learned[c.Project] = &classify.Memory{}
		}
		learned[c.Project].Remember(c.Text, c.Type)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.learned = learned
	return nil
}

// learn keeps a correction that was made just now.
func (g *guesser) learn(project, text string, t desk.RequestType) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.learned[project] == nil {
		g.learned[project] = &classify.Memory{}
	}
	g.learned[project].Remember(text, t)
}

// guess classifies a text of a project.
func (g *guesser) guess(project, text string) conversations.Guess {
	g.mu.RLock()
	memory := g.learned[project]
	g.mu.RUnlock()
	made := g.model.Guess(text, classify.Context{Memory: memory})
	if second, ok := g.opinions.of(text); ok && made.Ask {
		made = made.Agreed(second)
	}
	out := conversations.Guess{
		Type: made.Type, Second: made.Second, Priority: made.Priority, Sureness: min(made.Sureness, 0.99),
		Ask: made.Ask, Forced: made.Source == classify.FromAlarm,
	}
	if len(made.Why) > 0 {
		out.Cue = made.Why[0].Word
	}
	for _, cue := range made.Why {
		switch {
		case strings.HasPrefix(cue.Name, "greet"):
			out.Greeting = true
		case strings.HasPrefix(cue.Name, "thanks"), strings.HasPrefix(cue.Name, "ack"):
			out.Thanks = true
		}
	}
	return out
}
