package history

import "vakhta/desk"

// Triaged is what the shop says about who is hit, and how long they can do without.
type Triaged struct {
	Hits    desk.Impact   `json:"hits,omitempty"`
	Urgency desk.Urgency  `json:"urgency,omitempty"`
	Means   desk.Priority `json:"means,omitempty"` // by the contract's matrix; 0: it says nothing
}

// Kind names Triaged in the store.
func (Triaged) Kind() ActivityKind { return "impact" }

func (Triaged) event() {}
