// Package classify tells what a message asks for, from its own words.
//
// A Guess says which type of request a message is, how urgent, how sure that
// is, and why. It is made offline by a small model that travels in the binary
// and knows Russian, English and their mixtures; the same message always gets
// the same guess. Sureness is a chance: of the guesses made with 0.9, nine in
// ten are right. A guess that is not sure enough says Ask, and the desk asks a
// person, the two likeliest types first.
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

// order is the place of each type in the model.
var order = [softmax.Types]desk.RequestType{desk.Incident, desk.ServiceRequest, desk.ChangeRequest, desk.InformationRequest, desk.NoRequest}

// A Classifier makes guesses. It is safe for use by many at once.
type Classifier struct {
	reader *features.Extractor
	model  *softmax.Model
}

// Load makes the classifier that is built in.
func Load() (*Classifier, error) { return Decode(model) }

// Decode makes a classifier of a model file, such as one refitted to a desk's
// corrections.
func Decode(file []byte) (*Classifier, error) {
	m, err := softmax.Decode(file)
	if err != nil {
		return nil, fmt.Errorf("read the classifier's model: %w", err)
	}
	return New(m)
}

// New makes a classifier of a model.
func New(m *softmax.Model) (*Classifier, error) {
	r, err := features.NewReader()
	if err != nil {
		return nil, fmt.Errorf("load the lexicon: %w", err)
	}
	return &Classifier{reader: r, model: m}, nil
}

// Context is what is known beside the message.
type Context struct {
	Memory *Memory // the project's corrections; nil where there are none
}

// A Guess is what the classifier makes of a message.
type Guess struct {
	Type           desk.RequestType
	Priority       desk.Priority // zero for NoRequest
	Sureness       float64       // the chance that Type is right
	Second         desk.RequestType
	SecondSureness float64
	Ask            bool // not sure enough to act on
	Cut            bool // the message was too long to be read whole
	Source         Basis
	Why            []Sign // the strongest first
	critical       bool   // of P1, whatever its type seemed
}

// A Basis says what a guess rests on.
type Basis string

// The sources of a guess.
const (
	FromModel   Basis = "model"   // the weights
	FromAlarm   Basis = "alarm"   // a rule for what must never be missed
	FromMemory  Basis = "memory"  // a person's correction of the same wording
	FromNothing Basis = "nothing" // there was nothing to read
	FromOpinion Basis = "opinion" // a second opinion put the type first
)

// Silent reports whether the message may be passed over without a word: it is
// no request, and that is sure.
func (g Guess) Silent() bool { return g.Type == desk.NoRequest && !g.Ask }

// Guess tells what a message asks for.
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

// decide names the two likeliest types.
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

// chanceOf is the chance of a type, as far as the guess names it.
func (g *Guess) chanceOf(t desk.RequestType) float64 {
	switch t { //nolint:exhaustive // it is the first guess, the second, or another
	case g.Type:
		return g.Sureness
	case g.Second:
		return g.SecondSureness
	}
	return 0
}

// believe puts a type first, whatever the model made of the message.
func (g *Guess) believe(t desk.RequestType, sureness float64) {
	if g.Type != t {
		g.Second, g.SecondSureness = g.Type, 1-sureness
	}
	g.Type, g.Sureness = t, sureness
	g.SecondSureness = min(g.SecondSureness, 1-sureness, g.Sureness)
}

// unsure reports whether to ask. Passing a message over in silence takes more
// sureness than opening a ticket of the wrong type: a wrong type is corrected
// with a press, a silence is a request lost.
func (c *Classifier) unsure(g Guess, lang string) bool {
	if g.Type == desk.NoRequest {
		return g.Sureness < c.model.Settings.SilentAbove
	}
	return g.Sureness < c.model.Settings.AskBelow[lang]
}

// How sure a guess is that does not come from the weights alone.
const (
	rememberedSureness = 0.99
	alarmSureness      = 0.95
	strangeSureness    = 0.3
	alarmAbove         = 0.25 // the chance of P1 under which the words of an alarm are no alarm
	agreedSureness     = 0.9
	opinionSureness    = 0.5
)

// language is the key of the settings for a text's script.
func language(t words.Text) string {
	if t.Cyrillic > 0 && t.Cyrillic*2 >= t.Latin {
		return "ru"
	}
	return "en"
}

// strange reports whether a message is in no language the model has seen: in
// another script, or of words nearly none of which it knows.
func strange(t words.Text, known, features int) bool {
	if t.Other > t.Cyrillic+t.Latin {
		return true
	}
	return t.Words >= 3 && known*strangeShare < features
}

// strangeShare is the part of a message's features that must be known: one in
// so many. Texts of shops have two in three, French and German ones a third.
const strangeShare = 3

// Agreed returns the guess with a second opinion weighed in: an opinion that
// agrees makes it sure, one that differs puts its type first and still asks. A
// second opinion alone never makes a message pass in silence.
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
