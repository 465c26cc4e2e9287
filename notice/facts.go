// Package notice holds what the desk tells people. Each kind of notice has a struct of facts, which is stored until
// the notice is sent.
//
// Facts are what was true when the notice was queued: words that were written, who is called. What may change until
// then, such as the ticket, is read when the courier sends; package cards makes a card of both. A slot is the name of
// a living message, which is edited.
package notice

import (
	"time"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/mask"
)

// Facts are the content of one kind of notice.
type Facts interface{ Kind() desk.NoticeKind }

// RequestCard tells the requester that a ticket is registered and when somebody answers. It is a living message that
// follows type, priority and state. Its buttons: while the type is uncertain, the four types, likeliest first; then
// type, priority and cancel; attach for tickets it might belong to, and new.
type RequestCard struct {
	Second desk.RequestType // the second guess; "" when certain
	Ask    bool             // the guessed type is uncertain
	Attach []desk.Key       // open tickets of the requester that it might belong to
	Menu   Menu             // choices unfolded under it: MenuType or MenuPriority
	Offers []string         `json:",omitempty"` // standard works that its words may mean, by their codes
	By     string           `json:",omitempty"` // who opened it for the reader; "": they did themselves
}

// WorkCard is the engineers' living card: state, type (with the top cue if it was guessed), priority, requester and
// shop, the request, due times, assignee, place on the ladder, and buttons by state.
type WorkCard struct {
	For    desk.EngineerID // whose private chat it is in; "": a channel
	Reason desk.Reason     // why this copy was posted there
	Menu   Menu            // choices unfolded under the card
	// Over blanks the card: its reader does not work for the project any more.
	Over bool `json:",omitempty"`
	// Under is the lead whose card an engineer has put the ticket under; zero: it has its own.
	Under desk.Key `json:",omitzero"`
	// Joined are the engineers by invitation whom the menu offers besides those of desk.yaml.
	Joined []desk.Actor `json:",omitempty"`
}

// A Menu is a set of choices unfolded under a card.
type Menu string

// The menus.
const (
	MenuNone     Menu = ""
	MenuMore     Menu = "more"
	MenuType     Menu = "type"
	MenuPriority Menu = "priority"
	MenuAssign   Menu = "assign"
	MenuWait     Menu = "wait"
	MenuHandOver Menu = "handover"
	MenuCancel   Menu = "cancel" // asks once more where a button cannot ask itself
)

// Ping calls people to a ticket, in its thread or in private.
type Ping struct {
	Mention []desk.Mention
	Why     desk.Reason
	By      string     // name of the person who escalated by hand
	Caller  desk.Actor // the same person, as history keeps them
	Text    string     // their words
	Percent int        // of the target that has passed; 0: a fixed time
	Line    int
	Private bool // to one person, who does not see the card above it
	// Reopened says that the reader had the ticket before it was reopened.
	Reopened bool `json:",omitempty"`
	// Quiet is how long nothing happened, in the contract's time, or a vendor has been waited for. Back is when the
	// ticket goes back to its line. Only reminders have them.
	Quiet time.Duration `json:",omitempty"`
	Back  time.Time     `json:",omitzero"`
	// Due is when the ticket's holder has to take it, or to solve it. Only their reminders have it.
	Due    time.Time `json:",omitzero"`
	Solve  bool      `json:",omitempty"`
	Holder string    `json:",omitempty"` // who has the ticket: a handle of the third line, or line_1 or line_2
}

// PingOver replaces a Ping that is not true any more. It says who took the ticket, or
// what its state is. A call that a person made keeps their words.
type PingOver struct {
	By   string `json:",omitempty"` // who called; "" for the ladder
	Text string `json:",omitempty"` // their words
}

// AllClear tells somebody who was called in private that the ticket needs them no more: somebody has it, or it is over.
type AllClear struct{}

// CustomerSaid carries the requester's words into the ticket's thread.
type CustomerSaid struct {
	Author string
	Text   string
	Files  []desk.File
	Edited bool
	// Mention is the assignee, who is notified of every message.
	Mention []desk.Mention `json:",omitempty"`
}

// DeskSaid carries an engineer's words to the requester.
type DeskSaid struct {
	Author string
	Text   string
	Files  []desk.File
	Edited bool
	// From is where the words were written, and where the outcome is reported; zero: nowhere.
	From desk.Address `json:",omitzero"`
	// Source is the message with the words; zero: they came from a form, and are not visible until the desk shows
	// them.
	Source desk.MessageRef `json:",omitzero"`
}

// NoteSaid shows an engineer's words, which were written elsewhere, in the ticket's thread.
type NoteSaid struct {
	Author     string
	Text       string
	Files      []desk.File
	ToCustomer bool `json:",omitempty"` // the words are for the customer; otherwise internal
	Undone     bool `json:",omitempty"` // the words were taken back
	// Utterance are words of the third line, which an engineer may send on; 0: they
	// are others', or were sent on.
	Utterance int64 `json:",omitempty"`
	Supplier  bool  `json:",omitempty"` // the third line's
}

