package desk

import (
	"encoding/json"
	"time"
)

// A Class ranks notices: a lower class never delays a higher one.
type Class int

// The classes, the most urgent first.
const (
	ClassEscalation Class = iota // a step of a ladder, and the card it refers to
	ClassAnswer                  // an answer to somebody who is waiting for it
	ClassRelay                   // words between requester and engineers
	ClassRefresh                 // an update of a living card
	ClassDigest                  // reports and summaries
)

// Classes lists the classes, most urgent first.
func Classes() []Class {
	return []Class{ClassEscalation, ClassAnswer, ClassRelay, ClassRefresh, ClassDigest}
}

// String returns the class's name for metrics and logs.
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
	ReasonEscalated Reason = "escalated" // a step of the ladder called them
	ReasonByHand    Reason = "by_hand"   // somebody escalated
	ReasonAssigned  Reason = "assigned"
	ReasonWarning   Reason = "warning"  // the resolution target runs out
	ReasonLinked    Reason = "linked"   // its card is the one of the major incident that it is linked to
	ReasonReminded  Reason = "reminded" // the ticket makes no progress
	ReasonInVain    Reason = "in_vain"  // all steps of the ladder have called, and nobody came
	ReasonVendor    Reason = "vendor"   // a vendor has been waited for
	ReasonSnoozed   Reason = "snoozed"  // the assignee wanted to be reminded now
	ReasonHeard     Reason = "heard"    // the customer wrote
	ReasonOLA       Reason = "ola"      // a line is late with what was handed over to it
	ReasonChased    Reason = "chased"   // a supplier is asked how it is going
	ReasonUpdate    Reason = "update"   // the customer must hear something
	ReasonNext      Reason = "next"     // the customer wrote and must be answered
	ReasonHanded    Reason = "handed"   // somebody handed the ticket over to them
	ReasonApproved  Reason = "approved" // the shop agrees to what was asked
	ReasonDeclined  Reason = "declined" // it does not, or not any more
)

// A SkipCause says why a step of a ladder could call nobody.
type SkipCause string

// The causes of a skipped step.
const (
	SkipUnreachable  SkipCause = "unreachable"    // messages do not reach the people it names
	SkipNobodyOnDuty SkipCause = "nobody_on_duty" // nobody is on call at that time
	SkipNobody       SkipCause = "nobody"         // it names nobody
)

// A NoticeKind selects the words of a notice.
type NoticeKind string

// A Notice is a message to somebody that waits to be sent. It holds facts; the
// courier puts them into words when it sends.
type Notice struct {
	ID     int64
	Key    string   // unique, so that it is sent once: ROM-42/reaction/step2/l2
	Ticket TicketID // 0: not about a ticket
	To     Address
	// InThread sends it to the ticket's thread at To, under the card there,
	// which the same lane posted before.
	InThread bool
	// Slot names a living message of the ticket, which is edited, such as
	// "card/slack:C0L1". "" posts a new message.
	Slot  string
	Class Class
	Kind  NoticeKind
	Facts json.RawMessage // the kind's own, see package notice
	// Utterance is the message of which this is a copy; 0: none.
	Utterance int64
	Person    PersonID  // whose language and time zone; 0: the desk's
	Firing    Firing    // the step of a ladder, or zero
	Planned   time.Time // when it was due, for the receipt
	Tries     int
}

// A Receipt is the outcome of a notice.
type Receipt struct {
	Notice  int64
	Planned time.Time
	Sent    time.Time
	Message MessageRef
}
