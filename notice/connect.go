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

// ChatConnected is the checklist of a chat that is linked. It is posted in the chat,
// where customers read it, so it names nobody and no other chat.
type ChatConnected struct {
	Project   string
	People    int       // of the lines and the managers
	Unreached int       // of them, to whom the bot cannot write in private
	Tested    bool      // a messenger was asked for the rights
	Chat      desk.Lack // what the bot lacks in the chat; "": nothing
	Line      desk.Lack // the same in the first line's channel
	Bot       string    // its name in the messenger of the chat, if something is missing
	Rehearsed bool      // the first line has answered the rehearsal
	Requested bool      // the first request has come
}

// Done reports whether all points of the checklist are true.
func (f ChatConnected) Done() bool {
	return f.Tested && f.Chat == "" && f.Line == "" && f.Unreached == 0 && f.Rehearsed && f.Requested
}

// ChatRehearsal shows the first line where the requests of a chat will come, and asks
// for an answer.
type ChatRehearsal struct {
	Project string
	Chat    desk.Address
}

// AskDisconnect asks for confirmation before a chat's link ends.
type AskDisconnect struct {
	Project string
	Chat    desk.Address
}

// boardSlots begins the slots that belong to no ticket. The store knows it.
const boardSlots = "board/"

// ChecklistSlot returns the slot of a linked chat's checklist.
func ChecklistSlot(chat desk.Address) string { return boardSlots + "checklist/" + chat.String() }

// IsBoard reports whether a slot belongs to no ticket.
func IsBoard(slot string) bool {
	return len(slot) > len(boardSlots) && slot[:len(boardSlots)] == boardSlots
}
