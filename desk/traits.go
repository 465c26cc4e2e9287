package desk

import "time"

// Traits say what a messenger can do and what it allows. Each adapter declares
// them once, from its platform's documentation, and everything else asks them
// instead of the platform's name. The zero Traits are those of a plain-text
// chat without threads, buttons, edits or known limits.
//
// What a messenger can do besides posting has an interface of its own, such as
// Finder or Reactor. Traits are what must be known in advance.
type Traits struct {
	// Command is the prefix of a command, with the space that follows it if
	// there is one. "" means "/".
	Command string
	// Threads is how a ticket gets a thread of its own.
	Threads Threads
	Replies bool // a message can answer another, and readers see which one
	Edits   bool // a posted message can be changed
	Buttons bool // a card can have buttons
	// CallsOnly means that people are called there and cannot write: e-mail, the
	// phone. A call is one message that says everything, with a link that
	// acknowledges it. Nothing else is sent there.
	CallsOnly bool
	// Confirms means that a button can ask "are you sure?" itself.
	Confirms bool
	// Copies means that a button can copy words for the person who presses it.
	Copies bool
	// Toasts means that a person who pressed a button can be shown a sentence
	// over the chat.
	Toasts bool
	// Forms means that a person who acted can be shown a form. Elsewhere the
	// bot asks, and takes the next message as the answer.
	Forms bool
	// Signs are the emojis with which people can acknowledge a card.
	Signs []string
	// Yes is the emoji with which a requester confirms that a solution helped;
	// "": none.
	Yes string
	// OneReaction means that the bot has at most one emoji on a message.
	OneReaction bool
	// IsGroup reports whether several people read the chat with this id. nil
	// means that ids do not tell.
	IsGroup func(chat string) bool
	// Pace limits messages to one chat, GroupPace those to a group if that
	// differs, and AllPace those to all chats together.
	Pace, GroupPace, AllPace Pace
	// Apart limits calls that the platform counts by their kind, over all chats.
	// They do not count as messages to the chat.
	Apart map[Operation]Pace
	// Text is how long a message's text may be.
	Text Length
	// MaxFetch and MaxUpload are the largest files, in bytes, that the bot can
	// open or post there; 0 is no limit.
	MaxFetch, MaxUpload int64
}

// Threads is how a messenger's chats are divided into threads.
type Threads string

// The ways of having threads.
const (
	NoThreads    Threads = ""
	ReplyThreads Threads = "replies" // any message can begin one, whose id is the message's
	TopicThreads Threads = "topics"  // opened under a name before anything is posted in it
)

// A Pace is a rate limit: one message each Every, and Burst at once after a
// silence. The zero Pace is no limit.
type Pace struct {
	Every time.Duration
	Burst int
}

// An Operation is a kind of call that changes what a chat shows.
type Operation string

// The operations.
const (
	OperationPost    Operation = "post"
	OperationEdit    Operation = "edit"
	OperationRemove  Operation = "remove"
	OperationReact   Operation = "react"
	OperationUnreact Operation = "unreact"
)

// CommandLine returns how a command and its arguments are written there.
func (t Traits) CommandLine(line string) string {
	if t.Command == "" {
		return "/" + line
	}
	return t.Command + line
}

// ShowsReplied reports whether a reply shows the one message that it answers.
// Where replies are threads, all messages of a thread answer its first.
func (t Traits) ShowsReplied() bool { return t.Replies && t.Threads != ReplyThreads }

// PaceOf returns the rate limit of a chat.
func (t Traits) PaceOf(chat string) Pace {
	if t.GroupPace != (Pace{}) && t.IsGroup != nil && t.IsGroup(chat) {
		return t.GroupPace
	}
	return t.Pace
}
