package desk

import "time"

// A State is where a ticket is in its life.
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

// Open reports whether someone still has to do something about a ticket in s.
func (s State) Open() bool {
	switch s {
	case New, InProgress, WaitingCustomer, WaitingVendor:
		return true
	default:
		return false
	}
}

// Waiting reports whether work rests on somebody else in s.
func (s State) Waiting() bool { return s == WaitingCustomer || s == WaitingVendor }

// Ended reports whether s is the end: nothing but a new ticket follows.
func (s State) Ended() bool { return s == Closed || s == Cancelled }

// A PersonID is the store's number of a person, known by desk.yaml or not.
type PersonID int64

// A TicketID is the store's number of a ticket.
type TicketID int64

// A Person is someone the desk has met.
type Person struct {
	ID       PersonID
	Handle   string // of desk.yaml, or "" for someone who joined
	Name     string
	Account  Account // the one they wrote from last, or were told to be
	Locale   Locale  // chosen with /lang, or told by the platform; "" unknown
	TimeZone string  // IANA name, or ""
}

// A Ticket is one request and all that became of it. Its methods are the moves
// of its life; each one that is illegal returns a *MoveError and changes nothing.
// Times are instants; a zero time means it has not happened.
type Ticket struct {
	ID       TicketID
	Key      Key
	Revision int // goes up with every change that a card shows
	State    State

	Type     RequestType
	Priority Priority
	Sureness float64 // of the guessed type, 0 to 1; 1 when a person said it
	TypeBy   Source
	Cue      string // the word that told the classifier most

	Text      string // the request, grown by what its requester added
	Hidden    bool   // a secret of it, or of what was written later, is kept apart
	Requester Person
	Origin    MessageRef // the message it began with
	Place     Address    // where its requester is answered
	Shared    bool       // Place is a group or a channel: answers name the requester

	Line         int // the highest line that was told: 1 to 3
	Assignee     EngineerID
	AssigneeName string // of somebody who joined; desk.yaml has the names of the others

	Copies []Copy // where the engineers' card stands

	OpenedAt       time.Time // the first message's own time
	AckedAt        time.Time
	RepliedAt      time.Time // the first words to the customer
	ReactedAt      time.Time // the one of the two that the contract counts
	ResolvedAt     time.Time
	EndedAt        time.Time // closed or cancelled
	StateAt        time.Time // of the last change of State
	LadderFrom     time.Time // where the reaction ladder is laid from; later than ReactionFrom once a line got it back
	ReactionFrom   time.Time // where the targets are counted from: OpenedAt,
	ResolutionFrom time.Time // or later where the contract restarts them
	ReactionDue    time.Time // zero: nothing was promised
	ResolutionDue  time.Time // zero: nothing was promised; while paused, as if the pause ended now
	Pauses         []Pause   // when the resolution clock stood still
	Resolution     string    // the text it was resolved with
	Reopened       int
	Rating         Stars
	MergedInto     Key
}

// A Copy is one place where the ticket's card stands for engineers: a line's
// channel, or the private chat of a person who was called.
type Copy struct {
	At  Address    `json:"at"`
	For EngineerID `json:"for,omitempty"` // the person; "" for a channel
	Why Reason     `json:"why,omitempty"` // why it was posted there, for the card to say
}

// A Pause is a time when the resolution clock stood still; a zero To says that
// it still does.
type Pause struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to,omitzero"`
}

// Paused reports whether the resolution clock stands still now.
func (t *Ticket) Paused() bool {
	return len(t.Pauses) > 0 && t.Pauses[len(t.Pauses)-1].To.IsZero()
}

// Pause stops the resolution clock; it does nothing when it stands already.
func (t *Ticket) Pause(now time.Time) {
	if !t.Paused() {
		t.Pauses = append(t.Pauses, Pause{From: now})
	}
}

// Unpause lets the resolution clock run again.
func (t *Ticket) Unpause(now time.Time) {
	if t.Paused() {
		t.Pauses[len(t.Pauses)-1].To = now
	}
}

// A Source says who determined a thing.
type Source string

// The sources.
const (
	ByGuess     Source = "guess"
	ByRequester Source = "requester"
	ByEngineer  Source = "engineer"
	ByOverride  Source = "override" // a rule that must never be missed
)

// A Correction is a message whose request type a person set right.
type Correction struct {
	Project string // its code
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
)

// A MoveError says that a move is illegal and why, as facts that a card can
// put into words.
type MoveError struct {
	Move     Move
	State    State
	Assignee EngineerID // who has the ticket, when that is the reason
}

// Error is for the operator; a person reads a localized sentence instead.
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

// Take gives a ticket nobody has to the engineer by. Two who press at once are
// told apart here: the second is refused with the first one.
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

// Assign gives an open ticket to the engineer to, whoever had it; it
// acknowledges the ticket too.
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

// Release hands an acknowledged ticket back to its line: nobody has it, and it
// may be taken again.
func (t *Ticket) Release(now time.Time) error {
	if t.State != InProgress || t.Assignee == "" {
		return t.refuse(MoveAssign)
	}
	t.Assignee, t.AssigneeName = "", ""
	t.enter(New, now)
	return nil
}

// Wait rests the work on the customer or on a vendor.
func (t *Ticket) Wait(on State, by Actor, now time.Time) error {
	if !on.Waiting() || !t.State.Open() || t.State == on {
		return t.refuse(MoveWait)
	}
	if t.Assignee == "" {
		t.own(by, now)
	}
	t.enter(on, now)
	return nil
}

// Resume goes on with a ticket that waited.
func (t *Ticket) Resume(now time.Time) error {
	if !t.State.Waiting() {
		return t.refuse(MoveResume)
	}
	t.enter(InProgress, now)
	return nil
}

// Resolve says that the request is met, in words for the customer.
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

// Reopen takes a resolution back. An ended ticket stays ended.
func (t *Ticket) Reopen(now time.Time) error {
	if t.State != Resolved {
		return t.refuse(MoveReopen)
	}
	t.ResolvedAt = time.Time{}
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

// Cancel ends a ticket that asks for nothing any more.
func (t *Ticket) Cancel(now time.Time) error {
	if !t.State.Open() {
		return t.refuse(MoveCancel)
	}
	t.EndedAt = now
	t.enter(Cancelled, now)
	return nil
}

func (t *Ticket) enter(s State, now time.Time) {
	t.State = s
	t.StateAt = now
}
