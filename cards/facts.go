// Package cards puts facts into words: each kind of notice has a struct of
// facts, and Card makes of it what a reader sees, in Russian or in English.
//
// It is pure. Facts are stored with a notice and hold what was true when it was
// decided (words that were said, who is called); what changes meanwhile, the
// ticket above all, comes in a View when the courier sends. Everything that a
// person reads is localised here and nowhere else.
package cards

import (
	"time"

	"vakhta/cards/pen"
	"vakhta/desk"
)

// Facts are what one kind of notice is made of.
type Facts interface{ Kind() desk.NoticeKind }

// A View is what a card is drawn with.
type View = pen.View

// Receipt tells the requester that a ticket is registered and when somebody
// answers; it is a living message and follows type, priority and state.
// Buttons: while the type is unsure, the four types, the likeliest first;
// then type, priority and cancel; attach for tickets it might belong to, and new.
type Receipt struct {
	Second desk.RequestType // the second guess; "" when sure
	Ask    bool             // the type was guessed unsurely
	Attach []desk.Key       // open tickets of theirs that it might belong to instead
	Menu   Menu             // choices unfolded under it: MenuType or MenuPriority
}

// WorkCard is the engineers' living card: state, type (with the top cue when it
// was guessed), priority, requester and shop, the request, due times, who has
// it, the ladder's place; buttons by state.
type WorkCard struct {
	For    string    // a handle, when it stands in that person's private chat
	Reason NoticeWhy // why this copy was posted there
	Menu   Menu      // which choices are unfolded under the card
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
	MenuCancel   Menu = "cancel" // asks once more, where a button cannot ask itself
)

// A NoticeWhy says why somebody is told.
type NoticeWhy string

// The reasons.
const (
	WhyNew       NoticeWhy = "new"
	WhyEscalated NoticeWhy = "escalated" // the ladder came to them
	WhyByHand    NoticeWhy = "by_hand"   // somebody escalated
	WhyAssigned  NoticeWhy = "assigned"
	WhyWarning   NoticeWhy = "warning"  // the resolution target runs out
	WhyReminded  NoticeWhy = "reminded" // it lies still
)

// Ping calls people to a ticket, in its thread or in private.
type Ping struct {
	Mention []desk.Mention
	Why     NoticeWhy
	By      string // who escalated by hand
	Text    string // their words
	Percent int    // of the target that has passed; 0: a fixed time
	Line    int
	Private bool // to one person, who does not see the card above it
}

// CustomerSaid carries the requester's words into the ticket's thread.
type CustomerSaid struct {
	Author string
	Text   string
	Files  []desk.File
	Edited bool
}

// DeskSaid carries an engineer's words to the requester.
type DeskSaid struct {
	Author string
	Text   string
	Files  []desk.File
	Edited bool
}

// Noted shows internal words that were said elsewhere, in the ticket's thread.
type Noted struct {
	Author string
	Text   string
	Files  []desk.File
}

// Delivered tells the engineer, in the thread, that words went to the customer,
// with the undo button while it can be undone; a living message.
type Delivered struct {
	Utterance int64
	Until     time.Time // undo is offered until then
	Retracted bool
}

// Happened is a line in the ticket's thread about a change: edits of a card go
// unnoticed.
type Happened struct {
	Entry desk.EntryKind
	By    string // a name
	Note  string
}

// Taken tells the requester who took the ticket and how fast.
type Taken struct {
	Name string
	In   time.Duration
	Met  bool // within the reaction target
}

// StateChanged tells the requester of a wait, a resumption, a reopening, a
// cancellation or a merge.
type StateChanged struct {
	Entry desk.EntryKind
	By    string
	Note  string
}

// Resolved tells the requester the resolution and asks whether it helped, with
// close and reopen.
type Resolved struct {
	By   string
	Text string
}

// Closed tells the requester that the ticket is closed and asks for a rating,
// 1 to 5; a living message that thanks once it is rated.
type Closed struct{ ByTime bool }

// Belongs tells the requester that words were added to a ticket, with split.
type Belongs struct{ Utterance int64 }

// AskReopen asks whether words to a resolved or ended ticket mean that it is
// not over: reopen while it is resolved, new otherwise.
type AskReopen struct {
	Utterance int64
	Held      int64 // the held event that new opens a ticket from
}

// WhichProject asks which shop the words are about; Held is the kept event.
type WhichProject struct {
	Held     int64
	Projects []string
}

// AskRequest asks whether unclear words are a request at all: new, or nothing.
type AskRequest struct {
	Held    int64
	Project string
}

// Greeting answers a greeting, or thanks.
type Greeting struct {
	Name   string
	Thanks bool
}

// Stranger tells somebody who belongs to no shop how to join.
type Stranger struct{}

// Welcome greets somebody who has just joined or pressed Start.
type Welcome struct {
	Name    string
	Project string // "" when they belong to none
	Role    string
}

// Invite hands an invitation to the one who made it.
type Invite struct {
	Project string
	Role    string
	Link    string // Telegram
	Code    string // Slack: /desk start CODE
	Expires time.Time
}

// Prompt asks an engineer for words: the next message is the answer.
type Prompt struct{ Form desk.FormID }

// Help lists what the reader may do.
type Help struct {
	Engineer, Manager, Admin bool
}

// List is the answer to /my and /queue.
type List struct {
	Queue   bool
	Tickets []*desk.Ticket
	More    int // how many did not fit
}

// Status is the answer to /status.
type Status struct {
	Engineer bool
	Timeline []desk.Entry
}

// OnCallNow is the answer to /oncall.
type OnCallNow struct{ Duties []Duty }

// A Duty is who is on duty in one team.
type Duty struct {
	Team  string
	Name  string // "" nobody
	Until time.Time
	Next  string
}

// ReportCard is the answer to /report.
type ReportCard struct{ Report desk.Report }

// Skipped says in the thread that a step of the ladder could reach nobody.
type Skipped struct {
	Step   int // counted from 1; 0: a call of no ladder
	Notify []desk.Audience
	Why    string // unreachable, nobody_on_duty, nobody
	Names  []string
}

// Unreachable tells the desk's admins that a chat or person cannot be reached.
type Unreachable struct {
	Where string // a person's name or a chat's title or address
	Why   string // blocked, kicked, left, archived, chat_not_found, unauthorized
	Back  bool   // it can be reached again
}

// Text is a plain sentence by its message id in the locale files.
type Text struct {
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

// React is no card: it puts an emoji on a message as a quiet sign.
type React struct {
	At    desk.MessageRef
	Emoji string
}

// Remove is no card: it takes back the message at At, or the one that stands in
// the notice's slot.
type Remove struct{ At desk.MessageRef }
