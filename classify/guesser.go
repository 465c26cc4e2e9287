package classify

import (
	"context"
	"sync"
	"time"

	"vakhta/classify/storms"
	"vakhta/desk"
)

// A SecondOpinion is asked about messages that the classifier is uncertain
// about. It returns a better guess, or the same guess and the reason why there
// is no opinion.
type SecondOpinion interface {
	Improve(ctx context.Context, message string, g Guess) (Guess, error)
}

// A Guesser is a classifier with the corrections of each project and the second
// opinions of the last minutes. Goroutines may share it.
type Guesser struct {
	model  *Classifier
	second SecondOpinion // nil: nobody is asked
	clock  desk.Clock

	mu       sync.RWMutex
	minute   time.Time          // in which asked were made
	asked    int                // of a second opinion
	memories map[string]*Memory // by project
	opinions map[string]opined  // by text
}

// opined is a second opinion and when it came.
type opined struct {
	typ desk.RequestType
	at  time.Time
}

// keepOpinion is how long an opinion is kept. It is used within a second, but a
// platform may deliver the message again within minutes.
const keepOpinion = 10 * time.Minute

// shownSureness is the highest confidence that is shown: no guess is certain.
const shownSureness = 0.99

// NewGuesser makes a Guesser without corrections; Learn adds them.
func NewGuesser(model *Classifier, second SecondOpinion, clock desk.Clock) *Guesser {
	return &Guesser{model: model, second: second, clock: clock, memories: map[string]*Memory{}, opinions: map[string]opined{}}
}

// Guess classifies a text of a project; "" is no project.
func (g *Guesser) Guess(project, text string) Guess {
	g.mu.RLock()
	memory := g.memories[project]
	second, asked := g.opinions[text]
	g.mu.RUnlock()
	made := g.model.Guess(text, Context{Memory: memory})
	if asked && made.Ask {
		made = made.Agreed(second.typ)
	}
	made.Sureness = min(made.Sureness, shownSureness)
	return made
}

// Fault returns the fault that a text reports.
func (g *Guesser) Fault(text string, at time.Time) storms.Fault {
	return storms.Read(g.model.reader, text, at)
}

// Parts lists the requests in a text, as Classifier.Parts does.
func (g *Guesser) Parts(text string) []Part { return g.model.Parts(text) }

// Learn adds a correction. The latest correction of a wording counts; learning
// one again changes nothing.
func (g *Guesser) Learn(c desk.Correction) {
	g.memory(c.Project).Remember(c.Text, c.Type)
}

// memory returns the corrections of a project.
func (g *Guesser) memory(project string) *Memory {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.memories[project] == nil {
		g.memories[project] = &Memory{}
	}
	return g.memories[project]
}

// perMinute is how many second opinions are asked for in a minute, so that a
// flood of messages does not flood the endpoint.
const perMinute = 30

// spend takes one from the minute's budget, if there is one left.
func (g *Guesser) spend() bool {
	minute := g.clock.Now().Truncate(time.Minute)
	g.mu.Lock()
	defer g.mu.Unlock()
	if !minute.Equal(g.minute) {
		g.minute, g.asked = minute, 0
	}
	g.asked++
	return g.asked <= perMinute
}

// Unasked reports whether a second opinion on a text may be asked for: the
// guess is uncertain, and none was asked for just now.
func (g *Guesser) Unasked(text string, made Guess) bool {
	if g.second == nil || !made.Ask {
		return false
	}
	g.mu.RLock()
	defer g.mu.RUnlock()
	_, asked := g.opinions[text]
	return !asked
}

// Consult asks for a second opinion on a text and keeps it for the next guess.
// It uses the network, and does nothing once this minute's budget is used up.
// The error says why there is no opinion; guesses are then made without one.
func (g *Guesser) Consult(ctx context.Context, text string, made Guess) error {
	if g.second == nil || !g.spend() {
		return nil
	}
	better, err := g.second.Improve(ctx, text, made)
	if err != nil {
		return err
	}
	now := g.clock.Now()
	g.mu.Lock()
	defer g.mu.Unlock()
	for text, o := range g.opinions {
		if now.Sub(o.at) > keepOpinion {
			delete(g.opinions, text)
		}
	}
	g.opinions[text] = opined{better.Type, now} // it comes first, whatever the classifier guessed
	return nil
}
