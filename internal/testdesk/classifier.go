package testdesk

import (
	"context"
	"strings"
	"time"

	"vakhta/classify"
	"vakhta/classify/storms"
	"vakhta/desk"
)

// Words is a classifier for tests, with fixed answers: every text is an incident of priority P1, except for a few
// words. So tests do not depend on the model.
type Words struct{}

// Guess classifies a text.
func (Words) Guess(_, text string) classify.Guess {
	because := func(kind string) []classify.Sign { return []classify.Sign{{Name: kind}} }
	switch strings.ToLower(text) {
	case "привет":
		return classify.Guess{Type: desk.NoRequest, Why: because("greet"), Sureness: 0.99}
	case "спасибо":
		return classify.Guess{Type: desk.NoRequest, Why: because("thanks"), Sureness: 0.99}
	case "хм":
		return classify.Guess{Type: desk.NoRequest, Ask: true, Sureness: 0.5, Second: desk.InformationRequest}
	default:
		return classify.Guess{Type: desk.Incident, Priority: desk.P1, Sureness: 0.9, Second: desk.ServiceRequest}
	}
}

// Fault finds one in words that begin with "Шторм" and name a function.
func (Words) Fault(text string, at time.Time) storms.Fault {
	function, ok := strings.CutPrefix(text, "Шторм ")
	if !ok {
		return storms.Fault{At: at}
	}
	return storms.Fault{At: at, Ways: []string{"wrong"}, Functions: []string{function}}
}

// Parts finds as many requests as a text has lines that begin with a dash,
// if there are several.
func (Words) Parts(text string) []classify.Part {
	var all []classify.Part
	for line := range strings.Lines(text) {
		if quote, ok := strings.CutPrefix(strings.TrimSpace(line), "- "); ok {
			all = append(all, classify.Part{Quote: quote, Type: desk.Incident, Priority: desk.P1})
		}
	}
	if len(all) < 2 {
		return nil
	}
	return all
}

// Learn learns nothing.
func (Words) Learn(desk.Correction) {}

// Unasked returns false: there is nobody to ask.
func (Words) Unasked(string, classify.Guess) bool { return false }

// Consult does nothing.
func (Words) Consult(context.Context, string, classify.Guess) error { return nil }
