package history

import (
	"time"

	"vakhta/desk"
)

// Opened begins each timeline. It is the requester's, or of somebody who asked on
// their behalf.
type Opened struct {
	OnBehalf bool     `json:"on_behalf,omitempty"`
	After    desk.Key `json:"after,omitzero"` // the ticket that had ended when its requester wrote on
}

// Wrote is words of the requester or a colleague of theirs.
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

// Acknowledged says that an engineer took the ticket.
type Acknowledged struct{}

// Assigned says that the ticket was given to an engineer.
type Assigned struct {
	To desk.Actor `json:"to"`
}

// HandedOver says that a line, or a person of the third, was given the ticket.
type HandedOver struct {
	Line  int        `json:"line"` // 1 to 3
	To    desk.Actor `json:"to"`   // the person; zero: a team
	From  int        `json:"from"` // the line that had it,
	Since time.Time  `json:"since"`
	Text  string     `json:"text,omitempty"` // why
}

// OLAWarned says that the holder of a ticket was reminded to take it or to solve
// it, or that they are late.
type OLAWarned struct {
	Line  int        `json:"line"`            // 1 to 3, that has it
	Who   desk.Actor `json:"who"`             // of the third line; zero: a team
	Solve bool       `json:"solve,omitempty"` // otherwise to take it
	Late  bool       `json:"late,omitempty"`
	Calls []Called   `json:"calls"`
}

// NextMissed says that what the customer wrote was not answered in the promised time.
type NextMissed struct {
	Due   time.Time `json:"due"`
	Calls []Called  `json:"calls"`
}

// ContractApplied says that a changed contract was applied to the ticket, which is
// counted by it since.
type ContractApplied struct {
	Contract string `json:"contract"` // its name in desk.yaml
}

// UpdateMissed says that the customer heard nothing for longer than the contract's
// updates promise.
type UpdateMissed struct {
	Due   time.Time `json:"due"` // of the word that did not come
	Calls []Called  `json:"calls"`
}

// Chased says that a supplier who has the ticket was asked how it is going.
type Chased struct {
	Who desk.Actor `json:"who"`
}

// Released says that the ticket went back to its line: nobody worked on it, its
// assignee left, or the words that took it were taken back.
type Released struct {
	From desk.Actor `json:"from"`
	Idle bool       `json:"idle,omitempty"` // nobody worked on it; false in entries of version 0.1
}

// PutOnHold says that the ticket waits for its customer or for a vendor.
type PutOnHold struct {
	On   desk.State `json:"on"`
	Text string     `json:"text,omitempty"` // the engineer's words to the customer
	Note string     `json:"note,omitempty"` // the engineer's words to colleagues
}

// Resumed says that the ticket does not wait any more.
type Resumed struct{}

// Resolved says that the request was met.
type Resolved struct {
	Text string `json:"text,omitempty"` // what the customer was told
}

// Reopened says that the resolution was taken back.
type Reopened struct {
	Text       string `json:"text,omitempty"`       // why
	Unanswered bool   `json:"unanswered,omitempty"` // it had ended without an answer
}

// Closed says that a resolved ticket ended, by its requester or by time.
type Closed struct {
	Unanswered bool `json:"unanswered,omitempty"` // it was not resolved: its requester did not answer
}

// Snoozed says that an engineer wants to be reminded of the ticket later.
type Snoozed struct {
	Until time.Time `json:"until"`
	Text  string    `json:"text,omitempty"` // of what
}

// TimerStarted says that an engineer measures their work from now on.
type TimerStarted struct{}

// TimerDropped says that they don't any more, and that nothing was entered.
type TimerDropped struct{}

// Worked is work that an engineer entered, or a correction of it.
type Worked struct {
	Entry      int64         `json:"entry"` // the store's number
	Spent      time.Duration `json:"spent"` // less than 0: taken back
	Day        string        `json:"day"`   // of the work: 2026-10-30
	Month      string        `json:"month"` // in which it counts: 2026-11; later than the day if the day's was locked
	Corrects   int64         `json:"corrects,omitempty"`
	Activity   string        `json:"activity,omitempty"`
	Free       bool          `json:"free,omitempty"` // the customer does not pay for it
	AfterHours bool          `json:"after_hours,omitempty"`
	Text       string        `json:"text,omitempty"` // what was done
}

// Woken says that the time of a snoozed ticket has come.
type Woken struct{}

// Nudged says that the requester was reminded that they are waited for.
type Nudged struct{}

// Cancelled says that the ticket ended unresolved.
type Cancelled struct {
	Text string `json:"text,omitempty"` // why
}

