package notice

import "time"

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

// A ReachCheck says whether the bot can write to somebody.
type ReachCheck struct {
	Handle string
	OK     bool
}
