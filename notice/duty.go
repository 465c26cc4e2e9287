package notice

import (
	"time"

	"vakhta/desk"
)

// OnCallNow is the answer to /oncall.
type OnCallNow struct {
	Duties   []Duty
	Troubles []DutyTrouble `json:",omitempty"`
}

// A Duty is who is on call in one team.
type Duty struct {
	Team  string
	Name  string    // "": nobody
	Until time.Time // of the person on call, or of the gap; zero: nothing changes in the next two months
	Next  string    // "": nobody
	// Week are the shifts of the next seven days; none if nothing changes in them.
	Week []ShiftLine `json:",omitempty"`
}

// A ShiftLine is a time in which somebody is on call, or nobody.
type ShiftLine struct {
	Who         string // their name; "": a gap
	From, Until time.Time
	Instead     bool     `json:",omitempty"` // by an override
	Before      []string `json:",omitempty"` // names of those who would have been on call
}

// WhoIsCalled says who would be called about a request that nobody takes.
type WhoIsCalled struct {
	Project  string
	Priority desk.Priority
	At       time.Time // when it is opened
	Steps    []CallStep
}

// A CallStep is the first call of a ladder's step.
type CallStep struct {
	At     time.Time
	Calls  []CallLine
	Nobody []desk.Audience `json:",omitempty"` // audiences in which nobody can be called
}

// A CallLine is where somebody is called.
type CallLine struct {
	Who      string        // a person's name; "": a team, in its channel
	Team     string        // its name
	Platform desk.Platform // by which messenger
	OnCall   string        `json:",omitempty"` // who is mentioned in the channel
}

// DutyChanged says who is on call now instead of whom.
type DutyChanged struct {
	Team   string
	Shifts []ShiftLine
	By     string   // the name of who arranged it
	Swap   bool     `json:",omitempty"`
	Told   []string // handles of the people whom it concerns
}

// AwayNoted says that somebody is away, and which shifts of theirs need somebody
// else.
type AwayNoted struct {
	Who         string
	From, Until time.Time
	Shifts      []ShiftLine `json:",omitempty"`
	Own         bool        `json:",omitempty"` // the reader is who is away
}

// SwapOffers asks which of one's own shifts to offer to the team.
type SwapOffers struct{ Shifts []ShiftLine }

// SwapAsked asks a team to take a shift.
type SwapAsked struct {
	Swap        int64
	Team, Who   string // names
	From, Until time.Time
}

// A DutyTrouble is something wrong with a schedule in the next two weeks.
type DutyTrouble struct {
	Kind        TroubleKind
	Team        string
	Who         string `json:",omitempty"` // a name
	From, Until time.Time
	Why         desk.FeedFault `json:",omitempty"` // of a calendar; From is zero if it was never read
}

// A TroubleKind says what is wrong with a schedule.
type TroubleKind string

// The kinds of troubles.
const (
	TroubleGap         TroubleKind = "gap"         // nobody is on call
	TroubleAway        TroubleKind = "away"        // an override names somebody who is away
	TroubleTwice       TroubleKind = "twice"       // one person is on call in both lines of a project
	TroubleUnreachable TroubleKind = "unreachable" // no messenger reaches the person on call
	TroubleFeed        TroubleKind = "feed"        // the calendar of the team, or of the person, is not read any more
	TroubleSwap        TroubleKind = "swap"        // nobody has taken a shift that somebody wants to swap
)

// DutyTroubles tells the people who can fix it what is wrong with the schedules.
type DutyTroubles struct{ Troubles []DutyTrouble }

// ShiftBegins tells a team's channel that somebody else is on call, and what they
// take over.
type ShiftBegins struct {
	Team    string
	Who     string // "": nobody
	Before  string `json:",omitempty"`
	From    time.Time
	Until   time.Time
	Mention []desk.Mention `json:",omitempty"`
	Tickets []*desk.Ticket `json:",omitempty"` // the most urgent of those that are open
	More    int            `json:",omitempty"`
	Sales   []SaleAhead    `json:",omitempty"` // of the team's shops, in the shift
}

// SalesAhead tells a team's channel which sales begin within a day.
type SalesAhead struct{ Sales []SaleAhead }

// A SaleAhead is a sale of some shops of a team.
type SaleAhead struct {
	Name                desk.Bilingual
	Projects            []string // codes
	From, Until         time.Time
	CalmFrom, CalmUntil time.Time // when nothing is deployed; zero: no such time
	Targets             bool      `json:",omitempty"` // it has targets of its own
}

// DrillCall calls people in a rehearsal.
type DrillCall struct {
	Call     int64
	Project  string
	Priority desk.Priority
	Step     int            // from 1
	Mention  []desk.Mention `json:",omitempty"`
}

// DrillReport says how a rehearsal went.
type DrillReport struct {
	Project  string
	Priority desk.Priority
	Began    time.Time
	Lines    []DrillLine
}

// A DrillLine is what became of one call.
type DrillLine struct {
	Step     int
	Who      string // a name; "": a channel that mentions nobody
	Team     string // whose channel it was; "": in private
	Platform desk.Platform
	Planned  time.Time
	Sent     time.Time // zero: not sent
	Answered time.Time // zero: not answered
	Refused  bool      // it could not be delivered
}

// Kind names DrillCall in the store.
func (DrillCall) Kind() desk.NoticeKind { return "drill_call" }

// Kind names DrillReport in the store.
func (DrillReport) Kind() desk.NoticeKind { return "drill_report" }

// Kind names DutyTroubles in the store.
func (DutyTroubles) Kind() desk.NoticeKind { return "duty_troubles" }

// Kind names ShiftBegins in the store.
func (ShiftBegins) Kind() desk.NoticeKind { return "shift_begins" }

// Kind names SalesAhead in the store.
func (SalesAhead) Kind() desk.NoticeKind { return "sales_ahead" }

// Kind names OnCallNow in the store.
func (OnCallNow) Kind() desk.NoticeKind { return "on_call_now" }

// Kind names WhoIsCalled in the store.
func (WhoIsCalled) Kind() desk.NoticeKind { return "who_is_called" }

// Kind names DutyChanged in the store.
func (DutyChanged) Kind() desk.NoticeKind { return "duty_changed" }

// Kind names AwayNoted in the store.
func (AwayNoted) Kind() desk.NoticeKind { return "away" }

// Kind names SwapOffers in the store.
func (SwapOffers) Kind() desk.NoticeKind { return "swap_offers" }

// Kind names SwapAsked in the store.
func (SwapAsked) Kind() desk.NoticeKind { return "swap_asked" }

// readsDuty adds the decoders of facts about duty.
func readsDuty(d decoderSet) {
	reads[OnCallNow](d)
	reads[WhoIsCalled](d)
	reads[DutyChanged](d)
	reads[AwayNoted](d)
	reads[SwapOffers](d)
	reads[SwapAsked](d)
	reads[DutyTroubles](d)
	reads[ShiftBegins](d)
	reads[SalesAhead](d)
	reads[DrillCall](d)
	reads[DrillReport](d)
}
