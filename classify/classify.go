// Package classify finds out what a message asks for, from its words.
//
// A Guess has the request type of a message, its urgency, a confidence and
// reasons. It is made offline by a small model in the binary that knows
// Russian, English and mixtures; the same message always gets the same guess.
// The confidence is a probability: of the guesses with 0.9, nine in ten are
// right. If a guess is uncertain, Ask is set, and the desk asks a person, with
// the two most likely types first.
package classify

import (
	_ "embed"
	"fmt"

	"vakhta/classify/cues"
	"vakhta/classify/features"
	"vakhta/classify/softmax"
	"vakhta/classify/words"
	"vakhta/desk"
)

//go:embed model.bin
var model []byte

// order maps the model's outputs to types.
var order = [softmax.Types]desk.RequestType{desk.Incident, desk.ServiceRequest, desk.ChangeRequest, desk.InformationRequest, desk.NoRequest}

// A Classifier makes guesses. Goroutines may share it.
type Classifier struct {
	reader *features.Extractor
	model  *softmax.Model
}

// Load returns the built-in classifier.
func Load() (*Classifier, error) { return Decode(model) }

// Decode makes a classifier from a model file, such as one refitted to a desk's
// corrections.
func Decode(file []byte) (*Classifier, error) {
	m, err := softmax.Decode(file)
	if err != nil {
		return nil, fmt.Errorf("read the classifier's model: %w", err)
	}
	return New(m)
}

// New makes a classifier from a model.
func New(m *softmax.Model) (*Classifier, error) {
	r, err := features.NewReader()
	if err != nil {
		return nil, fmt.Errorf("load the lexicon: %w", err)
	}
	return &Classifier{reader: r, model: m}, nil
}

// Context is what is known besides the message.
type Context struct {
	Memory *Memory // the project's corrections; nil if there are none
}

// A Guess is the classification of a message.
type Guess struct {
	Type           desk.RequestType
	Priority       desk.Priority // zero for NoRequest
	Sureness       float64       // the probability that Type is right
	Second         desk.RequestType
	SecondSureness float64
	Ask            bool // too uncertain to act on
	Cut            bool // the message was too long to be read completely
	Source         Basis
	Why            []Sign // strongest first
	critical       bool   // P1, whatever its type seemed
}

// A Basis is what a guess is based on.
type Basis string

// The values of Basis.
const (
	FromModel   Basis = "model"   // the weights
	FromAlarm   Basis = "alarm"   // a rule for what must never be missed
	FromMemory  Basis = "memory"  // a person's correction of the same wording
	FromNothing Basis = "nothing" // there was nothing to read
	FromOpinion Basis = "opinion" // a second opinion put the type first
)

// Silent reports whether the message needs no answer: it is certainly no
// request.
func (g Guess) Silent() bool { return g.Type == desk.NoRequest && !g.Ask }

// Guess classifies a message.
func (c *Classifier) Guess(message string, in Context) Guess {
	t := words.Read(message)
	if len(t.Tokens) == 0 {
		return Guess{Type: desk.NoRequest, Sureness: 1, Second: desk.InformationRequest, Source: FromNothing, Cut: t.Cut, Ask: t.Broken}
	}
	read, found := c.reader.Read(t)
	score, known := c.model.Score(read)
	lang := language(t)
	g := c.decide(softmax.Chances(score[:softmax.Types], c.model.Settings.Temperature[lang]))
	g.Cut = t.Cut
	g.Source = FromModel
	critical := softmax.Chance(score[softmax.Critical])
	g.critical = critical >= c.model.Settings.CriticalAbove
	alarm, loud := alarmed(found)
	loud = loud && critical >= alarmAbove
	switch kept, ok := in.Memory.Lookup(t); {
	case ok:
		g.believe(kept, rememberedSureness)
		g.Source = FromMemory
	case loud:
		g.believe(desk.Incident, max(alarmSureness, g.chanceOf(desk.Incident)))
		g.Source = FromAlarm
	case g.critical:
		g.believe(desk.Incident, max(g.chanceOf(desk.Incident), critical))
	case strange(t, known, len(read)):
		g.Sureness = min(g.Sureness, strangeSureness)
		g.SecondSureness = min(g.SecondSureness, g.Sureness)
	}
	g.Ask = c.unsure(g, lang) || (t.Words == 0 || g.Type == desk.NoRequest && g.Source == FromModel) && !cues.Idle(t, found)
	g.Priority = c.priority(g, score, found, loud)
	g.Why = c.why(g, found, alarm)
	return g
}

