package notice

import "vakhta/desk"

// BotRights tells the desk's admins what the bot may not do that the desk needs, and
// what it may do again since they were told.
type BotRights struct {
	Missing  []desk.Right `json:",omitempty"`
	Repaired []desk.Right `json:",omitempty"`
}

// Kind names BotRights in the store.
func (BotRights) Kind() desk.NoticeKind { return "bot_rights" }
