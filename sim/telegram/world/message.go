package world

import (
	"encoding/json"
	"slices"
	"time"

	"vakhta/sim/telegram/wire"
)

// A Message is a message with what the server knows about it besides what the
// bot is shown.
type Message struct {
	wire.Message
	Author    int64 // the account that wrote it
	Kind      string
	Silent    bool
	Deleted   bool
	Reactions []Reaction
	ReplyTo   int
	// Implied is a reply that nobody made: every message of a topic replies to
	// the topic's first message, and a bot must not take it for an answer.
	Implied bool
	// Service is the text of a service message, empty for an ordinary message.
	Service string
	// ReplyKeyboard is a markup other than an inline keyboard. A message with
	// one cannot be edited.
	ReplyKeyboard json.RawMessage
}

// A Reaction is one emoji that one account put on a message.
type Reaction struct {
	By    int64
	Emoji string
}

// Body returns the text or the caption, with its entities.
func (m *Message) Body() (string, []wire.Entity) {
	if m.Kind == "text" {
		return m.Text, m.Entities
	}
	return m.Caption, m.CaptionEntities
}

// SetBody changes the text or the caption.
func (m *Message) SetBody(text string, es []wire.Entity) {
	if m.Kind == "text" {
		m.Text, m.Entities = text, es
		return
	}
	m.Caption, m.CaptionEntities = text, es
}

// File returns the file that the message carries, nil if none.
func (m *Message) File() *wire.File {
	switch {
	case len(m.Photo) > 0:
		return &m.Photo[len(m.Photo)-1]
	case m.Animation != nil:
		return m.Animation
	case m.Document != nil:
		return m.Document
	case m.Voice != nil:
		return m.Voice
	case m.Video != nil:
		return m.Video
	case m.VideoNote != nil:
		return m.VideoNote
	case m.Sticker != nil:
		return m.Sticker
	default:
		return m.Audio
	}
}

// SetFile makes the message carry a file as the kind says.
func (m *Message) SetFile(kind string, f wire.File) {
	m.Kind = kind
	switch kind {
	case "photo":
		small := f
		small.FileID, small.FileUniqueID = f.FileID+"s", f.FileUniqueID+"s"
		small.Width, small.Height = 90, 90*f.Height/max(1, f.Width)
		m.Photo = []wire.File{small, f}
	case "voice":
		m.Voice = &f
	case "video":
		m.Video = &f
	case "audio":
		m.Audio = &f
	case "video_note":
		m.VideoNote = &f
	case "sticker":
		m.Sticker = &f
	case "animation":
		m.Animation, m.Document = &f, &f // for older bots it is a document, too
	default:
		m.Document = &f
	}
}

// Shown returns the message as the bot gets it now, with the message that it
// replies to one level deep.
func (w *World) Shown(c *Chat, m *Message) *wire.Message {
	shown := m.Message
	shown.Chat = c.Chat
	if m.ReplyTo != 0 {
		if r := c.Find(m.ReplyTo); r != nil {
			inner := r.Message
			inner.Chat = c.Chat
			shown.ReplyToMessage = &inner
		}
	}
	return &shown
}

// append puts a message at the end of a chat. In a supergroup without topics,
// the root of a reply chain becomes the thread, as on Telegram.
func (w *World) append(c *Chat, m *Message) *Message {
	m.MessageID = w.nextMessage(c)
	m.Date = w.now().Unix()
	m.Chat = c.Chat
	if r := c.Find(m.ReplyTo); r != nil && c.Type == "supergroup" && !c.IsForum {
		m.MessageThreadID = r.MessageThreadID
		if m.MessageThreadID == 0 {
			m.MessageThreadID = r.MessageID
		}
	}
	if c.IsForum && m.ReplyTo == 0 && m.MessageThreadID != 0 && m.MessageThreadID != m.MessageID {
		m.ReplyTo, m.Implied = m.MessageThreadID, true
	}
	m.IsTopicMessage = c.IsForum && m.MessageThreadID != 0
	c.messages = append(c.messages, m)
	return m
}

// At returns when a message was written.
func (m *Message) At() time.Time { return time.Unix(m.Date, 0) }

// react makes emojis the reactions of an account and returns the former ones.
func (m *Message) react(by int64, emojis []string) (old []string) {
	m.Reactions = slices.DeleteFunc(m.Reactions, func(r Reaction) bool {
		if r.By != by {
			return false
		}
		old = append(old, r.Emoji)
		return true
	})
	for _, e := range emojis {
		m.Reactions = append(m.Reactions, Reaction{by, e})
	}
	return old
}
