package notice

import (
	"time"

	"vakhta/desk"
)

// ChatCode is a code that links a chat to a project, once.
type ChatCode struct {
	Project  string
	Code     string
	Commands []string // how it is written in the messengers
	Expires  time.Time
}

// ChatConnected says in a chat that it is linked now, and what works.
type ChatConnected struct {
	Project string
	Reach   []ReachCheck
}

// AskDisconnect asks for confirmation before a chat's link ends.
type AskDisconnect struct {
	Project string
	Chat    desk.Address
}

// A ReachCheck says whether the bot can write to somebody.
type ReachCheck struct {
	Handle string
	OK     bool
}
