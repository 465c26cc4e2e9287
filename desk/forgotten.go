package desk

import "time"

// A SilentTicket is an open ticket about which nobody has said a word for long. It has no words
// and no names of the shop's people.
type SilentTicket struct {
	Key      Key
	Priority Priority
	Assignee EngineerID `json:",omitempty"`
	Line     int
	Since    time.Time // the last time that somebody did something
}