// decide returns a guess with the two most likely types.
func (c *Classifier) decide(chances []float64) Guess {
	best, second := 0, 1
	if chances[1] > chances[0] {
		best, second = 1, 0
	}
	for i := 2; i < len(chances); i++ {
		switch {
		case chances[i] > chances[best]:
			best, second = i, best
		case chances[i] > chances[second]:
			second = i
		}
	}
	return Guess{Type: order[best], Sureness: chances[best], Second: order[second], SecondSureness: chances[second]}
}

// chanceOf returns the probability of a type that the guess names.
func (g *Guess) chanceOf(t desk.RequestType) float64 {
	switch t { //nolint:exhaustive // the first guess, the second, or another
	case g.Type:
		return g.Sureness
	case g.Second:
		return g.SecondSureness
	}
	return 0
}

// believe puts a type first, whatever the model's result.
func (g *Guess) believe(t desk.RequestType, sureness float64) {
	if g.Type != t {
		g.Second, g.SecondSureness = g.Type, 1-sureness
	}
	g.Type, g.Sureness = t, sureness
	g.SecondSureness = min(g.SecondSureness, 1-sureness, g.Sureness)
}

// unsure reports whether to ask. Leaving a message unanswered takes more
// confidence than opening a ticket of the wrong type: a wrong type is corrected
// with a press, but an unanswered request is lost.
func (c *Classifier) unsure(g Guess, lang string) bool {
	if g.Type == desk.NoRequest {
		return g.Sureness < c.model.Settings.SilentAbove
	}
	return g.Sureness < c.model.Settings.AskBelow[lang]
}

// Confidence of guesses that do not come from the weights alone.
const (
	rememberedSureness = 0.99
	alarmSureness      = 0.95
	strangeSureness    = 0.3
	alarmAbove         = 0.25 // with a lower probability of P1, the words of an alarm are ignored
	agreedSureness     = 0.9
	opinionSureness    = 0.5
)

// language returns the key of the settings for a text's script.
func language(t words.Text) string {
	if t.Cyrillic > 0 && t.Cyrillic*2 >= t.Latin {
		return "ru"
	}
	return "en"
}

// strange reports whether a message is in a language that the model does not
// know: in another script, or with hardly any known words.
func strange(t words.Text, known, features int) bool {
	if t.Other > t.Cyrillic+t.Latin {
		return true
	}
	return t.Words >= 3 && known*strangeShare < features
}

// strangeShare: at least one in so many of a message's features must be known.
// In texts of shops two in three are, in French and German ones a third.
const strangeShare = 3

// Agreed returns the guess after a second opinion. The same type makes it
// certain; a different one comes first, but the desk still asks. A second
// opinion alone never leaves a message unanswered.
func (g Guess) Agreed(t desk.RequestType) Guess {
	if g.Type == t {
		g.Sureness = max(g.Sureness, agreedSureness)
		g.Ask = t == desk.NoRequest
		return g
	}
	g.Second, g.SecondSureness = g.Type, g.Sureness
	g.Type, g.Sureness = t, max(g.SecondSureness, opinionSureness)
	if g.Type == desk.NoRequest {
		g.Priority = 0
	} else if g.Priority == 0 {
		g.Priority = desk.P3
	}
	g.Ask = true
	g.Source = FromOpinion
	return g
}
