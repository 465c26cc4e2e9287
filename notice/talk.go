package notice

import (
	"encoding/hex"
	"slices"
	"time"

	"vakhta/billing"
	"vakhta/desk"
	"vakhta/history"
)

// WhichProject asks which shop a message is about. Held is the kept event.
type WhichProject struct {
	Held     int64
	Projects []string
	Again    bool `json:",omitempty"` // nobody has answered, so nobody has seen the message
}

// AskRequest asks whether an unclear message is a request at all, and which of the author's open tickets it is about:
// new, attach, or nothing.
type AskRequest struct {
	Held    int64
	Project string
	Attach  []desk.Key    `json:",omitempty"`
	SeenIn  time.Duration `json:",omitempty"` // after which engineers see the message without an answer; 0: never
}

// Greeting answers a greeting or thanks.
type Greeting struct {
	Name   string
	Thanks bool
}

// Stranger tells somebody who belongs to no shop how to join.
type Stranger struct {
	Account desk.Account `json:",omitzero"` // what an admin puts into desk.yaml; zero: not known
}

// Welcome greets somebody who has just joined or pressed Start.
type Welcome struct {
	Name    string
	Shops   []string `json:",omitempty"` // codes of the projects in which they have the role
	Role    string
	Project string `json:",omitempty"` // the name of one of them, by version 0.1
}

// Invitation gives an invitation to the person who made it.
type Invitation struct {
	Project string
	Role    string
	Link    string // opens a chat with the bot, if the messenger has such links
	Code    string
	// Commands join with the code, as written on the messengers without such links.
	Commands []string `json:",omitempty"`
	Expires  time.Time
}

// Members answers /members.
type Members struct {
	Project string
	People  []MemberLine
}

// A MemberLine is a person with a role in a project, and why.
type MemberLine struct {
	Person desk.PersonID // 0: of desk.yaml
	Handle string        // in desk.yaml; "": they joined
	Name   string
	Role   string
	Chat   desk.Address // that they were seen in; zero: they came otherwise
	SeenAt time.Time    // as in desk.Membership
	Since  time.Time
}

// AskRemove asks for confirmation before somebody is removed from a project.
type AskRemove struct {
	Project string
	Person  desk.PersonID
	Name    string
	Role    string
	Tickets int // that are open and they have, or have a card of
}

// AskText asks a person for words. If it is about a ticket, the answer has to be a reply to it.
type AskText struct {
	Act desk.Action  `json:"Form"`      // the act that waits for them; "Form" is the stored name
	Who desk.Mention `json:",omitzero"` // who is asked; in a group, only their message field is opened
	// Field is what is asked for, of an act that asks for several words one by one.
	Field string `json:",omitempty"`
	// Text is what stands there already: a press keeps it.
	Text string `json:",omitempty"`
}

// Awaiting says how long an answer is awaited, and has a button to give none. It is a living message beside AskText,
// which cannot be edited on every messenger.
type Awaiting struct {
	Act   desk.Action `json:",omitempty"` // what the words are for
	Until time.Time
	Over  bool `json:",omitempty"` // the time is over without an answer
	Keeps bool `json:",omitempty"` // what stands there already can be kept
}

// CannedAnswer shows an engineer a canned answer, a note of the knowledge base, or a message that is added to the ticket, as the customer will read it. A
// press sends it.
type CannedAnswer struct {
	Text    string
	Sum     string // by which the press finds it; "": it is a note in another language than the customer's
	Rev     int    // the ticket's revision that the press counts for
	Again   bool   `json:",omitempty"` // the ticket has changed since it was shown first
	Article string `json:",omitempty"` // the title of the note; "": it is a canned answer
	Others  string `json:",omitempty"` // names of further notes that fit
	Held    string `json:",omitempty"` // it is a kept message, as desk.HeldArg
	// Made is the ticket of which engineers made the note; zero: it is a file.
	Made desk.Key  `json:",omitzero"`
	By   string    `json:",omitempty"` // who wrote it last
	At   time.Time `json:",omitzero"`  // when
}

