package desk

import "time"

// An EntryKind names what happened to a ticket.
type EntryKind string

// The kinds of timeline entries. Reports are computed from these and from the
// ticket itself, so a kind is never renamed.
const (
	EntryOpened      EntryKind = "opened"
	EntrySaid        EntryKind = "said"    // the requester's words
	EntryReplied     EntryKind = "replied" // an engineer's words to the customer
	EntryNoted       EntryKind = "noted"   // an engineer's internal words
	EntryAcked       EntryKind = "acked"
	EntryAssigned    EntryKind = "assigned"
	EntryReleased    EntryKind = "released"
	EntryWaiting     EntryKind = "waiting"
	EntryResumed     EntryKind = "resumed"
	EntryResolved    EntryKind = "resolved"
	EntryReopened    EntryKind = "reopened"
	EntryClosed      EntryKind = "closed"
	EntryCancelled   EntryKind = "cancelled"
	EntryType        EntryKind = "type"
	EntryPriority    EntryKind = "priority"
	EntryEscalated   EntryKind = "escalated" // a step of a ladder, or by hand
	EntrySkipped     EntryKind = "skipped"   // a step that could reach nobody
	EntryWarned      EntryKind = "warned"    // a warning of the resolution target
	EntryRated       EntryKind = "rated"
	EntrySplit       EntryKind = "split"
	EntryMerged      EntryKind = "merged"
	EntryUnreachable EntryKind = "unreachable"
	EntryWorked      EntryKind = "worked" // time spent
	EntryReminded    EntryKind = "reminded"
	EntryRetracted   EntryKind = "retracted" // undo of a reply
	EntryEdited      EntryKind = "edited"
)

// An Entry is one line of a ticket's timeline, which is only ever added to.
type Entry struct {
	At   time.Time
	Kind EntryKind
	By   string // a handle, a person's name, or "" for the desk itself
	Note string // words, or the value that was set
}

// An Utterance is one message between requester and desk, either way, with the copies
// of it that were delivered: what an edit or an undo has to find.
type Utterance struct {
	ID       int64
	Ticket   TicketID
	Author   string // the name that is shown
	FromDesk bool   // an engineer's words to the customer
	Internal bool   // never left the desk
	Text     string
	Source   MessageRef
	At       time.Time
}
