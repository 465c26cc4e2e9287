package history

import "vakhta/desk"

// Opened begins each timeline; the requester did it.
type Opened struct{}

// Wrote is words of the requester, or of a colleague of theirs.
type Wrote struct {
	Utterance int64 `json:"utterance,omitempty"` // the store's number of the words
}

// Replied is an engineer's words to the customer.
type Replied struct {
	Utterance int64 `json:"utterance,omitempty"`
}

// Commented is an engineer's internal words.
type Commented struct {
	Utterance int64 `json:"utterance,omitempty"`
}

// Acknowledged is a ticket that an engineer took.
type Acknowledged struct{}

// Assigned is a ticket that was given to an engineer.
type Assigned struct {
	To desk.Actor `json:"to"`
}

// Released is a ticket that went back to its line, because nothing was done
// about it.
type Released struct {
	From desk.Actor `json:"from"`
}

// PutOnHold is a ticket that waits for its customer or for a vendor.
type PutOnHold struct {
	On   desk.State `json:"on"`
	Text string     `json:"text,omitempty"` // the engineer's words to the customer
}

// Resumed is a ticket that waited and does not any more.
type Resumed struct{}

// Resolved is a request that was met.
type Resolved struct {
	Text string `json:"text,omitempty"` // what the customer was told
}

// Reopened is a resolution that was taken back.
type Reopened struct {
	Text string `json:"text,omitempty"` // why
}

// Closed is a resolved ticket that ended, by its requester or by time.
type Closed struct{}

// Cancelled is a ticket that ended unresolved.
type Cancelled struct {
	Text string `json:"text,omitempty"` // why
}

// Retyped is a request type that was corrected; the desk itself does it when a
// classifier knows better.
type Retyped struct {
	From desk.RequestType `json:"from,omitempty"` // "" in entries of version 0.1 and before
	To   desk.RequestType `json:"to"`
}

// Prioritized is a priority that was changed.
type Prioritized struct {
	From desk.Priority `json:"from,omitempty"` // 0 in entries of version 0.1 and before
	To   desk.Priority `json:"to"`
}

// Escalated is a call of people to a ticket that nobody acknowledged, by a step
// of its ladder, or of the next line by hand.
type Escalated struct {
	Step  int      `json:"step,omitempty"` // of the ladder, from 1; 0: by hand
	Rep   int      `json:"rep,omitempty"`  // which call of the step, from 1; 0: by hand
	Calls []Called `json:"calls"`
	Text  string   `json:"text,omitempty"` // by hand: what for
}

// Warned is a call of people to a ticket whose resolution is soon due, or late.
type Warned struct {
	Step    int      `json:"step"`
	Rep     int      `json:"rep"`
	Calls   []Called `json:"calls"`
	Percent int      `json:"percent,omitempty"` // of the target that has passed; 0: a fixed time, or version 0.1
}

// Called is one place where a step called people.
type Called struct {
	Audience   desk.Audience `json:"audience"` // by which the step named them
	desk.Actor               // zero: a team in its channel
}

// Skipped is a step of a ladder that could call nobody of an audience.
type Skipped struct {
	Step     int            `json:"step"` // from 1
	Audience desk.Audience  `json:"audience"`
	Cause    desk.SkipCause `json:"cause"`
	Names    []string       `json:"names,omitempty"` // of those who were tried
}

// Rated is the requester's verdict; the last one counts.
type Rated struct {
	Stars desk.Stars `json:"stars"` // 1 to 5
}

// Split is words that left the ticket, to be a request of their own.
type Split struct {
	Utterance int64  `json:"utterance,omitempty"`
	Text      string `json:"text,omitempty"`
}

// Merged is a ticket that became a part of another: one of the two is set.
type Merged struct {
	Into desk.Key `json:"into,omitzero"` // it ended, and goes on there
	From desk.Key `json:"from,omitzero"` // it goes on, with what was there
}

// Unreachable is a customer whose chat does not take the bot's messages any more.
type Unreachable struct {
	Who desk.Actor `json:"who"`
}

// Reminded is an assignee who was told that their ticket lies still.
type Reminded struct {
	Who desk.Actor `json:"who"`
}

// Retracted is words that were taken back: an answer before it was too late, or
// a message that its author deleted.
type Retracted struct {
	Utterance int64 `json:"utterance,omitempty"`
	Deleted   bool  `json:"deleted,omitempty"`
}

// Reworded is words that were changed.
type Reworded struct {
	Utterance int64 `json:"utterance,omitempty"`
}

// Redacted is words that should not have been said, and were erased everywhere.
type Redacted struct {
	Utterance int64 `json:"utterance,omitempty"` // a whole message; 0: words wherever they stood
}

// Unmasked is that the assignee looked at what was hidden in the requester's words.
type Unmasked struct{}

// Unknown was written by a newer version of this program. It is not told of.
type Unknown struct{ Name ActivityKind }
