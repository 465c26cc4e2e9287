package world

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"vakhta/sim/telegram/markup"
	"vakhta/sim/telegram/updates"
	"vakhta/sim/telegram/wire"
)

// A Draft is a message to be sent. Text is the caption if there is a file.
type Draft struct {
	Kind          string // "text", "contact", "location" or the kind of its file
	Text          string
	Entities      []wire.Entity
	File          *wire.File
	Contact       *wire.Contact
	Location      *wire.Location
	Special       wire.Special
	Album         string
	Thread        int
	Reply         Reply
	Forward       *wire.Origin
	Keyboard      *wire.InlineKeyboard
	ReplyKeyboard json.RawMessage
	LinkPreview   json.RawMessage
	Silent        bool
	Protected     bool
	Anonymous     bool // an administrator writes as the group
}

// A Reply names the message to reply to. Chat is zero for the same chat.
type Reply struct {
	Message  int
	Chat     int64
	Quote    string
	Optional bool // sent without the reply if its message does not exist
}

// Place checks a draft's topic and then the message it replies to, and resolves
// both.
func (w *World) Place(c *Chat, by int64, d *Draft) error {
	r := c.Find(d.Reply.Message)
	if r != nil && d.Reply.sameChat(c) && d.Thread == 0 && c.IsForum {
		d.Thread = r.MessageThreadID
	}
	thread, err := c.thread(d.Thread, by)
	if err != nil {
		return err
	}
	d.Thread = thread
	if d.Reply.Message == 0 {
		return nil
	}
	if !d.Reply.sameChat(c) {
		other := w.chats[d.Reply.Chat]
		if other == nil {
			return wire.BadRequest("chat not found")
		}
		r = other.Find(d.Reply.Message)
	}
	switch {
	case r == nil && d.Reply.Optional:
		d.Reply = Reply{}
	case r == nil:
		return wire.BadRequest("message to be replied not found")
	case d.Reply.Quote != "":
		if body, _ := r.Body(); !strings.Contains(body, d.Reply.Quote) {
			return wire.BadRequest("QUOTE_TEXT_INVALID")
		}
	}
	return nil
}

// sameChat reports whether the answered message is in the chat of the answer.
func (r Reply) sameChat(c *Chat) bool { return r.Chat == 0 || r.Chat == c.ID }

// Send puts a placed draft into the chat. It produces no update, because a bot
// gets none of its own messages; Say produces those of people's.
func (w *World) Send(c *Chat, by int64, d Draft) *Message {
	from := w.user(by)
	m := &Message{
		Author: by, Kind: d.Kind, Silent: d.Silent, ReplyKeyboard: d.ReplyKeyboard,
		Message: wire.Message{
			From: &from, MediaGroupID: d.Album, ForwardOrigin: d.Forward, Protected: d.Protected,
			LinkPreview: d.LinkPreview, ReplyMarkup: d.Keyboard, MessageThreadID: d.Thread,
			Contact: d.Contact, Location: d.Location, Special: d.Special,
		},
	}
	if d.Anonymous {
		m.From = &wire.User{ID: AnonymousAdmin, IsBot: true, FirstName: "Group", Username: "GroupAnonymousBot"}
		as := c.Chat
		m.SenderChat = &as
	}
	if d.File != nil {
		m.SetFile(d.Kind, *d.File)
	}
	m.SetBody(d.Text, markup.Detect(d.Text, d.Entities))
	w.reply(c, m, d.Reply)
	if by == w.Bot.ID {
		c.typingUntil = time.Time{}
	}
	return w.append(c, m)
}

// reply records the replied message. A reply to a message in another chat is
// shown as an external reply, because the bot may not be in that chat.
func (w *World) reply(c *Chat, m *Message, r Reply) {
	if r.Message == 0 {
		return
	}
	if r.Quote != "" {
		m.Quote = &wire.Quote{Text: r.Quote, IsManual: true}
	}
	if r.sameChat(c) {
		m.ReplyTo = r.Message
		return
	}
	other := w.chats[r.Chat]
	target := other.Find(r.Message)
	m.ExternalReply = &wire.ExternalReply{
		Origin: wire.Origin{Type: "user", Date: target.Date, SenderUser: target.From},
		Chat:   &other.Chat, MessageID: target.MessageID,
	}
}

