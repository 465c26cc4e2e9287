package classify

import (
	"slices"
	"strings"

	"vakhta/classify/cues"
	"vakhta/classify/features"
	"vakhta/classify/softmax"
	"vakhta/desk"
)

// A Sign is one reason of a guess.
type Sign struct {
	Name   string  // kind of the sign, such as "negfn"
	Word   string  // the words of the message it comes from; empty for shapes
	Weight float64 // how much it favours the type over the others
}

// mostCues is the most reasons that a guess gives.
const mostCues = 5

// why lists the cues that favoured the guessed type most. Cues with words of
// the message come before those without, because people understand them.
func (c *Classifier) why(g Guess, found []cues.Cue, alarm cues.Cue) []Sign {
	type reason struct {
		cue    *cues.Cue
		weight float64
	}
	best := make([]reason, 0, mostCues+1) // the strongest first; a message has a hundred cues, so only a few are kept
	for i := range found {
		r := reason{&found[i], c.speaksFor(&g, &found[i])}
		if r.weight <= 0 {
			continue
		}
		at := len(best)
		for at > 0 && clearer(r.cue, r.weight, best[at-1].cue, best[at-1].weight) {
			at--
		}
		if at < mostCues {
			best = slices.Insert(best, at, r)
			best = best[:min(len(best), mostCues)]
		}
	}
	out := make([]Sign, 0, mostCues)
	if g.Type == desk.Incident && g.Source == FromAlarm {
		out = append(out, Sign{Name: alarm.Name, Word: alarm.Word, Weight: 1})
	}
	for _, r := range best[:min(len(best), mostCues-len(out))] {
		name := r.cue.Name
		if r.cue.With != "" {
			name += " × " + r.cue.With
		}
		out = append(out, Sign{Name: name, Word: r.cue.Word, Weight: r.weight})
	}
	return out
}

// speaksFor returns how much a cue favours the type of a guess over the others.
func (c *Classifier) speaksFor(g *Guess, f *cues.Cue) float64 {
	row := c.model.Row(features.CueKey(*f))
	if row == nil {
		return 0
	}
	var mine, others float32
	for i, t := range order {
		if t == g.Type {
			mine = row[i]
		} else {
			others += row[i]
		}
	}
	weight := float64(mine - others/float32(len(order)-1))
	if g.critical {
		weight += float64(row[softmax.Critical]) // what makes it P1 is a reason too
	}
	return weight * float64(features.Weight(*f))
}

// clearer reports whether cue a is listed before b.
func clearer(a *cues.Cue, weight float64, b *cues.Cue, than float64) bool {
	if (a.Word == "") != (b.Word == "") {
		return a.Word != ""
	}
	return weight > than
}

// Word returns the word or phrase of the message that favoured the guess most,
// "" if none did.
func (g Guess) Word() string {
	if len(g.Why) == 0 {
		return ""
	}
	return g.Why[0].Word
}

// Greets reports whether a greeting is among the reasons.
func (g Guess) Greets() bool { return g.because("greet") }

// Thanks reports whether thanks, or an "ok", are among the reasons.
func (g Guess) Thanks() bool { return g.Grateful() || g.because("ack") }

// Grateful reports whether thanks are among the reasons. An "ok" alone may be an
// answer to a question.
func (g Guess) Grateful() bool { return g.because("thanks") }

func (g Guess) because(kind string) bool {
	return slices.ContainsFunc(g.Why, func(c Sign) bool {
		first, _, _ := strings.Cut(c.Name, " ")
		return first == kind
	})
}
