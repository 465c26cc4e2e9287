package desk

import "time"

// An EventID is a platform's own name of an event, behind the platform's, and
// is never reused: "telegram:81234", "slack:Ev01".
type EventID string

// An Event is one thing a person did on a platform.
type Event struct {
	ID   EventID
	At   time.Time // the platform's time of it, where it tells one
	From Sender
	In   Place
	Body Body
}

// A Sender is who did it, as the platform tells it: nothing here has been
// checked against the desk yet.
type Sender struct {
	Account
	Name      string
	Locale    Locale // "" where the platform does not say
	TimeZone  string // IANA name; Slack alone tells it
	Anonymous bool   // a group's anonymous administrator, or a channel's voice: nobody in particular
}

// A Place is where it was done.
type Place struct {
	Address
	Private bool   // one person and the bot
	Title   string // of a group or channel
}

// Body is what was done; one of the types below.
type Body interface{ body() }

// Said is a message that was written.
type Said struct {
	Message   MessageRef
	Text      string // plain text, the platform's own escapes undone
	Files     []File
	ReplyTo   MessageRef // zero: no reply. A Slack thread's root counts as replied to
	ReplyToID Account    // whose message was replied to, where known
	ToBot     bool       // mentions the bot, or replies to it
	Called    bool       // Text is what follows the bot's name: it may be a command
	Mentions  []Mention  // of people, as Text names them
}

// Edited is a message whose text was changed afterwards.
type Edited struct {
	Message MessageRef
	Text    string
	Command string // whose words Text are; "": it is no command
}

// Deleted is a message that was taken back. Telegram does not tell bots of it.
type Deleted struct{ Message MessageRef }

// Pressed is a button that was pressed.
type Pressed struct {
	Press
	Message MessageRef // the message it stands under
	Trigger string     // opens a form on Slack within 3 s
}

// Asked is a command: /status ROM-42 on Telegram, /desk status ROM-42 on Slack.
type Asked struct {
	Command  string // lower case, no slash
	Args     string
	Message  MessageRef // zero for a Slack slash command
	ReplyTo  MessageRef
	Files    []File
	Mentions []Mention // of people, as Args names them
	Trigger  string
}

// Reacted is an emoji put on a message.
type Reacted struct {
	Message MessageRef
	Emoji   string // a Unicode emoji; adapters translate Slack's names
}

// Submitted is a form that was filled in.
type Submitted struct {
	Act    Action // that the form is of
	Key    Key
	Values map[string]string
}

// Moved is a chat that goes on under another address: a Telegram group that
// became a supergroup.
type Moved struct{ From, To Address }

// Reach is a chat that began or ceased to accept the bot's messages.
type Reach struct {
	Able  bool
	Cause ReachCause
}

// Left is somebody who is in a chat no more: the one the event is from.
type Left struct{}

// A ReachCause says why a chat takes no messages, or takes them again.
type ReachCause string

// The causes.
const (
	ReachAdded        ReachCause = "added"          // the bot was, or came back
	ReachUnarchived   ReachCause = "unarchived"     // the channel was
	ReachBlocked      ReachCause = "blocked"        // a person blocked the bot
	ReachKicked       ReachCause = "kicked"         // a group removed the bot
	ReachLeft         ReachCause = "left"           // the bot left, or was made to
	ReachRestricted   ReachCause = "restricted"     // it may read and not write
	ReachArchived     ReachCause = "archived"       // the channel is
	ReachChatNotFound ReachCause = "chat_not_found" // nobody there, or not for this bot
	ReachRefused      ReachCause = "refused"        // a message was, for a reason that we don't know
)

func (Said) body()      {}
func (Edited) body()    {}
func (Deleted) body()   {}
func (Pressed) body()   {}
func (Asked) body()     {}
func (Reacted) body()   {}
func (Submitted) body() {}
func (Moved) body()     {}
func (Reach) body()     {}
func (Left) body()      {}

// A Reply is what the one who acted is told at once, in the answer to the act
// itself: the toast of a button, the words under a slash command, a form. What
// must not be lost goes through the outbox instead.
type Reply struct {
	Toast string // at most 200 characters on Telegram
	Alert bool   // a Telegram pop-up that must be dismissed
	Card  *Card  // shown to the actor alone where the platform can (Slack), posted otherwise
	Alone bool   // nobody else may see the card: where it would be posted among others, it goes to the actor's private chat
	Form  *Form
}

// A Form asks for words where the platform has modals.
type Form struct {
	Act    Action // that is done once it is filled in
	Key    Key
	Title  string // at most 24 characters on Slack
	Submit string
	Cancel string
	Fields []FormField
}

// A FormField is one question of a form.
type FormField struct {
	Name     string
	Label    string
	Hint     string
	Options  []Option // a choice; none: free text
	Optional bool
}

// An Option is one choice of a form's field.
type Option struct{ Value, Label string }
