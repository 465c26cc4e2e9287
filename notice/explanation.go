package notice

import (
	"time"

	"vakhta/desk"
	"vakhta/history"
)

// An Explanation is the answer to /why: how a ticket's targets are counted, who was called
// and whether they came, and what comes next.
type Explanation struct {
	Contract ContractNamed   `json:"contract,omitzero"`
	Targets  []TargetCount   `json:"targets"` // reaction, resolution, and the next response if it is owed
	Changes  []history.Entry `json:"changes"` // of what the clocks depend on, oldest first
	Calls    []CallMade      `json:"calls"`   // oldest first
	Next     []Upcoming      `json:"next"`    // earliest first
}

// A ContractNamed is the version of a contract by which a ticket is counted.
type ContractNamed struct {
	Name  string    `json:"name"`
	Since time.Time `json:"since,omitzero"` // when desk.yaml had it first, or its valid_from; zero: not known
	Kept  bool      `json:"kept,omitempty"` // desk.yaml has another one by now
	// Sale is that in whose days the ticket was opened; nil: none with targets of its own.
	Sale desk.Bilingual `json:"sale,omitempty"`
}

// A TargetCount is how one target is counted.
type TargetCount struct {
	Target   desk.ClockName `json:"target"`
	Calendar string         `json:"calendar"` // its name in desk.yaml
	Always   bool           `json:"always"`   // that calendar is around the clock
	From     time.Time      `json:"from"`
	Within   time.Duration  `json:"within"` // in the calendar's time; 0: nothing is promised
	Used     time.Duration  `json:"used"`   // of it, so far or until it was done
	Due      time.Time      `json:"due"`
	Done     time.Time      `json:"done,omitzero"`
	Stopped  bool           `json:"stopped"` // its clock stands
	Pauses   []StopCount    `json:"pauses"`
	desk.Judgement
}

// A StopCount is a time during which a clock stood.
type StopCount struct {
	desk.Pause
	Counts time.Duration `json:"counts"` // by how much it moved the deadline, in the calendar's time
}

// A CallMade is a message that called somebody to the ticket.
type CallMade struct {
	desk.Firing               // zero: not by a ladder
	Planned     time.Time     `json:"planned"`
	Sent        time.Time     `json:"sent"`
	To          desk.Address  `json:"to"`
	Message     string        `json:"message"` // the messenger's id of it
	Who         desk.Actor    `json:"who"`     // whose private chat it is; zero: a channel
	Team        string        `json:"team"`    // whose channel it is
	Came        time.Time     `json:"came,omitzero"`
	Late        time.Duration `json:"late"` // how much later than planned it was sent
}

// An Upcoming is what one of the ticket's clocks does next.
type Upcoming struct {
	desk.Firing
	Due    time.Time       `json:"due"`
	Notify []desk.Audience `json:"notify,omitempty"`
}

// Kind names Explanation in the store.
func (Explanation) Kind() desk.NoticeKind { return "why" }
