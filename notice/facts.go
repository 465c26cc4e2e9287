// Package notice holds what the desk tells people: each kind of notice has a
// struct of facts, which is stored with the notice until it leaves.
//
// Facts are what was true when it was decided to tell them: words that were
// said, who is called. What changes meanwhile, the ticket above all, is looked
// up when the courier sends; package cards makes a card of both. A slot is the
// name of a message that lives on and is edited.
package notice

import (
	"time"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/mask"
)

// Facts are what one kind of notice is made of.
type Facts interface{ Kind() desk.NoticeKind }

// RequestCard tells the requester that a ticket is registered and when somebody
// answers; it is a living message and follows type, priority and state.
// Buttons: while the type is unsure, the four types, the likeliest first;
// then type, priority and cancel; attach for tickets it might belong to, and new.
type RequestCard struct {
	Second desk.RequestType // the second guess; "" when sure
	Ask    bool             // the type was guessed unsurely
	Attach []desk.Key       // open tickets of theirs that it might belong to instead
	Menu   Menu             // choices unfolded under it: MenuType or MenuPriority
}

// WorkCard is the engineers' living card: state, type (with the top cue when it
// was guessed), priority, requester and shop, the request, due times, who has
// it, the ladder's place; buttons by state.
type WorkCard struct {
	For    desk.EngineerID // when it stands in that person's private chat
	Reason desk.Reason     // why this copy was posted there
	Menu   Menu            // which choices are unfolded under the card
	// Over has nothing of the ticket shown: who it was for works for the project no more.
	Over bool `json:",omitempty"`
	// Joined are the engineers by invitation whom the menu offers beside those of desk.yaml.
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
	MenuCancel   Menu = "cancel" // asks once more, where a button cannot ask itself
)

// Ping calls people to a ticket, in its thread or in private.
type Ping struct {
	Mention []desk.Mention
	Why     desk.Reason
	By      string     // the name of who escalated by hand
	Caller  desk.Actor // the same person, as history keeps them
	Text    string     // their words
	Percent int        // of the target that has passed; 0: a fixed time
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

// NoteSaid shows internal words that were said elsewhere, in the ticket's thread.
type NoteSaid struct {
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
	By    desk.Actor
	Event history.Activity
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
	By    desk.Actor
	Event history.Activity
}

// AskHelped tells the requester the resolution and asks whether it helped, with
// close and reopen.
type AskHelped struct {
	By   string
	Text string
}

// AskRating tells the requester that the ticket is closed and asks for a rating,
// 1 to 5; a living message that thanks once it is rated.
type AskRating struct{ ByTime bool }

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

// Invitation hands an invitation to the one who made it.
type Invitation struct {
	Project string
	Role    string
	Link    string // opens a chat with the bot, where a messenger has such links
	Code    string
	// Commands hand the code over, as they are written on the messengers that have
	// no such link.
	Commands []string `json:",omitempty"`
	Expires  time.Time
}

// AskText asks an engineer for words: the next message is the answer.
type AskText struct {
	Act desk.Action `json:"Form"` // that waits for them; the stored name
}

// Help lists the commands that the reader is told of.
type Help struct{ Groups []HelpGroup }

// A HelpGroup is the commands of one kind of people.
type HelpGroup struct {
	Name     string // engineers, managers, admins; "" everybody
	Commands []HelpCommand
}

// A HelpCommand is a command by its word.
type HelpCommand struct {
	Name  string
	Takes bool // words are written behind it
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
	Timeline []history.Entry
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

// NobodyCalled says in the thread that a step of the ladder could reach nobody.
type NobodyCalled struct {
	Step   int // counted from 1; 0: a call of no ladder
	Notify []desk.Audience
	Cause  desk.SkipCause `json:"Why"` // the stored name
	Names  []string
}

// ReachChanged tells the desk's admins that a chat or person cannot be reached.
type ReachChanged struct {
	Where string          // a person's name or a chat's title or address
	Cause desk.ReachCause `json:"Why"` // the stored name
	Back  bool            // it can be reached again
}

// Sentence is a plain sentence by its message id in the locale files.
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

// Hidden shows the assignee what was hidden in the requester's words. It is
// shown to them at once, and never put into the outbox.
type Hidden struct{ Secrets []mask.Secret }

// React is no card: it puts an emoji on a message as a quiet sign.
type React struct {
	At    desk.MessageRef
	Emoji string
}

// Rename is no card: it has the topic that a card began called by the ticket's
// words as they are now.
type Rename struct{}

// Remove is no card: it takes back the message at At, or the one that stands in
// the notice's slot.
type Remove struct{ At desk.MessageRef }
