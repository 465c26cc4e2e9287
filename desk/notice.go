package desk

import (
	"encoding/json"
	"time"
)

// A Class ranks notices: a lower class never holds up a higher one.
type Class int

// The classes, the most urgent first.
const (
	ClassEscalation Class = iota // a step of a ladder, and the card it points at
	ClassAnswer                  // an answer to somebody who is waiting for it
	ClassRelay                   // words between requester and engineers
	ClassRefresh                 // a living card that shows something new
	ClassDigest                  // reports and summaries
)

// Classes lists the classes from the most urgent.
func Classes() []Class {
	return []Class{ClassEscalation, ClassAnswer, ClassRelay, ClassRefresh, ClassDigest}
}

// String is the class's name in metrics and logs.
func (c Class) String() string {
	switch c {
	case ClassEscalation:
		return "escalation"
	case ClassAnswer:
		return "answer"
	case ClassRelay:
		return "relay"
	case ClassRefresh:
		return "refresh"
	case ClassDigest:
		return "digest"
	default:
		return "unknown"
	}
}

// A Reason says why somebody is called to a ticket, or has its card.
type Reason string

// The reasons.
const (
	ReasonNew       Reason = "new"
	ReasonEscalated Reason = "escalated" // the ladder came to them
	ReasonByHand    Reason = "by_hand"   // somebody escalated
	ReasonAssigned  Reason = "assigned"
	ReasonWarning   Reason = "warning"  // the resolution target runs out
	ReasonReminded  Reason = "reminded" // it lies still
)

// A SkipCause says why a step of a ladder could call nobody.
type SkipCause string

// The causes of a skipped step.
const (
	SkipUnreachable  SkipCause = "unreachable"    // messages do not reach those it names
	SkipNobodyOnDuty SkipCause = "nobody_on_duty" // the duty turns have a gap
	SkipNobody       SkipCause = "nobody"         // it names nobody
)

// A NoticeKind says which words a notice is made of.
type NoticeKind string

// A Notice is something to be said to somebody, waiting to leave. It holds facts;
// the courier has them put into words when it sends.
type Notice struct {
	ID     int64
	Key    string   // says it once: ROM-42/reaction/step2/l2
	Ticket TicketID // 0: about no ticket
	To     Address
	// InThread sends it into the ticket's thread at To: under the card that
	// stands there, which the same lane posted before.
	InThread bool
	// Slot names a message of the ticket that lives on and is edited, such as
	// "card/slack:C0L1"; "" posts a message of its own.
	Slot  string
	Class Class
	Kind  NoticeKind
	Facts json.RawMessage // the kind's own, see package notice
	// Utterance is the message that this is a copy of; 0: none.
	Utterance int64
	Person    PersonID  // whose language and zone; 0: the desk's
	Firing    Firing    // the step of a ladder that it is, or the zero Firing
	Planned   time.Time // when it was due, for the receipt
	Tries     int
}

// A Receipt says what became of a notice.
type Receipt struct {
	Notice  int64
	Planned time.Time
	Sent    time.Time
	Message MessageRef
}
