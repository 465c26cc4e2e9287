package desk

import (
	"fmt"
	"strings"
	"time"
)

// A Subject is what an alarm belongs to: a ticket, or something else with a
// kind and a name. It is comparable.
type Subject struct {
	Ticket TicketID // 0: something else
	Other  string   // kind and name, such as "routine/prune"; "" for a ticket
}

// KindTicket is the kind of a ticket's subject.
const KindTicket = "ticket"

// OfTicket returns the subject of a ticket's alarms.
func OfTicket(id TicketID) Subject { return Subject{Ticket: id} }

// Of returns the subject of other alarms. The kind says what acts on them and
// contains no slash; the name is unique within the kind.
func Of(kind, name string) Subject { return Subject{Other: kind + "/" + name} }

// Kind returns "ticket" for a ticket.
func (s Subject) Kind() string {
	if s.Ticket > 0 {
		return KindTicket
	}
	kind, _, _ := strings.Cut(s.Other, "/")
	return kind
}

// Name returns the subject's name within its kind, such as "prune".
func (s Subject) Name() string {
	if s.Ticket > 0 {
		return fmt.Sprint(s.Ticket)
	}
	_, name, _ := strings.Cut(s.Other, "/")
	return name
}

// String returns kind and name for logs, such as "ticket/42".
func (s Subject) String() string { return s.Kind() + "/" + s.Name() }

// A ClockName names one of a subject's clocks. A subject other than a ticket
// may have a single clock and leave the name empty.
type ClockName string

// The clocks of a ticket.
const (
	ClockReaction   ClockName = "reaction"
	ClockResolution ClockName = "resolution"
	ClockRemind     ClockName = "remind" // an acknowledged ticket nobody works on
	ClockClose      ClockName = "close"  // a resolved ticket nobody answers
	// ClockPromise is when the requester was promised something that has not happened.
	// Step 0 is that somebody takes the ticket, step 1 that it is resolved.
	ClockPromise ClockName = "promise"
	// ClockWait is when the customer who is waited for, or the assignee who waits
	// for a vendor, is reminded. The last step of a
	// wait for the customer ends the ticket.
	ClockWait ClockName = "wait"
	// ClockInVain is when the reaction ladder has ended and nobody came.
	ClockInVain ClockName = "in_vain"
	// ClockSnooze is when the assignee wants to be reminded.
	ClockSnooze ClockName = "snooze"
	// ClockApproval is when approvers who are silent are reminded, and then asked
	// again.
	ClockApproval ClockName = "approval"
	// ClockOLA is when the line that has a ticket is late to take it or to solve it.
	ClockOLA ClockName = "ola"
	// ClockChase is when a supplier who has the ticket is asked how it is going.
	ClockChase ClockName = "chase"
	// ClockUpdate is when the customer must hear an engineer's word: step 0 is soon
	// before, step 1 when it is missed. Its repetition counts the misses since the last word.
	ClockUpdate ClockName = "update"
	// ClockNext is when the customer must be answered again: step 0 is soon before, step 1
	// when it is missed.
	ClockNext ClockName = "next_response"
	// ClockSurvey is when the requester is reminded to rate a closed ticket, when it is too late to, and when the
	// managers are reminded to review a poor rating.
	ClockSurvey ClockName = "survey"
	// ClockPostMortem is when the lines are reminded of the post-mortem of a major
	// incident, once.
	ClockPostMortem ClockName = "post_mortem"
)

// A TicketClock is a clock that each ticket has.
type TicketClock struct {
	Name ClockName
	// Letter stands for the name in Redis, where each byte counts. It must not
	// change, because replicas of several versions read it.
	Letter byte
}

// TicketClocks returns the clocks of a ticket in the order in which they are
// set.
func TicketClocks() []TicketClock {
	return []TicketClock{
		{ClockReaction, 'a'}, {ClockResolution, 'r'}, {ClockRemind, 'm'}, {ClockClose, 'c'}, {ClockPromise, 'p'}, {ClockWait, 'w'}, {ClockInVain, 'v'}, {ClockSnooze, 's'},
		{ClockApproval, 'y'}, {ClockOLA, 'o'}, {ClockChase, 'h'}, {ClockUpdate, 'u'}, {ClockSurvey, 'q'}, {ClockNext, 'n'}, {ClockPostMortem, 'k'},
	}
}

// A Firing is one time that a step of a ladder calls people, or that another
// clock acts. Step and repetition count from 0. The zero Firing has no clock
// and means none.
type Firing struct {
	Clock ClockName `json:"clock,omitempty"`
	Step  int       `json:"step,omitempty"`
	Rep   int       `json:"rep,omitempty"`
}

// IsZero reports whether f is none.
func (f Firing) IsZero() bool { return f.Clock == "" }

// An Alarm is the next thing that one of a subject's clocks does, such as the
// next step of a ticket's ladder. A clock has at most one alarm armed.
type Alarm struct {
	Subject
	Firing
	Due time.Time
}

// String returns the alarm for logs: "ticket/42 reaction 1.0 at
// 2026-11-16T09:00:00Z".
func (a Alarm) String() string {
	return fmt.Sprintf("%s %s %d.%d at %s", a.Subject, a.Clock, a.Step, a.Rep, a.Due.Format(time.RFC3339Nano))
}
