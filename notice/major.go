package notice

import (
	"time"

	"vakhta/desk"
)

// MajorStatus tells a shop's chat how a major incident stands. It is a living message, which
// names no ticket, because the ticket may be another shop's.
type MajorStatus struct {
	Text string    `json:",omitempty"` // the last words to everybody who is hit
	At   time.Time `json:",omitzero"`  // when they were written
	Next time.Time `json:",omitzero"`  // when the next ones are due
	// Over is a message of its own, which says that the fault is over.
	Over bool `json:",omitempty"`
}

// AskPostMortem asks, in the threads, what a major incident that is over came from. It is a
// living message.
type AskPostMortem struct {
	Again bool `json:",omitempty"` // it is a reminder
}

// Kind names MajorStatus in the store.
func (MajorStatus) Kind() desk.NoticeKind { return "major" }

// Kind names AskPostMortem in the store.
func (AskPostMortem) Kind() desk.NoticeKind { return "ask_post_mortem" }

// MajorSlot returns the slot of the status of a major incident in a shop's chat.
func MajorSlot(at desk.Address) string { return "major/" + at.String() }

// PostMortemSlot returns the slot of the message that asks for a post-mortem in a thread.
func PostMortemSlot(at desk.Address) string { return "post_mortem/" + at.String() }