// Help lists the commands that the reader may use.
type Help struct{ Groups []HelpGroup }

// A HelpGroup is the commands for one group of people.
type HelpGroup struct {
	Name     string // engineers, managers, admins; "": everybody
	Commands []HelpCommand
}

// A HelpCommand is one command.
type HelpCommand struct {
	Name  string
	Takes bool // it has arguments
}

// List is the answer to /my, /my all, /queue and /similar.
type List struct {
	Queue   bool
	Shop    bool `json:",omitempty"` // those of all people of the reader's shops
	Similar bool `json:",omitempty"` // how requests like a ticket's were resolved
	Tickets []*desk.Ticket
	More    int // how many were left out
}

// Status is the answer to /status.
type Status struct {
	Engineer bool
	Timeline []history.Entry
}

// BreachesShown is how many breaches a report in a chat lists.
const BreachesShown = 10

// ReportCard is the answer to /report.
type ReportCard struct {
	Report desk.Report
	Chain  ChainHead `json:",omitzero"` // as it was then; zero: it has not begun
	// Now is what was open at the time, in a digest; nil: it is none.
	Now *desk.LiveView `json:",omitempty"`
}

// LiveCard is the answer to /sla.
type LiveCard struct {
	Project string // the shop's name; "": all that the reader sees
	Live    desk.LiveView
}

// Timesheet is the answer to /timesheet: the work of one person.
type Timesheet struct {
	Name   string
	Period desk.Period
	Days   []SheetDay // those with work
	Total  time.Duration
}

// Add adds work to the last day, or to a later one. Work on the same ticket is one
// line, and a line of which nothing is left is removed.
func (s *Timesheet) Add(day desk.Date, l SheetLine) {
	if n := len(s.Days); n == 0 || s.Days[n-1].Day != day {
		s.Days = append(s.Days, SheetDay{Day: day})
	}
	d := &s.Days[len(s.Days)-1]
	i := slices.IndexFunc(d.Lines, func(o SheetLine) bool { return o.Key == l.Key && o.Free == l.Free })
	if i < 0 {
		d.Lines, i = append(d.Lines, SheetLine{Key: l.Key, Free: l.Free}), len(d.Lines)
	}
	d.Lines[i].Spent += l.Spent
	d.Total += l.Spent
	s.Total += l.Spent
}

// A SheetDay is the work of a day.
type SheetDay struct {
	Day   desk.Date
	Total time.Duration
	Lines []SheetLine
}

// A SheetLine is the work on one ticket.
type SheetLine struct {
	Key   desk.Key
	Spent time.Duration
	Free  bool `json:",omitempty"`
}

// HoursCard is the answer to /hours, the warning that most of a package is used,
// and that nobody has agreed to work beyond it.
type HoursCard struct {
	Project string // its code
	Months  []MonthOfHours
	At      time.Time // when it was computed
	Warns   int       `json:",omitempty"` // percent of the package that are used; 0: no warning
	Overrun desk.Key  `json:",omitzero"`  // a ticket on which work was done that nobody has agreed to; zero: no such news
}

// MonthOfHours is a month's statement without its rows.
type MonthOfHours struct {
	billing.Statement
	Locked   bool
	Forecast time.Duration // at the month's end; 0: unknown
}

// Anchor tells a shop where the chain of its history ends, for them to keep.
type Anchor struct{ Chain ChainHead }

// HeadOf returns the head of a chain of so many links.
func HeadOf(project string, links int64, hash []byte) ChainHead {
	return ChainHead{Project: project, Links: links, Head: hex.EncodeToString(hash)}
}

// A ChainHead is how many entries of a project's history are chained, and the hash
// of the last one in hexadecimal digits. The store finds it by these names in what
// was sent.
type ChainHead struct {
	Project string
	Links   int64
	Head    string
}