// Say sends a person's message: it checks what Telegram allows, stores the
// message, and produces an update if the bot may see it.
func (w *World) Say(c *Chat, by int64, d Draft) (*Message, error) {
	if err := w.mayAct(c, by); err != nil {
		return nil, err
	}
	if d.Anonymous && !c.Member(by).leads() {
		return nil, fmt.Errorf("only an administrator can write as the group")
	}
	if err := w.Place(c, by, &d); err != nil {
		return nil, err
	}
	d.Text, d.Entities = markup.Clean(d.Text, d.Entities)
	if err := d.complete(); err != nil {
		return nil, err
	}
	m := w.Send(c, by, d)
	w.tellMessage("message", c, m)
	return m, nil
}

// complete checks that a person's message has what its kind needs, and no
// caption if Telegram allows none.
func (d Draft) complete() error {
	switch d.Kind {
	case "text":
		if d.Text == "" {
			return fmt.Errorf("a message needs a text or a file")
		}
	case "sticker", "video_note", "contact", "location":
		if d.Text != "" {
			return fmt.Errorf("a %s has no caption", d.Kind)
		}
	}
	return nil
}

// mayAct checks that a person can do something in a chat at all.
func (w *World) mayAct(c *Chat, by int64) error {
	switch {
	case c.Type == "private" && c.ID != by:
		return fmt.Errorf("user %d is not in the private chat of %d", by, c.ID)
	case c.Type == "private" && c.Blocked:
		return fmt.Errorf("user %d has blocked the bot", by)
	case c.Type == "private" && !c.Started:
		return fmt.Errorf("user %d has not started the bot", by)
	case c.Type == "private":
		return nil
	case c.MigratedTo != 0:
		return fmt.Errorf("chat %d is now %d", c.ID, c.MigratedTo)
	case !c.Member(by).present():
		return fmt.Errorf("user %d is not in chat %d", by, c.ID)
	case c.Member(by).Status == Restricted:
		return fmt.Errorf("user %d may not write in chat %d", by, c.ID)
	}
	return nil
}

// Edit changes a person's own message and produces an update.
func (w *World) Edit(c *Chat, by int64, id int, text string) (*Message, error) {
	m := c.Find(id)
	if m == nil || m.Author != by {
		return nil, fmt.Errorf("user %d has no message %d in chat %d", by, id, c.ID)
	}
	if err := w.mayAct(c, by); err != nil {
		return nil, err
	}
	text, es := markup.Clean(text, nil)
	m.SetBody(text, markup.Detect(text, es))
	m.EditDate = w.now().Unix()
	w.tellMessage("edited_message", c, m)
	return m, nil
}

// Delete removes a message. Telegram has no update for it.
func (w *World) Delete(m *Message) { m.Deleted = true }

// tellMessage sends an update with a message, if the bot may see it.
func (w *World) tellMessage(kind string, c *Chat, m *Message) {
	if !w.hears(c, m) {
		return
	}
	w.tell(updates.Update{Kind: kind, Key: fmt.Sprintf("chat:%d", c.ID), Life: updates.DayLife, Payload: w.Shown(c, m)})
}

// hears applies the privacy mode. With it, a bot that is no administrator gets
// from a group only service messages, commands that are not for another bot,
// replies to itself, and messages that mention it.
func (w *World) hears(c *Chat, m *Message) bool {
	if c.Type == "private" {
		return true
	}
	me := c.Member(w.Bot.ID)
	if !me.present() {
		return false
	}
	if w.ReadsAll || me.leads() || m.Service != "" {
		return true
	}
	if r := c.Find(m.ReplyTo); r != nil && r.Author == w.Bot.ID && !m.Implied {
		return true
	}
	text, es := m.Body()
	at := "@" + strings.ToLower(w.Bot.Username)
	for _, e := range es {
		word := strings.ToLower(markup.Slice(text, e))
		if e.Type == "mention" && word == at {
			return true
		}
		if e.Type == "bot_command" && e.Offset == 0 {
			_, to, named := strings.Cut(word, "@")
			return !named || "@"+to == at
		}
	}
	return false
}

// service adds a service message, with an update, also for the bot's own.
func (w *World) service(c *Chat, by int64, thread int, story string, fill func(*Message)) *Message {
	from := w.user(by)
	m := &Message{Author: by, Kind: "service", Service: story, Message: wire.Message{From: &from, MessageThreadID: thread}}
	fill(m)
	w.append(c, m)
	w.tellMessage("message", c, m)
	return m
}
