package world

import (
	"fmt"

	"vakhta/sim/telegram/updates"
	"vakhta/sim/telegram/wire"
)

// Start opens the private chat, like the button of that name, also for somebody
// who has blocked the bot.
func (w *World) Start(user int64) *Chat {
	c := w.Private(user)
	if c.Blocked {
		c.Blocked = false
		w.tellBotStanding(c, user, Member{Status: Kicked}, Member{Status: Ordinary})
	}
	c.Started = true
	return c
}

// Block closes the private chat to the bot.
func (w *World) Block(user int64) {
	c := w.Private(user)
	if !c.Blocked {
		c.Blocked = true
		w.tellBotStanding(c, user, Member{Status: Ordinary}, Member{Status: Kicked})
	}
}

// SetStanding changes somebody's status in a group. Joining and leaving produce
// a service message; a change of the bot's own status is an update.
func (w *World) SetStanding(c *Chat, by, user int64, to Member) {
	from := c.Member(user)
	u := w.user(user)
	if from.present() && !to.present() && user != w.Bot.ID {
		w.service(c, by, 0, u.FirstName+" left the group", func(m *Message) { m.LeftChatMember = &u })
	}
	c.set(user, to)
	if user == w.Bot.ID {
		w.tellBotStanding(c, by, from, to)
	} else if c.Member(w.Bot.ID).leads() {
		w.tellStanding("chat_member", fmt.Sprintf("member:%d", user), c, by, user, from, to)
	}
	if !from.present() && to.present() {
		w.service(c, by, 0, u.FirstName+" joined the group", func(m *Message) { m.NewChatMembers = []wire.User{u} })
	}
}

// tellBotStanding uses a line of its own, so the bot may learn that it was
// removed before it gets the last messages of that chat.
func (w *World) tellBotStanding(c *Chat, by int64, from, to Member) {
	w.tellStanding("my_chat_member", fmt.Sprintf("standing:%d", c.ID), c, by, w.Bot.ID, from, to)
}

// tellStanding sends an update with the old and the new status, because
// "administrator" alone does not say whether somebody was promoted or demoted.
func (w *World) tellStanding(kind, key string, c *Chat, by, user int64, from, to Member) {
	u := w.user(user)
	w.tell(updates.Update{Kind: kind, Key: key, Life: updates.DayLife, Payload: wire.ChatMemberUpdated{
		Chat: c.Chat, From: w.user(by), Date: w.now().Unix(), Old: shownMember(u, from), New: shownMember(u, to),
	}})
}

// ShownMember returns a user's standing as getChatMember answers it.
func (w *World) ShownMember(c *Chat, user int64) wire.ChatMember {
	return shownMember(w.user(user), c.Member(user))
}

// shownMember includes rights for administrators only, and an end for those who
// are banned: never.
func shownMember(u wire.User, m Member) wire.ChatMember {
	shown := wire.ChatMember{Status: string(m.Status), User: u}
	switch m.Status {
	case Creator, Ordinary, Left:
	case Administrator:
		rights := m.Rights
		shown.Rights = &rights
	case Restricted, Kicked:
		forever := int64(0)
		shown.UntilDate = &forever
	}
	return shown
}

// Migrate turns a basic group into a supergroup with another id. Its messages
// stay behind, and the numbers of new ones begin again.
func (w *World) Migrate(c *Chat, by, to int64) *Chat {
	fresh := w.AddGroup(to, c.Title)
	for _, id := range c.joined {
		fresh.set(id, c.members[id])
	}
	w.service(c, by, 0, "the group became a supergroup", func(m *Message) { m.MigrateToChatID = to })
	c.MigratedTo = to
	w.service(fresh, by, 0, "the group became a supergroup", func(m *Message) { m.MigrateFromChatID = c.ID })
	return fresh
}

// Pin pins or unpins a message; pinning produces a service message.
func (w *World) Pin(c *Chat, by int64, m *Message) {
	c.Pinned = append(c.Pinned, m.MessageID)
	w.service(c, by, m.MessageThreadID, "pinned a message", func(s *Message) { s.PinnedMessage = w.Shown(c, m) })
}