// Retyped says that the request type was corrected. The desk does so itself
// when a second opinion differs.
type Retyped struct {
	From desk.RequestType `json:"from,omitempty"` // "": an entry of version 0.1 or older
	To   desk.RequestType `json:"to"`
}

// Prioritized says that the priority was changed.
type Prioritized struct {
	From desk.Priority `json:"from,omitempty"` // 0 in entries of version 0.1 and before
	To   desk.Priority `json:"to"`
}

// Escalated says that people were called to a ticket nobody acknowledged, by a
// step of its ladder, or that the next line was called by hand.
type Escalated struct {
	Step  int      `json:"step,omitempty"` // of the ladder, from 1; 0: by hand
	Rep   int      `json:"rep,omitempty"`  // which call of the step, from 1; 0: by hand
	Calls []Called `json:"calls"`
	Text  string   `json:"text,omitempty"` // by hand: the reason
}

// Warned says that people were called because the resolution is soon due, or
// late.
type Warned struct {
	Step    int      `json:"step"`
	Rep     int      `json:"rep"`
	Calls   []Called `json:"calls"`
	Percent int      `json:"percent,omitempty"` // of the target that has passed; 0: a fixed time, or version 0.1
}

// InVain says that the ladder ended and nobody came. It begins again.
type InVain struct {
	Calls []Called `json:"calls"` // who was told
}

// Called is one place where a step called people.
type Called struct {
	Audience   desk.Audience `json:"audience"` // how the step named them
	desk.Actor               // zero: a team, in its channel
	Shift      ShiftThen     `json:"shift,omitzero"` // by which somebody was called or mentioned
}

// A ShiftThen is who was on call when a step called them, as it was decided then.
// Later changes of desk.yaml or of the duty don't change it.
type ShiftThen struct {
	Team     string    `json:"team"` // the key in desk.yaml
	Who      string    `json:"who"`  // a handle
	Until    time.Time `json:"until,omitzero"`
	Override bool      `json:"override,omitempty"` // not the rotation's turn
	By       string    `json:"by,omitempty"`       // handle of who arranged the override; "": desk.yaml
}

// Skipped says that a step of a ladder could call nobody of an audience.
type Skipped struct {
	Step     int            `json:"step"` // from 1
	Audience desk.Audience  `json:"audience"`
	Cause    desk.SkipCause `json:"cause"`
	Names    []string       `json:"names,omitempty"` // those who were tried
}

// Rated is the requester's rating; the last one counts.
type Rated struct {
	Stars desk.Stars `json:"stars"` // 1 to 5
}

// Split says that words left the ticket to become a request of their own.
type Split struct {
	Utterance int64  `json:"utterance,omitempty"`
	Text      string `json:"text,omitempty"`
}

// Merged says that the ticket became a part of another. One of the two fields
// is set.
type Merged struct {
	Into desk.Key `json:"into,omitzero"` // this ticket ended and continues there
	From desk.Key `json:"from,omitzero"` // this ticket continues, with what was said there
}

// LinkedTo says that an engineer put the ticket under a major incident.
type LinkedTo struct {
	To desk.Key `json:"to,omitzero"` // its lead
}

// Unreachable says that a message to the customer was not delivered, because
// their chat did not take it.
type Unreachable struct {
	Who   desk.Actor      `json:"who"`
	Cause desk.ReachCause `json:"cause,omitempty"` // "": an entry of version 0.1 or older
	Chat  desk.Address    `json:"chat,omitzero"`   // zero: likewise
}

// Reminded says that the assignee was reminded of a ticket without progress.
type Reminded struct {
	Who desk.Actor `json:"who"`
}

// Retracted says that words were taken back: an answer that was undone in time,
// or a message that its author deleted.
type Retracted struct {
	Utterance int64 `json:"utterance,omitempty"`
	Deleted   bool  `json:"deleted,omitempty"`
}

// Reworded says that words were changed.
type Reworded struct {
	Utterance int64 `json:"utterance,omitempty"`
}

// Redacted says that words were erased everywhere.
type Redacted struct {
	Utterance int64 `json:"utterance,omitempty"` // a whole message; 0: a text wherever it occurs
}

// Emptied says that the words of a ticket, and the names in it, were deleted.
type Emptied struct {
	Asked bool `json:"asked,omitempty"` // somebody wanted to be forgotten; otherwise the retention is over
}

// Unmasked says that the assignee looked at what is hidden in the requester's
// words.
type Unmasked struct{}

// Unknown was written by a newer version of this program. Readers leave it out.
type Unknown struct{ Name ActivityKind }
