package telegram

import (
	"fmt"

	"vakhta/sim/telegram/seen"
	"vakhta/sim/telegram/wire"
	"vakhta/sim/telegram/world"
)

// A Chat is a private chat, a group, or a forum on the server.
type Chat struct {
	ID  int64
	srv *Server
}

// Chat returns the chat with an id. One that does not exist has no messages.
func (s *Server) Chat(id int64) *Chat { return &Chat{ID: id, srv: s} }

// Group makes a group with the bot as an ordinary member: a supergroup if the
// id begins with -100, otherwise a basic group. It produces no update.
func (s *Server) Group(id int64, title string, members ...*User) *Chat {
	s.change(func() { s.world.AddGroup(id, title, ids(members)...) })
	return s.Chat(id)
}

// Forum makes a supergroup with topics, in which the bot is an administrator.
func (s *Server) Forum(id int64, title string, members ...*User) *Chat {
	s.change(func() { s.world.AddForum(id, title, ids(members)...) })
	return s.Chat(id)
}

func ids(users []*User) []int64 {
	var all []int64
	for _, u := range users {
		all = append(all, u.ID)
	}
	return all
}

// Messages returns the visible messages of the chat, in order.
func (c *Chat) Messages() []Message {
	c.srv.mu.Lock()
	defer c.srv.mu.Unlock()
	return seen.In(c.srv.world, c.srv.world.Chat(c.ID))
}

// FromBot returns the messages that the bot wrote, without service messages.
func (c *Chat) FromBot() []Message {
	var all []Message
	for _, m := range c.Messages() {
		if m.Bot && m.Kind != "service" {
			all = append(all, m)
		}
	}
	return all
}

// Message returns one message as it looks now.
func (c *Chat) Message(id int) (Message, bool) {
	for _, m := range c.Messages() {
		if m.ID == id {
			return m, true
		}
	}
	return Message{}, false
}

// Last returns the newest message, the zero Message if there is none.
func (c *Chat) Last() Message {
	all := c.Messages()
	if len(all) == 0 {
		return Message{}
	}
	return all[len(all)-1]
}

// A Topic is a forum topic.
type Topic = world.Topic

// Topics returns the forum's topics, without General.
func (c *Chat) Topics() []Topic {
	c.srv.mu.Lock()
	defer c.srv.mu.Unlock()
	if found := c.srv.world.Chat(c.ID); found != nil {
		return found.Topics()
	}
	return nil
}

// AddBot adds the bot to the group.
func (c *Chat) AddBot(by *User) { c.bot(by, world.Member{Status: world.Ordinary}) }

// KickBot removes and bans the bot.
func (c *Chat) KickBot(by *User) { c.bot(by, world.Member{Status: world.Kicked}) }

// RemoveBot removes the bot without a ban.
func (c *Chat) RemoveBot(by *User) { c.bot(by, world.Member{Status: world.Left}) }

// PromoteBot makes the bot an administrator with all rights.
func (c *Chat) PromoteBot(by *User) {
	c.bot(by, world.Member{Status: world.Administrator, Rights: world.AllRights()})
}

// LimitBot makes the bot an administrator with these rights only.
func (c *Chat) LimitBot(by *User, rights wire.Rights) {
	c.bot(by, world.Member{Status: world.Administrator, Rights: rights})
}

// MuteBot forbids the bot to write in the group.
func (c *Chat) MuteBot(by *User) { c.bot(by, world.Member{Status: world.Restricted}) }

func (c *Chat) bot(by *User, m world.Member) { c.standing(by.ID, c.srv.world.Bot.ID, m) }

// Add adds people to the group.
func (c *Chat) Add(by *User, who ...*User) {
	for _, u := range who {
		c.standing(by.ID, u.ID, world.Member{Status: world.Ordinary})
	}
}

// Remove removes somebody from the group.
func (c *Chat) Remove(by, who *User) { c.standing(by.ID, who.ID, world.Member{Status: world.Left}) }

// Promote makes somebody an administrator with all rights.
func (c *Chat) Promote(by, who *User) {
	c.standing(by.ID, who.ID, world.Member{Status: world.Administrator, Rights: world.AllRights()})
}

// standing sets somebody's status in the group. It does nothing if the chat
// does not exist.
func (c *Chat) standing(by, user int64, m world.Member) {
	c.srv.change(func() {
		if found := c.srv.world.Chat(c.ID); found != nil {
			c.srv.world.SetStanding(found, by, user, m)
		}
	})
}

// Migrate turns the basic group into a supergroup with another id, and returns
// that.
func (c *Chat) Migrate(by *User, to int64) (*Chat, error) {
	var err error
	c.srv.change(func() {
		found := c.srv.world.Chat(c.ID)
		if found == nil || found.Type != "group" || found.MigratedTo != 0 {
			err = fmt.Errorf("chat %d is no basic group", c.ID)
			return
		}
		c.srv.world.Migrate(found, by.ID, to)
	})
	return c.srv.Chat(to), err
}

// Vanish deletes the group for everybody.
func (c *Chat) Vanish() {
	c.srv.change(func() {
		if found := c.srv.world.Chat(c.ID); found != nil {
			found.Gone = true
		}
	})
}

// OpenTopic makes a topic on behalf of a person.
func (c *Chat) OpenTopic(by *User, name string) (t Topic, err error) {
	err = c.do(func(found *world.Chat) error {
		made, err := c.srv.world.CreateTopic(found, by.ID, name, 0)
		if err == nil {
			t = *made
		}
		return err
	})
	return t, err
}

// CloseTopic closes a topic on behalf of a person; world.General is General.
func (c *Chat) CloseTopic(by *User, id int) error {
	return c.do(func(found *world.Chat) error { return c.srv.world.CloseTopic(found, by.ID, id, true) })
}

// ReopenTopic opens a topic again.
func (c *Chat) ReopenTopic(by *User, id int) error {
	return c.do(func(found *world.Chat) error { return c.srv.world.CloseTopic(found, by.ID, id, false) })
}

// DeleteTopic deletes a topic with all its messages.
func (c *Chat) DeleteTopic(by *User, id int) error {
	return c.do(func(found *world.Chat) error { return c.srv.world.DeleteTopic(found, by.ID, id) })
}

// do runs f on the stored chat, as one change.
func (c *Chat) do(f func(*world.Chat) error) (err error) {
	c.srv.change(func() {
		found := c.srv.world.Chat(c.ID)
		if found == nil {
			err = fmt.Errorf("there is no chat %d", c.ID)
			return
		}
		err = f(found)
	})
	return err
}
