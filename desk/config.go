package desk

import "time"

// A Locale is a language the desk speaks.
type Locale string

// The locales.
const (
	Russian Locale = "ru"
	English Locale = "en"
)

// ParseLocale returns the language of an IETF tag such as "ru-RU" or "en_GB", "" if the desk does not speak it.
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

// A Desk is the content of desk.yaml: the shops that are supported, their contracts and the people who answer. It is
// read once, checked as a whole and never changed.
type Desk struct {
	Name      string
	Locale    Locale         // for people who have not chosen one
	TimeZone  *time.Location // for people whose zone is unknown
	People    map[string]*Member
	Teams     map[string]*Team
	Calendars map[string]*Calendar
	Contracts map[string]*Contract
	Projects  map[string]*Project
	Channels  Channels
	Digest    ReportPlan // of all shops that a manager sees
	// Kept are what contracts promised that tickets may keep, by their digests. They
	// come from the store.
	Kept map[string]Terms
	// Watched are the projects of which somebody's own page shows things, see
	// Visited. They come from the store.
	Watched map[string]bool
	// Platforms are the messengers that are turned on, with what they can do. They do not come from desk.yaml.
	Platforms map[Platform]Traits
}

// On reports whether a messenger is turned on. Nobody is called on one that is not.
func (d *Desk) On(p Platform) bool {
	_, on := d.Platforms[p]
	return on && (p != Email || d.Channels.Email != nil) && (p != Phone || d.Channels.Phone != nil)
}

// CallsOnly reports whether nothing but calls is sent on a platform.
func (d *Desk) CallsOnly(p Platform) bool { return d.Platforms[p].CallsOnly }

// With returns the desk with its messengers turned on.
func (d *Desk) With(on map[Platform]Traits) *Desk {
	c := *d
	c.Platforms = on
	return &c
}

// Showing returns the desk with the projects of which somebody's own page shows
// things.
func (d *Desk) Showing(watched map[string]bool) *Desk {
	c := *d
	c.Watched = watched
	return &c
}

// A Member is a person in desk.yaml.
type Member struct {
	Handle   string // the key in desk.yaml
	Name     string
	Accounts []Account // one a platform, the preferred one first
	Locale   Locale
	TimeZone *time.Location
	Admin    bool
	Absences string // the source of a calendar whose events are their absences; "": none
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
	Code    string // the key in desk.yaml
	Name    string // as people read it
	Channel Address
	Members []string
	Leads   []string // of its members: they hear what goes wrong
	Thread  ThreadMode
	OnCall  *Schedule // nil: nobody is on call
}

// A Contract is an agreement on targets and on who is called as they run out.
type Contract struct {
	Name      string
	ValidFrom time.Time `json:"-"` // the first midnight of the contract or version; zero: always valid
	// Versions replace the contract for tickets opened since their ValidFrom, earliest
	// first. Each is complete, but has no billing of its own.
	Versions   []*Contract `json:"-"`
	Calendar   string
	Targets    map[Priority]Target
	Types      map[RequestType]Target // a type's own targets, for every priority
	Escalation []Step                 // for an unacknowledged ticket
	// EscalateAgain is how long after the last step of Escalation managers and
	// admins are told that nobody came, and the steps begin again.
	EscalateAgain Span
	Warnings      []Step // for a resolution target that runs out
	ReactionBy    ReactionBy
	PauseOn       []State
	OnChange      OnChange
	OnReopen      OnReopen
	RemindTaken   Span
	CloseAfter    Span
	Wait          WaitRule
	Survey        SurveyRule
	Forgotten     time.Duration // how long an open ticket may be without a word, on the wall clock, before its team is told
	// FirstWords say when the shop is told about tickets that monitoring opens.
	FirstWords   map[Priority]FirstWord `json:",omitempty"`
	MajorUpdates time.Duration          // how long those whom a major incident hits may be without a word
	Billing      Billing                `json:"-"`
	Report       ReportPlan             `json:"-"`
	Matrix       *Matrix                `json:",omitempty"` // nil: nothing was agreed
	Sales        []Sale                 `json:",omitempty"` // they do not overlap for one project
	// PostMortem is how long after a major incident its lines are reminded of the
	// post-mortem, on the wall clock. It promises nothing to tickets.
	PostMortem time.Duration     `json:"-"`
	OLA        map[string]Within // for what is handed over: by line_1, line_2 or a handle of the third line
	// OnContractChange is what a changed contract is to tickets that are open.
	OnContractChange OnContractChange     `json:"-"`
	Digest           string               `json:"-"` // of what is promised; "": tickets cannot remember it
	Own              map[string]*Calendar `json:"-"` // of a contract that tickets kept: its calendars as they were
}

