package desk

import (
	"strings"
	"time"
)

// An EventID identifies an event of a platform and is never reused:
// "telegram:81234", "slack:Ev01".
type EventID string

// An Event is one thing a person did on a platform.
type Event struct {
	ID   EventID
	At   time.Time // the platform's time of it, if it tells one
	From Sender
	In   Place
	Body Body
}

// A Sender is who did it, as the platform says. Nothing here has been checked
// against the desk.
type Sender struct {
	Account
	Name      string
	Locale    Locale // "" where the platform does not say
	TimeZone  string // IANA name; only Slack tells it
	Anonymous bool   // a group's anonymous administrator, or a channel
}

// A Place is where it happened.
type Place struct {
	Address
	Private bool   // one person and the bot
	Title   string // of a group or channel
}

// Body is what was done: one of the types below.
type Body interface{ body() }

// Said is a message.
type Said struct {
	Message   MessageRef
	Text      string // plain text, without the platform's escapes
	Files     []File
	ReplyTo   MessageRef // zero: no reply; a message in a Slack thread replies to its root
	ReplyToID Account    // whose message was replied to, if known
	ToBot     bool       // mentions the bot, or replies to it
	Called    bool       // Text follows the bot's name, so it may be a command
	Mentions  []Mention  // people that Text mentions
	Album     string     // the same in messages that were sent as one album
	Forwarded bool       // the text was forwarded, so somebody else wrote it
	Whose     string     // of a forwarded text: who wrote it; "": the platform does not say
	// Quoted is a part of another message that the author chose to quote, or a
	// message that they shared.
	Quoted Excerpt
	// Answered is the message that it answers, of a person, if it mentions the
	// bot: what they mean stands there.
	Answered Excerpt
}

// An Excerpt is somebody's words that another message carries.
type Excerpt struct {
	Author string // "": unknown
	Text   string
	Files  []File
}

// Quote returns the words as lines of a quote, under their author's name.
func (e Excerpt) Quote() string {
	text := e.Text
	if text == "" {
		return ""
	}
	if e.Author != "" {
		text = e.Author + ": " + text
	}
	return "> " + strings.ReplaceAll(text, "\n", "\n> ")
}

// IsZero reports whether there are none.
func (e Excerpt) IsZero() bool { return e.Text == "" && len(e.Files) == 0 }

// Edited is a message whose text was changed.
type Edited struct {
	Message MessageRef
	Text    string
	Command string // the command that Text belongs to; "": none
}

// Deleted is a message that was deleted. Telegram does not tell bots about it.
type Deleted struct{ Message MessageRef }

// Pressed is a press of a button.
type Pressed struct {
	Press
	Message MessageRef // the message with the button
	Trigger string     // opens a form on Slack, within 3 s
	OnHome  bool       // the button is on the bot's own page, see Visited
}

// Asked is a command: /status ROM-42 on Telegram, /desk status ROM-42 on Slack.
type Asked struct {
	Command string // lower case, no slash
	Args    string
	Message MessageRef // zero for a Slack slash command
	ReplyTo MessageRef
	// ReplyToID is whose message it replies to, if known.
	ReplyToID Account
	// Answered is the message that it is about, of a person: the one it replies to, or
	// the one a Slack shortcut was used on.
	Answered Excerpt
	Files    []File
	Mentions []Mention // people that Args mentions
	Trigger  string
}

// Reacted is an emoji put on a message, or taken off.
type Reacted struct {
	Message MessageRef
	Emoji   string // a Unicode emoji; adapters translate Slack's names
	Off     bool   // it was taken off
}

// Submitted is a form that was sent in.
type Submitted struct {
	Act    Action // the act the form is for
	Key    Key
	Values map[string]string
}

// Moved is a chat that got another address: a Telegram group that became a
// supergroup.
type Moved struct{ From, To Address }

// Reach is a chat that began or stopped accepting the bot's messages.
type Reach struct {
	Able  bool
	Cause ReachCause
}

// Left is somebody who left a chat: the event's sender.
type Left struct{}

// Visited is a person, the event's sender, who opened the bot's own page in the
// messenger (Slack's App Home). The desk makes this event itself, with Again, when
// something on an open page has changed.
type Visited struct{ Again bool }

// Unanswered is a kept message whose author, the event's sender, did not answer
// the question about it in time. The desk makes this event itself.
type Unanswered struct{ Held int64 }

// A ReachCause says why a chat takes no messages, or takes them again.
type ReachCause string

// The causes.
const (
	ReachAdded        ReachCause = "added"          // the bot was added, or came back
	ReachUnarchived   ReachCause = "unarchived"     // the channel was unarchived
	ReachBlocked      ReachCause = "blocked"        // a person blocked the bot
	ReachKicked       ReachCause = "kicked"         // a group removed the bot
	ReachLeft         ReachCause = "left"           // the bot left, or was made to
	ReachRestricted   ReachCause = "restricted"     // it may read but not write
	ReachArchived     ReachCause = "archived"       // the channel is archived
	ReachChatNotFound ReachCause = "chat_not_found" // there is no such chat, or not for this bot
	ReachRefused      ReachCause = "refused"        // a message was refused for an unknown reason
	ReachAway         ReachCause = "away"           // the whole messenger does not answer
)

func (Said) body()       {}
func (Edited) body()     {}
func (Deleted) body()    {}
func (Pressed) body()    {}
func (Asked) body()      {}
func (Reacted) body()    {}
func (Submitted) body()  {}
func (Moved) body()      {}
func (Reach) body()      {}
func (Left) body()       {}
func (Unanswered) body() {}
func (Visited) body()    {}

// A Reply is the immediate answer to an act, given in the platform's own
// response: the toast of a button, the text after a slash command, a form. What
// must not be lost is sent as a notice instead.
type Reply struct {
	Toast string // at most 200 characters on Telegram
	Alert bool   // a Telegram pop-up that must be dismissed
	Card  *Card  // only the actor sees it where the platform can do that (Slack); elsewhere it is posted
	Alone bool   // nobody else may see the card: instead of being posted among others it goes to the actor's private chat
	Form  *Form
	Home  *Page // what the bot's own page shows the actor from now on; nil: no change
}

// A Page is the bot's own page as one person sees it, from top to bottom.
type Page struct{ Cards []Card }

// A Form asks for words where the platform has modals.
type Form struct {
	Act    Action // what is done when it is sent in
	Key    Key
	Title  string // at most 24 characters on Slack
	Submit string
	Cancel string
	Note   string // a sentence above the fields
	Held   string // a kept message that it is about, as HeldArg; it comes back as the value "held"
	Fields []FormField
	// Faults are sentences at fields of the form that was sent in, by their names: it
	// stays open as it is.
	Faults map[string]string
}

// A FormField is one question of a form.
type FormField struct {
	Name     string
	Label    string
	Hint     string    // an example, in the empty field
	Options  []Option  // a choice; none: free text
	Kind     FieldKind // "": text
	Value    string    // what it has already
	Optional bool
}

// An Option is one choice of a form's field.
type Option struct{ Value, Label string }
