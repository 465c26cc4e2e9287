package desk

import "time"

// An Utterance is one message between requester and desk, either way, with the copies
// of it that were delivered: what an edit or an undo has to find.
type Utterance struct {
	ID       int64
	Ticket   TicketID
	Author   string // the name that is shown
	FromDesk bool   // an engineer's words to the customer
	Internal bool   // never left the desk
	Text     string
	Files    []File // in the order in which they were attached
	Source   MessageRef
	At       time.Time
}