// Delivered tells the engineer, in the thread, the state of words to the customer. It is a living message with an
// undo button as long as they can be taken back.
type Delivered struct {
	Utterance int64
	Stage     DeliveryStage   `json:",omitempty"`
	Until     time.Time       // undo is offered until then
	Cause     desk.ReachCause `json:",omitempty"` // of a failure
	// The words, if they are not visible elsewhere in the thread.
	Author string      `json:",omitempty"`
	Text   string      `json:",omitempty"`
	Files  []desk.File `json:",omitempty"`
	// Retracted was written by version 0.1: the words were taken back.
	Retracted bool
}

// A DeliveryStage is the stage of the delivery of words to the customer, or of their removal.
type DeliveryStage string

// The stages.
const (
	StageArrived   DeliveryStage = "" // the messenger has taken them
	StageSending   DeliveryStage = "sending"
	StageFailed    DeliveryStage = "failed"    // they will not arrive
	StageRecalling DeliveryStage = "recalling" // they are being taken back
	StageRecalled  DeliveryStage = "recalled"
	StageDoubtful  DeliveryStage = "doubtful" // taken back, but a copy may be left that is not known
	StageStands    DeliveryStage = "stands"   // the messenger does not delete them
)

// Happened is a line in the ticket's thread about a change, because people do not notice that a card was edited.
type Happened struct {
	By    desk.Actor
	Event history.Activity
}

// Taken tells the requester who took the ticket and how fast.
type Taken struct {
	Name string
	In   time.Duration
	Met  bool // within the reaction target
}

// Late tells the requester that a target was missed: nobody has taken the ticket, or it
// is not resolved.
type Late struct {
	Resolution bool      `json:",omitempty"`
	Due        time.Time // the target
	// Involved are those who were called besides the first line.
	Involved []desk.Audience `json:",omitempty"`
}

// Nudge reminds the requester that they are waited for, with what they were asked.
type Nudge struct {
	Text string
	Ends time.Time `json:",omitzero"` // when the ticket ends without an answer; zero: not yet
}

// EndedUnanswered tells the requester that the ticket ended without their answer, with what they were asked. It is a living
// message with a button that reopens the ticket.
type EndedUnanswered struct{ Text string }

// StateChanged tells the requester that the ticket was put on hold, resumed, reopened, cancelled or merged.
type StateChanged struct {
	By    desk.Actor
	Event history.Activity
}

// AskHelped tells the requester the resolution and asks whether it helped, with close and reopen.
type AskHelped struct {
	By   string
	Text string
}

// AskRating tells the requester that the ticket is closed and asks for a rating, 1 to 5. It is a living message that
// says thanks once it is rated.
type AskRating struct {
	ByTime bool
	Again  bool `json:",omitempty"` // they are reminded
}

// Belongs tells the requester that words were added to a ticket, with split.
type Belongs struct{ Utterance int64 }

// AskReopen asks whether words to a resolved or ended ticket mean that it is not solved: reopen while it is resolved,
// new otherwise.
type AskReopen struct {
	Utterance int64
	Held      int64 // the held event that new opens a ticket from
}

// NobodyCalled says in the thread that a step of the ladder reached nobody.
type NobodyCalled struct {
	Step   int // counted from 1; 0: a call outside the ladder
	Notify []desk.Audience
	Cause  desk.SkipCause `json:"Why"` // "Why" is the stored name
	Names  []string
	// Next says that the ladder's next step fires at once, because this one reached nobody at all.
	Next bool `json:",omitempty"`
}

// ReachChanged tells the desk's admins that a chat or person cannot be reached.
type ReachChanged struct {
	Where string          // a person's name or a chat's title or address
	Cause desk.ReachCause `json:"Why"` // "Why" is the stored name
	Back  bool            // it can be reached again
	Line  bool            `json:",omitempty"` // a line works there
}

// Sentence is a plain sentence, by its message id in the locale files.
type Sentence struct {
	ID   string
	Args map[string]string
}

// WhoAmI is the answer to /whoami.
type WhoAmI struct {
	Name    string
	Account desk.Account
	Handle  string
	Roles   []string // "ROM: staff", "first-line", "admin"
	Chat    desk.Address
}

// Hidden shows the assignee what is hidden in the requester's words. It is shown at once and never stored as a
// notice.
type Hidden struct{ Secrets []mask.Secret }

// React puts an emoji on a message instead of posting a card, or removes it.
type React struct {
	At    desk.MessageRef
	Emoji string
	Off   bool `json:",omitempty"`
}

// Rename gives the topic that a card opened the ticket's present words as its
// name.
type Rename struct{}

// SilenceAlert tells a monitoring system that somebody works on an alert, so that it
// calls nobody else, or takes that back.
type SilenceAlert struct {
	System      string // its name
	Source      string // of the alert
	Fingerprint string
	Labels      map[string]string `json:",omitempty"`
	Until       time.Time         `json:",omitzero"` // zero: it is only shown that somebody works on it
	By          string            // who works on it
	Off         bool              `json:",omitempty"`
}

// Remove deletes the message at At, or the ones in the notice's slot.
type Remove struct {
	At desk.MessageRef
	// Utterance are the words that are taken back, and Tell is where the outcome is reported; zero: nowhere.
	Utterance int64        `json:",omitempty"`
	Tell      desk.Address `json:",omitzero"`
	Quiet     bool         `json:",omitempty"` // only a failure is told
}
