package desk

import (
	"cmp"
	"time"
)

// A State is the stage of a ticket's life.
type State string

// The states of a ticket.
const (
	New             State = "new"
	InProgress      State = "in_progress"
	WaitingCustomer State = "waiting_customer"
	WaitingVendor   State = "waiting_vendor"
	Resolved        State = "resolved"
	Closed          State = "closed"
	Cancelled       State = "cancelled"
)

// States lists the states in the order of a ticket's life.
func States() []State {
	return []State{New, InProgress, WaitingCustomer, WaitingVendor, Resolved, Closed, Cancelled}
}

// Open reports whether a ticket in s still needs work.
func (s State) Open() bool {
	switch s {
	case New, InProgress, WaitingCustomer, WaitingVendor:
		return true
	default:
		return false
	}
}

// Waiting reports whether the work waits for the customer or a vendor.
func (s State) Waiting() bool { return s == WaitingCustomer || s == WaitingVendor }

// Ended reports whether s is final.
func (s State) Ended() bool { return s == Closed || s == Cancelled }

// A PersonID is the store's number of a person, in desk.yaml or not.
type PersonID int64

// A TicketID is the store's number of a ticket.
type TicketID int64

// A Person is somebody the desk knows.
type Person struct {
	ID       PersonID
	Handle   string // in desk.yaml, or "" for somebody who joined
	Name     string
	Account  Account // the one they last wrote from, or the one of desk.yaml
	Locale   Locale  // chosen with /lang, or told by the platform; "": unknown
	TimeZone string  // IANA name, or ""
}

// A Ticket is one request and what happened to it. Its methods are the moves
// between states; an illegal one returns a *MoveError and changes nothing. A
// zero time means that it has not happened.
type Ticket struct {
	ID       TicketID
	Key      Key
	Revision int // goes up with every change
	Drawn    int // the revision of the last change that a card shows; 0: not known
	State    State

	Type     RequestType
	Priority Priority
	Sureness float64 // of the guessed type, 0 to 1; 1 if a person chose it
	TypeBy   Source
	Cue      string // the word that counted most for the classifier

	Text      string // the request, with what its requester added
	Hidden    bool   // a secret in it, or in later messages, is stored separately
	Requester Person
	Timers    []WorkTimer `json:",omitempty"` // that run on it
	OpenedBy  Actor       // who opened it for the requester, by number and name; zero: they did themselves
	Origin    MessageRef  // the message it began with
	Place     Address     // where its requester is answered
	Shared    bool        // Place is a group or a channel: answers name the requester

	Line         int // the highest line that was called: 1 to 3
	Assignee     EngineerID
	AssigneeName string    // for somebody who joined; other names are in desk.yaml
	Holdings     []Holding // which line had it, and when; none: the first line has had it all along

	Copies []Copy // where the engineers' card stands

	OpenedAt       time.Time // the platform's time of the first message
	AckedAt        time.Time
	RepliedAt      time.Time // the first words to the customer
	ReactedAt      time.Time // AckedAt or RepliedAt, as the contract says
	ResolvedAt     time.Time
	EndedAt        time.Time     // closed or cancelled
	StateAt        time.Time     // the last change of State
	LadderFrom     time.Time     // the start of the reaction ladder; later than ReactionFrom after the ticket went back to its line
	ReactionFrom   time.Time     // the start of the targets: OpenedAt,
	ResolutionFrom time.Time     // or later if the contract restarts them
	ReactionDue    time.Time     // zero: no target
	ResolutionDue  time.Time     // zero: no target; while paused, as if the pause ended now
	Pauses         []Pause       // when the resolution clock was stopped
	Measured       []Measurement // what became of its targets so far; nothing of what a version before 0.3 decided
	WaitsFor       string        // what it waits for, in words for engineers
	Question       string        // what the customer is asked while they are waited for, or did not answer
	SnoozedUntil   time.Time     // when its assignee wants to be reminded; zero: not
	SnoozedFor     string        // of what
	Resolution     string        // the text it was resolved with
	Reopened       int
	Rating         Stars
	Survey         Survey  // how they were asked for the rating
	Major          Major   // what makes it a major incident
	Alert          Alerted // what is known because monitoring opened it
	MergedInto     Key
	Lead           TicketID    // of the major incident that it is linked to; 0: none
	Fault          string      // the function of the shop that an incident is about; "": not known to be several people's
	Parts          []TextPart  // its requests, if its text seems to hold several
	Approvals      []Approval  // what the shop was asked to agree to, the last one of each subject
	Work           *AgreedWork // the standard work it is about; nil: none
	Asked          OwedAnswer  // what the customer wrote and nobody has answered yet
	Contract       string      // the digest of the contract it was opened under, or that was applied to it since; "": not known
	Triage         *Triage     // what its requester answered about an incident; nil: nothing
	Tally          *Tally      // for reports; nil: a version before wrote it, and it is counted in the background
}

// OwedAnswer is what the customer wrote since the last answer, if an answer to it
// was promised. The zero OwedAnswer is nothing.
type OwedAnswer struct {
	At     time.Time `json:"at,omitzero"` // of the first of these words
	Warned bool      `json:"warned,omitempty"`
	Missed bool      `json:"missed,omitempty"`
}

// DrawnAs returns the revision that cards of the ticket bear.
func (t *Ticket) DrawnAs() int { return cmp.Or(t.Drawn, t.Revision) }

// A Copy is a place where the ticket's card is shown to engineers: a line's
// channel, or the private chat of a person who was called.
type Copy struct {
	At  Address    `json:"at"`
	For EngineerID `json:"for,omitempty"` // the person; "" for a channel
	Why Reason     `json:"why,omitempty"` // why it was posted there, which the card says
}

// A Pause is a time during which the resolution clock was stopped. A zero To
// means that it still is.
type Pause struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to,omitzero"`
}

// Paused reports whether the resolution clock is stopped now.
func (t *Ticket) Paused() bool {
	return len(t.Pauses) > 0 && t.Pauses[len(t.Pauses)-1].To.IsZero()
}

// Pause stops the resolution clock. It does nothing if the clock is stopped
// already.
func (t *Ticket) Pause(now time.Time) {
	if !t.Paused() {
		t.Pauses = append(t.Pauses, Pause{From: now})
	}
}

// Unpause starts the resolution clock again.
func (t *Ticket) Unpause(now time.Time) {
	if t.Paused() {
		t.Pauses[len(t.Pauses)-1].To = now
	}
}

// A Source says who decided something.
type Source string

// The sources.
const (
	ByGuess     Source = "guess"
	ByRequester Source = "requester"
	ByEngineer  Source = "engineer"
	ByOverride  Source = "override" // a rule for what must never be missed
)

// A Correction is a message whose request type a person corrected.
type Correction struct {
	Project string // the project's code
	Text    string
	Type    RequestType
	By      Source
	At      time.Time
}

// Acknowledged reports whether an engineer has taken the ticket.
func (t *Ticket) Acknowledged() bool { return !t.AckedAt.IsZero() }

// Unanswered reports whether the ticket ended because its requester did not
// answer. Every other closed ticket was resolved.
func (t *Ticket) Unanswered() bool { return t.State == Closed && t.ResolvedAt.IsZero() }
