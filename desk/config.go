package desk

import "time"

// A Locale is a language the desk speaks.
type Locale string

// The locales.
const (
	Russian Locale = "ru"
	English Locale = "en"
)

// ParseLocale takes the language of an IETF tag such as "ru-RU" or "en_GB";
// anything the desk does not speak is "".
func ParseLocale(tag string) Locale {
	if len(tag) < 2 || len(tag) > 2 && tag[2] != '-' && tag[2] != '_' {
		return ""
	}
	switch tag[:2] {
	case "ru", "RU", "Ru":
		return Russian
	case "en", "EN", "En":
		return English
	default:
		return ""
	}
}

// A Desk is what desk.yaml says: who is supported, under which agreement, and
// who answers. It is read once, checked whole and never changed afterwards.
type Desk struct {
	Name      string
	Locale    Locale         // for people who have not chosen
	TimeZone  *time.Location // for people who have not told
	People    map[string]*Member
	Teams     map[string]*Team
	Calendars map[string]*Calendar
	Contracts map[string]*Contract
	Projects  map[string]*Project
	// Platforms are the messengers that are turned on, with what they can do.
	// desk.yaml says nothing of them.
	Platforms map[Platform]Traits
}

// On reports whether a messenger is turned on: nobody is called on another.
func (d *Desk) On(p Platform) bool {
	_, on := d.Platforms[p]
	return on
}

// With is the desk with its messengers turned on.
func (d *Desk) With(on map[Platform]Traits) *Desk {
	c := *d
	c.Platforms = on
	return &c
}

// A Member is a person whom desk.yaml knows by name.
type Member struct {
	Handle   string // the key in desk.yaml
	Name     string
	Accounts []Account // one a platform, the preferred one first
	Locale   Locale
	TimeZone *time.Location
	Admin    bool
}

// A ThreadMode says what of a ticket's thread the customer sees.
type ThreadMode string

// The thread modes.
const (
	ThreadInternal ThreadMode = "internal" // only what is addressed to the customer leaves
	ThreadOpen     ThreadMode = "open"     // all but what begins with // leaves
)

// A Team is a support line's people and the channel they work in.
type Team struct {
	Name    string
	Channel Address
	Members []string
	Thread  ThreadMode
	OnCall  *Rotation // nil: nobody is on duty by turns
}

// A Rotation hands duty from person to person. Start is a wall-clock moment in
// its own zone, and turns keep that wall-clock hour over a change of summer time.
type Rotation struct {
	Start time.Time
	Every Span
	Order []string
}

// A Calendar says when time counts.
type Calendar struct {
	Name      string
	Always    bool // 24x7: everything below is empty
	TimeZone  *time.Location
	Hours     map[time.Weekday][]Window
	Day       time.Duration // what 1d means here; 0: days cannot be used
	Holidays  string        // a country code, or ""
	DaysOff   []Date
	WorkDays  []Date
	ShortDays map[Date]time.Duration // how much shorter
}

// A Window is a span of a day that counts, in minutes from midnight, the end excluded.
type Window struct{ From, To int }

// A Date is a day of the civil calendar.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the day that t falls on in t's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// A Contract is an agreement on targets and on who is told when they run out.
type Contract struct {
	Name        string
	Calendar    string
	Targets     map[Priority]Target
	Types       map[RequestType]Target // a type's own targets, which stand for every priority
	Escalation  []Step                 // of an unacknowledged ticket
	Warnings    []Step                 // of a resolution target that runs out
	ReactionBy  ReactionBy
	PauseOn     []State
	OnChange    OnChange
	OnReopen    OnReopen
	RemindTaken Span
	CloseAfter  Span
}

// A Target is what is promised for a kind of ticket; a zero span promises nothing.
type Target struct {
	Reaction   Span
	Resolution Span
	Calendar   string // "": the contract's
}

// A Step is a part of a ladder: after this long call these people, perhaps
// several times.
type Step struct {
	After  After
	Notify []Audience
	Repeat Span // zero: once
	Times  int  // how often it calls, the first time included; 1 at least
}

// An After is a share of the target, or a fixed span when Share is zero.
type After struct {
	Share int // percent of the target
	Fixed Span
}

// An Audience names whom a step tells: one of the words below, or a person's handle.
type Audience string

// The audiences that are not a person.
const (
	OnCall   Audience = "on_call"
	Line1    Audience = "line_1"
	Line2    Audience = "line_2"
	Line3    Audience = "line_3"
	Managers Audience = "managers"
	Assignee Audience = "assignee"
)

// A ReactionBy says what stops the reaction clock.
type ReactionBy string

// What may stop the reaction clock.
const (
	ByAck    ReactionBy = "ack"
	ByReply  ReactionBy = "reply"
	ByEither ReactionBy = "either"
)

// An OnChange says from when a new priority's or type's targets are counted.
type OnChange string

// The ways to count after a change.
const (
	Recompute OnChange = "recompute" // from the opening
	Restart   OnChange = "restart"   // from the change
)

// An OnReopen says how the resolution clock goes on after a reopening.
type OnReopen string

// The ways to count after a reopening.
const (
	ReopenResume  OnReopen = "resume"
	ReopenRestart OnReopen = "restart"
)

// A Project is a supported shop.
type Project struct {
	Code     string // the first half of its tickets' addresses
	Name     string
	Contract string
	Line1    string   // a team
	Line2    string   // a team, or ""
	Line3    []string // people; asked one after another, then all
	Managers []string
	Staff    []string
	Chats    []BoundChat
	Privacy  Privacy
	// SecondOpinion allows that words of its people are shown, masked, to whom the
	// classifier asks when it is unsure.
	SecondOpinion bool
}

// A Privacy says what is done with card numbers, passwords and tokens in what a
// project's people write.
type Privacy string

// The privacies.
const (
	PrivacyMasked Privacy = "masked" // the assignee alone may see them
	PrivacyPlain  Privacy = "plain"  // they are kept and shown as they were written
)

// A BoundChat is a chat whose members are staff of a project.
type BoundChat struct {
	Chat   Address
	Intake IntakeMode
}

// An IntakeMode says which messages of a bound chat open tickets.
type IntakeMode string

// The intakes.
const (
	IntakeMention IntakeMode = "mention" // a mention, a reply to the bot, or /new
	IntakeAll     IntakeMode = "all"
)
