package desk

// An Impact says who is hit by what a ticket is about, as its requester says.
type Impact string

// The impacts, from the gravest.
const (
	HitsAll  Impact = "all"
	HitsSome Impact = "some"
	HitsOne  Impact = "me"
)

// Impacts lists the impacts, from the gravest.
func Impacts() []Impact { return []Impact{HitsAll, HitsSome, HitsOne} }

// An Urgency says how long those who are hit can do without.
type Urgency string

// The urgencies, from the highest.
const (
	UrgencyHigh   Urgency = "high"   // nothing works, and there is no other way
	UrgencyMedium Urgency = "medium" // there is another way, which costs time
	UrgencyLow    Urgency = "low"    // it can wait
)

// Urgencies lists the urgencies, from the highest.
func Urgencies() []Urgency { return []Urgency{UrgencyHigh, UrgencyMedium, UrgencyLow} }

// A Matrix is what a contract says about how urgent an incident is: by who is hit, and
// how long they can do without.
type Matrix struct {
	Cells map[Impact]map[Urgency]Priority
	// Examples were agreed with the shop. They decide nothing; people read them.
	Examples map[Priority][]Bilingual
}

// Priority returns the priority of an incident; 0: there is no matrix, or one of the
// two is not known.
func (m *Matrix) Priority(hits Impact, u Urgency) Priority {
	if m == nil {
		return 0
	}
	return m.Cells[hits][u]
}

// Triage is what the requester of an incident answered about it. Their words are part
// of the request.
type Triage struct {
	Hits    Impact  `json:"hits,omitempty"`
	Urgency Urgency `json:"urgency,omitempty"`
	Sent    bool    `json:"sent,omitempty"`  // the questions were answered
	Asked   bool    `json:"asked,omitempty"` // in a message of its own, who is hit
}