// A WaitRule says how waiting for somebody ends. The spans are the contract's
// time.
type WaitRule struct {
	// Nudge is how long the customer is waited for before they are reminded, and
	// then once more. While a vendor is waited for, the assignee is reminded
	// each time. Zero: nobody is reminded.
	Nudge Span
	// Close is how long after the second reminder a ticket without the
	// customer's answer is closed. Zero: never.
	Close Span
}

// A SurveyRule says how long a rating is waited for, in the contract's time.
type SurveyRule struct {
	Remind Span // after the question the requester is reminded, once
	Expire Span // after the question it is too late to rate
	Review Span // after a poor rating the managers are reminded to review it, once
}

// A Target is what is promised for a kind of ticket; a zero span promises nothing.
type Target struct {
	Reaction   Span
	Resolution Span
	// Updates is how long the customer of a ticket that is worked on may be without
	// an engineer's word; zero: nothing is promised.
	Updates Span
	// NextResponse is until when words that the customer wrote after the first response
	// are answered; zero: nothing is promised.
	NextResponse Span   `json:",omitzero"`
	Calendar     string // "": the contract's
}

// A Step is one step of a ladder: after this long, call these people, perhaps several times.
type Step struct {
	After  After
	Notify []Audience
	Repeat Span // zero: once
	Times  int  // number of calls including the first, 1 or more
}

// An After is a share of the target, or a fixed span when Share is zero.
type After struct {
	Share int // percent of the target
	Fixed Span
}

// A ReactionBy is what stops the reaction clock.
type ReactionBy string

// The values of ReactionBy.
const (
	ByAck    ReactionBy = "ack"
	ByReply  ReactionBy = "reply"
	ByEither ReactionBy = "either"
)

// An OnChange says from when the targets of a new priority or type are counted.
type OnChange string

// The ways to count after a change.
const (
	Recompute OnChange = "recompute" // from the opening
	Restart   OnChange = "restart"   // from the change
)

// An OnReopen says what the resolution clock does after a reopening.
type OnReopen string

// The ways to count after a reopening.
const (
	ReopenResume  OnReopen = "resume"
	ReopenRestart OnReopen = "restart"
)

// A Project is a supported shop.
type Project struct {
	Code     string // the first part of its tickets' keys
	Name     string
	Contract string
	Line1    string   // a team
	Line2    string   // a team, or ""
	Line3    []string // people, called one after another, then all
	Managers []string
	Staff    []string
	Chats    []BoundChat
	Privacy  Privacy
	// SecondOpinion allows uncertain requests to be shown, masked, to the
	// second opinion.
	SecondOpinion bool
	// Retention is how many months the words of a ticket are kept after its
	// end; 0: forever.
	Retention  int
	Alerts     AlertRules
	Answers    Answers
	Knowledge  []*Note // the desk's and its own; an own one stands for the desk's of the same name
	Logo       string  // path of a picture for its reports; "": none
	Onboarding OnboardingPlan
	TechMap    *TechMap // nil: none
	Approvers  Approvers
	Catalogue  []*CatalogueItem // standard works, in the file's order
}

// UsualRetention is three years, in months: as long as a claim may be raised under
// most contracts (article 196 of the Civil Code, in Russia).
const UsualRetention = 36

// RetainedSince returns the time since which a ticket must have ended for its
// words to be kept; zero: any time.
func RetainedSince(months int, now time.Time) time.Time {
	if months == 0 {
		return time.Time{}
	}
	return now.AddDate(0, -months, 0)
}

// Erased replaces words that are not kept any more.
const Erased = "[…]"

// A Privacy says what is done with card numbers, passwords and tokens in what a project's people write.
type Privacy string

// The values of Privacy.
const (
	PrivacyMasked Privacy = "masked" // only the assignee can see them
	PrivacyPlain  Privacy = "plain"  // they are kept and shown as written
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
