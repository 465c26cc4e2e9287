package world

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"vakhta/sim/telegram/wire"
)

// A Topic is a forum topic. Its id is the id of its first message.
type Topic struct {
	ID      int    `json:"id"`
	Name    string `json:"name"`
	Color   int    `json:"color"`
	Closed  bool   `json:"closed"`
	creator int64
}

// defaultColor is the blue that Telegram uses by default.
const defaultColor = 7322096

// Topics returns a forum's topics in the order they were made; General is not one.
func (c *Chat) Topics() []Topic {
	var all []Topic
	for _, t := range c.topics {
		all = append(all, *t)
	}
	slices.SortFunc(all, func(a, b Topic) int { return a.ID - b.ID })
	return all
}

// thread checks that an account may write into a topic, and returns the thread
// id of a message there. General is addressed by no id; using its id is an
// error.
func (c *Chat) thread(id int, by int64) (int, error) {
	if !c.IsForum {
		return 0, nil
	}
	lead := c.Member(by).may(func(r wire.Rights) bool { return r.CanManageTopics })
	if id == 0 {
		if c.generalClosed && !lead {
			return 0, wire.BadRequest("TOPIC_CLOSED")
		}
		return 0, nil
	}
	t := c.topics[id]
	if t == nil {
		return 0, wire.BadRequest("message thread not found")
	}
	if t.Closed && !lead && t.creator != by {
		return 0, wire.BadRequest("TOPIC_CLOSED")
	}
	return id, nil
}

// CreateTopic makes a topic on behalf of a member.
func (w *World) CreateTopic(c *Chat, by int64, name string, color int) (*Topic, error) {
	if !c.IsForum {
		return nil, wire.BadRequest("the chat is not a forum")
	}
	if n := utf8.RuneCountInString(name); n < 1 || n > 128 {
		return nil, wire.BadRequest("TOPIC_TITLE_EMPTY")
	}
	if !c.Member(by).may(func(r wire.Rights) bool { return r.CanManageTopics }) {
		return nil, wire.BadRequest("not enough rights to create a topic")
	}
	if color == 0 {
		color = defaultColor
	}
	m := w.service(c, by, 0, fmt.Sprintf("created the topic “%s”", name), func(m *Message) {
		m.ForumTopicCreated = &wire.TopicMade{Name: name, IconColor: color}
		m.MessageThreadID = c.lastMessage + 1 // the topic's own id
		m.IsTopicMessage = true
	})
	// The service message comes first: its id is the topic's.
	t := &Topic{ID: m.MessageID, Name: name, Color: color, creator: by}
	c.topics[t.ID] = t
	return t, nil
}

// topicFor returns a topic that an account wants to change. It checks the right
// before the topic: a bot may change its own topics without the right to manage
// all.
func (c *Chat) topicFor(id int, by int64, what string) (*Topic, error) {
	if !c.IsForum {
		return nil, wire.BadRequest("the chat is not a forum")
	}
	t := c.topics[id]
	if t == nil {
		return nil, wire.BadRequest("TOPIC_ID_INVALID")
	}
	if t.creator != by && !c.Member(by).may(func(r wire.Rights) bool { return r.CanManageTopics }) {
		return nil, wire.BadRequest("not enough rights to %s the topic", what)
	}
	return t, nil
}

// RenameTopic changes a topic's name.
func (w *World) RenameTopic(c *Chat, by int64, id int, name string) error {
	t, err := c.topicFor(id, by, "edit")
	if err != nil {
		return err
	}
	if name == "" || name == t.Name {
		return wire.BadRequest("TOPIC_NOT_MODIFIED")
	}
	t.Name = name
	w.service(c, by, id, fmt.Sprintf("renamed the topic to “%s”", name), func(m *Message) {
		m.ForumTopicEdited = &wire.TopicEdited{Name: name}
	})
	return nil
}

// CloseTopic closes a topic or opens it again. The General topic has methods of
// its own in the Bot API, and id General here.
func (w *World) CloseTopic(c *Chat, by int64, id int, closed bool) error {
	state, err := c.openness(id, by)
	if err != nil {
		return err
	}
	if id == General {
		id = 0 // its messages have no thread id
	}
	if *state == closed {
		return wire.BadRequest("TOPIC_NOT_MODIFIED")
	}
	*state = closed
	story := "reopened the topic"
	if closed {
		story = "closed the topic"
	}
	w.service(c, by, id, story, func(m *Message) {
		if closed {
			m.ForumTopicClosed = &struct{}{}
		} else {
			m.ForumTopicReopened = &struct{}{}
		}
	})
	return nil
}

// openness returns where it is stored that a topic is closed, if the account
// may change it.
func (c *Chat) openness(id int, by int64) (*bool, error) {
	if id == General {
		if !c.Member(by).may(func(r wire.Rights) bool { return r.CanManageTopics }) {
			return nil, wire.BadRequest("not enough rights to close or open the topic")
		}
		return &c.generalClosed, nil
	}
	t, err := c.topicFor(id, by, "close or open")
	if err != nil {
		return nil, err
	}
	return &t.Closed, nil
}

// DeleteTopic deletes a topic with all its messages.
func (w *World) DeleteTopic(c *Chat, by int64, id int) error {
	if _, err := c.topicFor(id, by, "delete"); err != nil {
		return err
	}
	if !c.Member(by).may(func(r wire.Rights) bool { return r.CanDeleteMessages }) {
		return wire.BadRequest("not enough rights to delete the topic")
	}
	delete(c.topics, id)
	for _, m := range c.messages {
		if m.MessageThreadID == id {
			m.Deleted = true
		}
	}
	return nil
}
