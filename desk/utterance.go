package desk

import "time"

// An Utterance is one message between requester and desk, in either direction, with its delivered copies, which an
// edit or an undo has to find.
type Utterance struct {
	ID       int64
	Ticket   TicketID
	Author   string // the displayed name
	FromDesk bool   // an engineer's words to the customer
	Internal bool   // never left the desk
	Text     string
	Files    []File // in the order in which they were attached
	Source   MessageRef
	At       time.Time
	Album    string // joins messages that were sent as one
	Answers  int64  // the words that its author replied to, by their ID; 0: none
}
