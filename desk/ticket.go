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
	OpenedBy  Actor      // who opened it for the requester, by number and name; zero: they did themselves
	Origin    MessageRef // the message it began with
	Place     Address    // where its requester is answered
	Shared    bool       // Place is a group or a channel: answers name the requester

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

// A Move is a change of a ticket's state by a person or by time.
type Move string

// The moves.
const (
	MoveAck      Move = "ack"
	MoveAssign   Move = "assign"
	MoveWait     Move = "wait"
	MoveResume   Move = "resume"
	MoveResolve  Move = "resolve"
	MoveReopen   Move = "reopen"
	MoveClose    Move = "close"
	MoveCancel   Move = "cancel"
	MoveEscalate Move = "escalate"
	MoveHandOver Move = "handover"
)

// A MoveError means that a move is not allowed, and why, as facts that a card
// can put into words.
type MoveError struct {
	Move     Move
	State    State
	Assignee EngineerID // who has the ticket, if that is the reason
}

// Error is for logs; people read a localized sentence instead.
func (e *MoveError) Error() string {
	s := "cannot " + string(e.Move) + " a ticket that is " + string(e.State)
	if e.Assignee != "" {
		s += ": " + string(e.Assignee) + " has it"
	}
	return s
}

func (t *Ticket) refuse(m Move) error {
	return &MoveError{Move: m, State: t.State, Assignee: t.Assignee}
}

// Acknowledged reports whether an engineer has taken the ticket.
func (t *Ticket) Acknowledged() bool { return !t.AckedAt.IsZero() }

// Take gives a ticket that nobody has to the engineer by. If two press at once,
// the second is refused with a MoveError that names the first.
func (t *Ticket) Take(by Actor, now time.Time) error {
	if !t.State.Open() || t.Assignee != "" {
		return t.refuse(MoveAck)
	}
	t.own(by, now)
	if t.State == New {
		t.enter(InProgress, now)
	}
	return nil
}

// Assign gives an open ticket to the engineer to, even if somebody else had it,
// and acknowledges it.
func (t *Ticket) Assign(to Actor, now time.Time) error {
	if !t.State.Open() || t.Assignee == to.Engineer() {
		return t.refuse(MoveAssign)
	}
	t.own(to, now)
	if t.State == New {
		t.enter(InProgress, now)
	}
	return nil
}

func (t *Ticket) own(who Actor, now time.Time) {
	t.Assignee, t.AssigneeName = who.Engineer(), who.Name
	if t.AckedAt.IsZero() {
		t.AckedAt = now
	}
}

// Release gives an acknowledged ticket back to its line, from the third to the
// first: it has no assignee and can be taken again.
func (t *Ticket) Release(now time.Time) error {
	if t.State != InProgress || t.Assignee == "" {
		return t.refuse(MoveAssign)
	}
	t.Assignee, t.AssigneeName = "", ""
	if t.Holder().Line == 3 {
		t.hold(Holding{Line: 1}, now)
	}
	t.enter(New, now)
	return nil
}

// Wait puts the ticket on hold for the customer or a vendor. Engineers read
// what it waits for.
func (t *Ticket) Wait(on State, by Actor, what string, now time.Time) error {
	if !on.Waiting() || !t.State.Open() || t.State == on {
		return t.refuse(MoveWait)
	}
	if t.Assignee == "" {
		t.own(by, now)
	}
	t.WaitsFor = what
	t.enter(on, now)
	return nil
}

// Resume takes a ticket off hold.
func (t *Ticket) Resume(now time.Time) error {
	if !t.State.Waiting() {
		return t.refuse(MoveResume)
	}
	t.enter(InProgress, now)
	return nil
}

// Resolve marks the request as met; text is for the customer.
func (t *Ticket) Resolve(by Actor, text string, now time.Time) error {
	if !t.State.Open() {
		return t.refuse(MoveResolve)
	}
	if t.Assignee == "" || t.AckedAt.IsZero() {
		t.own(by, now)
	}
	t.Resolution = text
	t.ResolvedAt = now
	t.enter(Resolved, now)
	return nil
}

// Reopen takes a resolution back, or the end of a ticket whose requester did
// not answer. Any other ticket that has ended stays ended.
func (t *Ticket) Reopen(now time.Time) error {
	if t.State != Resolved && !t.Unanswered() {
		return t.refuse(MoveReopen)
	}
	t.ResolvedAt, t.EndedAt = time.Time{}, time.Time{}
	t.Rating = 0
	t.Reopened++
	t.enter(InProgress, now)
	return nil
}

// Close ends a resolved ticket.
func (t *Ticket) Close(now time.Time) error {
	if t.State != Resolved {
		return t.refuse(MoveClose)
	}
	t.EndedAt = now
	t.enter(Closed, now)
	return nil
}

// GiveUp ends a ticket whose requester does not answer.
func (t *Ticket) GiveUp(now time.Time) error {
	if t.State != WaitingCustomer {
		return t.refuse(MoveClose)
	}
	question := t.Question // it is asked again if the requester comes back
	t.EndedAt = now
	t.enter(Closed, now)
	t.Question = question
	return nil
}

// Unanswered reports whether the ticket ended because its requester did not
// answer. Every other closed ticket was resolved.
func (t *Ticket) Unanswered() bool { return t.State == Closed && t.ResolvedAt.IsZero() }

// Cancel ends a ticket that needs no work any more.
func (t *Ticket) Cancel(now time.Time) error {
	if !t.State.Open() {
		return t.refuse(MoveCancel)
	}
	t.EndedAt = now
	t.enter(Cancelled, now)
	return nil
}

func (t *Ticket) enter(s State, now time.Time) {
	if !s.Waiting() {
		t.WaitsFor, t.Question = "", ""
	}
	if !s.Open() {
		t.SnoozedUntil, t.SnoozedFor = time.Time{}, ""
	}
	t.State = s
	t.StateAt = now
}
