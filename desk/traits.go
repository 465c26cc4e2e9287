package desk

import "time"

// Traits say what a messenger can do and what it allows. Each adapter declares
// them once, from its platform's documentation, and everything above asks them
// instead of the platform's name. The zero Traits are those of a plain-text chat:
// no threads, no buttons, no edits, and no limit that is known.
//
// What a messenger does beyond posting has an interface of its own, such as
// Finder or Reactor; traits are what must be known before anything is done.
type Traits struct {
	// Command is what a command begins with, a space included where one follows;
	// "" means "/".
	Command string
	// Threads is how a ticket gets a thread of its own.
	Threads Threads
	Replies bool // a message can answer another, and readers see which
	Edits   bool // a message can be changed after it was posted
	Buttons bool // a card can have buttons
	// Confirms means that a button asks "are you sure?" by itself.
	Confirms bool
	// Toasts means that one who pressed can be told a sentence over the chat.
	Toasts bool
	// Forms means that one who acted can be shown a form; elsewhere the bot asks
	// and takes the next message as the answer.
	Forms bool
	// Signs are the emojis with which people can acknowledge a card.
	Signs []string
	// IsGroup reports whether several people read a chat with this id; nil means
	// that ids do not tell.
	IsGroup func(chat string) bool
	// Pace is how fast messages may go to one chat, GroupPace to a group's where
	// that differs, and AllPace to all chats together.
	Pace, GroupPace, AllPace Pace
	// Text is how long a message's text may be.
	Text Length
	// MaxFetch and MaxUpload are how many bytes a file may have that the bot opens
	// there or posts there; 0 sets no bound.
	MaxFetch, MaxUpload int64
}

// Threads is how a messenger's chats are divided into threads.
type Threads string

// The ways of having threads.
const (
	NoThreads    Threads = ""
	ReplyThreads Threads = "replies" // any message begins one, which has the message's id
	TopicThreads Threads = "topics"  // opened under a name before anything is posted in it
)

// A Pace is an allowance of messages: one each Every, and Burst at once after a
// silence. The zero Pace sets no bound.
type Pace struct {
	Every time.Duration
	Burst int
}

// CommandLine is how a command, with what follows it, is written there.
func (t Traits) CommandLine(line string) string {
	if t.Command == "" {
		return "/" + line
	}
	return t.Command + line
}

// PaceOf is how fast messages may go to a chat.
func (t Traits) PaceOf(chat string) Pace {
	if t.GroupPace != (Pace{}) && t.IsGroup != nil && t.IsGroup(chat) {
		return t.GroupPace
	}
	return t.Pace
}
