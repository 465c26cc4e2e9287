package escalation

import (
	"vakhta/desk"
)

// Forecast returns what the reaction ladder would do if nobody took the ticket:
// the first call of each of its steps, decided at its own time. Repetitions are
// left out.
func (s Situation) Forecast() []Round {
	var all []Round
	ladder := s.Ladder(desk.ClockReaction)
	for _, f := range ladder {
		if f.Rep == 0 {
			then := s
			then.Now = f.At
			all = append(all, then.step(ladder, f))
		}
	}
	return all
}
