package desk

import "time"

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
