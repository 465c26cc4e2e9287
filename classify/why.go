package classify

import (
	"cmp"
	"slices"
	"strings"

	"vakhta/classify/cues"
	"vakhta/classify/features"
	"vakhta/classify/softmax"
	"vakhta/desk"
)

// A Sign is one reason for a guess.
type Sign struct {
	Name   string  // what kind of sign it is, such as "negfn"
	Word   string  // the words of the message that gave it; empty for shapes
	Weight float64 // how much it speaks for the type rather than the others
}

// mostCues is how many reasons a guess gives.
const mostCues = 5

// why lists the cues that spoke most for the guessed type. Cues with words of
// the message stand before those without: they are what a person understands.
func (c *Classifier) why(g Guess, found []cues.Cue, alarm cues.Cue) []Sign {
	at := slices.Index(order[:], g.Type)
	out := make([]Sign, 0, len(found))
	for _, f := range found {
		row := c.model.Row(features.CueKey(f))
		if row == nil {
			continue
		}
		var others float32
		for i := range order {
			if i != at {
				others += row[i]
			}
		}
		weight := float64(row[at] - others/float32(len(order)-1))
		if g.critical {
			weight += float64(row[softmax.Critical]) // what makes it P1 is a reason too
		}
		if weight <= 0 {
			continue
		}
		name := f.Name
		if f.With != "" {
			name += " × " + f.With
		}
		weight *= float64(features.Weight(f))
		out = append(out, Sign{Name: name, Word: f.Word, Weight: weight})
	}
	slices.SortStableFunc(out, func(a, b Sign) int {
		if (a.Word == "") != (b.Word == "") {
			return cmp.Compare(boolInt(a.Word == ""), boolInt(b.Word == ""))
		}
		return cmp.Compare(b.Weight, a.Weight)
	})
	if g.Type == desk.Incident && g.Source == FromAlarm {
		out = slices.Insert(out, 0, Sign{Name: alarm.Name, Word: alarm.Word, Weight: 1})
	}
	return slices.Clip(out[:min(len(out), mostCues)])
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Word is the word or phrase of the message that spoke most for the guess; ""
// where none did.
func (g Guess) Word() string {
	if len(g.Why) == 0 {
		return ""
	}
	return g.Why[0].Word
}

// Greets reports whether a greeting is among the reasons.
func (g Guess) Greets() bool { return g.because("greet") }

// Thanks reports whether thanks, or an "ok", are among the reasons.
func (g Guess) Thanks() bool { return g.because("thanks") || g.because("ack") }

func (g Guess) because(kind string) bool {
	return slices.ContainsFunc(g.Why, func(c Sign) bool {
		first, _, _ := strings.Cut(c.Name, " ")
		return first == kind
	})
}
