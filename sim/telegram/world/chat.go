package world

import (
	"slices"
	"time"

	"vakhta/sim/telegram/wire"
)

// A Status is somebody's status in a group.
type Status string

// The statuses, in the Bot API's words.
const (
	Creator       Status = "creator"
	Administrator Status = "administrator"
	Ordinary      Status = "member"
	Restricted    Status = "restricted" // here: may read but not write
	Left          Status = "left"
	Kicked        Status = "kicked"
)

// A Member is a member's status. The rights apply to administrators.
type Member struct {
	Status Status
	Rights wire.Rights
}

// AllRights returns all rights of an administrator.
func AllRights() wire.Rights {
	return wire.Rights{
		CanManageChat: true, CanDeleteMessages: true, CanManageVideoChats: true, CanRestrictMembers: true,
		CanChangeInfo: true, CanInviteUsers: true, CanPinMessages: true, CanManageTopics: true,
	}
}

// leads reports whether a member is an administrator or the owner.
func (m Member) leads() bool { return m.Status == Administrator || m.Status == Creator }

// present reports whether a member is in the group.
func (m Member) present() bool {
	return m.leads() || m.Status == Ordinary || m.Status == Restricted
}

// may reports whether a member is an administrator with a right; the owner has
// all rights.
func (m Member) may(right func(wire.Rights) bool) bool {
	return m.Status == Creator || m.Status == Administrator && right(m.Rights)
}

// A Chat is a chat. A private chat has its person's id.
type Chat struct {
	wire.Chat
	Started     bool // private: the person pressed Start
	Blocked     bool // private: the person blocked the bot
	Gone        bool // group: deleted by its owner
	MigratedTo  int64
	Pinned      []int
	members     map[int64]Member
	joined      []int64
	messages    []*Message
	topics      map[int]*Topic
	lastMessage int
	// generalClosed says whether the General topic, which cannot be deleted, is
	// closed.
	generalClosed bool
	typingUntil   time.Time
}

// set keeps the order in which people first joined, so that lists are stable.
func (c *Chat) set(user int64, m Member) {
	if _, known := c.members[user]; !known {
		c.joined = append(c.joined, user)
	}
	c.members[user] = m
}

// Member returns a user's status; somebody who never joined has left.
func (c *Chat) Member(user int64) Member {
	if m, ok := c.members[user]; ok {
		return m
	}
	return Member{Status: Left}
}

// Members returns those present in the order in which they joined.
func (c *Chat) Members() []int64 {
	return slices.DeleteFunc(slices.Clone(c.joined), func(id int64) bool { return !c.members[id].present() })
}

// Messages returns all messages in order, deleted ones too.
func (c *Chat) Messages() []*Message { return c.messages }

// Find returns the message with an id, nil if it never existed or was deleted.
func (c *Chat) Find(id int) *Message {
	if m := c.FindAny(id); m != nil && !m.Deleted {
		return m
	}
	return nil
}

// FindAny returns the message with an id, deleted or not.
func (c *Chat) FindAny(id int) *Message {
	i, ok := slices.BinarySearchFunc(c.messages, id, func(m *Message, id int) int { return m.MessageID - id })
	if !ok {
		return nil
	}
	return c.messages[i]
}

// actionLife is how long a chat action is shown, unless the bot writes before.
const actionLife = 5 * time.Second

// SetTyping shows that the bot is typing.
func (w *World) SetTyping(c *Chat) { c.typingUntil = w.now().Add(actionLife) }

// Typing reports whether the bot is shown as typing.
func (w *World) Typing(c *Chat) bool { return w.now().Before(c.typingUntil) }

// Access returns the chat with an id, or the error that the bot gets for it.
func (w *World) Access(id int64) (*Chat, error) {
	c := w.chats[id]
	if c == nil {
		return w.stranger(id)
	}
	if c.Type == "private" {
		return c, w.privateAccess(c)
	}
	kind := c.Type + " chat"
	switch status := c.Member(w.Bot.ID).Status; {
	case c.MigratedTo != 0:
		return nil, wire.Migrated(c.MigratedTo)
	case c.Gone:
		return nil, wire.Forbidden("the group chat was deleted")
	case status == Kicked:
		return nil, wire.Forbidden("bot was kicked from the " + kind)
	case status == Left:
		return nil, wire.Forbidden("bot is not a member of the " + kind)
	}
	return c, nil
}

// stranger distinguishes a person whom the bot has met elsewhere, but who never
// wrote to it, from an unknown id.
func (w *World) stranger(id int64) (*Chat, error) {
	switch p := w.people[id]; {
	case p == nil || !w.met(id):
		return nil, wire.BadRequest("chat not found")
	case p.Deactivated:
		return nil, wire.Forbidden("user is deactivated")
	default:
		return nil, wire.Forbidden("bot can't initiate conversation with a user")
	}
}

// met reports whether the bot shares a group with a person.
func (w *World) met(id int64) bool {
	for _, c := range w.chats {
		if c.Member(id).present() && c.Member(w.Bot.ID).present() {
			return true
		}
	}
	return false
}

// privateAccess returns an error if the bot may not write to somebody. A person
// who blocked the bot and one who never started it give different errors.
func (w *World) privateAccess(c *Chat) error {
	p := w.people[c.ID]
	switch {
	case p != nil && p.Deactivated:
		return wire.Forbidden("user is deactivated")
	case c.Blocked:
		return wire.Forbidden("bot was blocked by the user")
	case !c.Started:
		_, err := w.stranger(c.ID)
		return err
	}
	return nil
}

// MayWrite checks the bot's right to send a kind of content.
func (w *World) MayWrite(c *Chat, kind string) error {
	if c.Type == "private" || c.Member(w.Bot.ID).Status != Restricted {
		return nil
	}
	what := "text messages"
	switch kind {
	case "photo", "video", "document":
		what = kind + "s"
	case "audio":
		what = "music"
	case "voice":
		what = "voice notes"
	}
	return wire.BadRequest("not enough rights to send %s to the chat", what)
}
