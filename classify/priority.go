package classify

import (
	"vakhta/classify/cues"
	"vakhta/classify/features"
	"vakhta/classify/softmax"
	"vakhta/desk"
)

// priority suggests how urgent a request is. The weights know impact and
// urgency from the words. The rules around them guarantee that an alarm is P1,
// and that an incident affecting many is never P4.
func (c *Classifier) priority(g Guess, score softmax.Weights, found []cues.Cue, loud bool) desk.Priority {
	if g.Type == desk.NoRequest {
		return 0
	}
	if g.Type == desk.Incident && loud {
		return desk.P1
	}
	if g.critical {
		return desk.P1
	}
	if r := c.model.Row(features.TypeKey(g.Type)); r != nil {
		for i := softmax.Types; i < softmax.Critical; i++ {
			score[i] += r[i]
		}
	}
	chances := softmax.Chances(score[softmax.Types:softmax.Critical], 1)
	// P1 was decided by its own threshold, so take the most likely of P2 to P4.
	p := desk.P2
	for _, other := range []desk.Priority{desk.P3, desk.P4} {
		if chances[other-1] > chances[p-1] {
			p = other
		}
	}
	if p == desk.P4 && g.Type == desk.Incident && speaksOfMany(found) {
		p = desk.P3
	}
	return p
}

func speaksOfMany(found []cues.Cue) bool {
	for _, c := range found {
		if c.Name == "scopeall" && c.With == "" {
			return true
		}
	}
	return false
}
