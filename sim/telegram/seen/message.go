// Package seen is what people see of the simulated Telegram: messages with
// their formatting, keyboards and reactions, and chats with their members, as a
// snapshot of the world, for a test to look at or for JSON.
package seen

import (
	"encoding/json"
	"time"

	"vakhta/sim/telegram/markup"
	"vakhta/sim/telegram/wire"
	"vakhta/sim/telegram/world"
)

// A Message is a snapshot of a message as a person saw it. It does not change
// afterwards. Buttons pressed on an old Message are pressed late.
type Message struct {
	ID       int           `json:"id"`
	Chat     int64         `json:"chat"`
	Thread   int           `json:"thread,omitempty"` // the forum topic, or a supergroup's reply chain
	From     int64         `json:"from"`
	Name     string        `json:"name"`
	Bot      bool          `json:"bot"` // the bot under test wrote it
	At       time.Time     `json:"at"`
	Kind     string        `json:"kind"` // "text", "service", or what it carries: "photo", "document", …
	Text     string        `json:"text"` // or the caption, or a service message's text; without markup
	HTML     string        `json:"html"` // the same with its formatting, safe to put on a page
	Entities []wire.Entity `json:"entities,omitempty"`
	Keyboard [][]Button    `json:"keyboard,omitempty"`
	// ReplyKeyboard is any other markup, as the bot sent it.
	ReplyKeyboard string     `json:"reply_keyboard,omitempty"`
	ReplyTo       int        `json:"reply_to,omitempty"` // by somebody's choice, not implied by a topic
	Quote         string     `json:"quote,omitempty"`
	Album         string     `json:"album,omitempty"`
	File          *File      `json:"file,omitempty"`
	Reactions     []Reaction `json:"reactions,omitempty"`
	Edited        bool       `json:"edited"`
	Forwarded     bool       `json:"forwarded"`
	Pinned        bool       `json:"pinned"`
	Silent        bool       `json:"silent"`
	Protected     bool       `json:"protected"`
	NoPreview     bool       `json:"no_preview"`
}

// A Button is one inline button. One of Data, URL and Copy is set.
type Button struct {
	Text  string `json:"text"`
	Data  string `json:"data,omitempty"`
	URL   string `json:"url,omitempty"`
	Copy  string `json:"copy,omitempty"`
	Style string `json:"style,omitempty"`
}

// A Reaction is one emoji by one account.
type Reaction struct {
	By    int64  `json:"by"`
	Emoji string `json:"emoji"`
}

// A File is a message's file. The server has its bytes, by its id.
type File struct {
	ID     string `json:"id"`
	Name   string `json:"name,omitempty"`
	MIME   string `json:"mime,omitempty"`
	Size   int    `json:"size"`
	Width  int    `json:"width,omitempty"`
	Height int    `json:"height,omitempty"`
}

// Labels returns the texts of all buttons, row by row.
func (m Message) Labels() []string {
	var all []string
	for _, row := range m.Keyboard {
		for _, b := range row {
			all = append(all, b.Text)
		}
	}
	return all
}

// Button returns the button with a label or, if there is none, with some
// callback data.
func (m Message) Button(labelOrData string) (Button, bool) {
	for _, same := range []func(Button) bool{
		func(b Button) bool { return b.Text == labelOrData },
		func(b Button) bool { return b.Data == labelOrData },
	} {
		for _, row := range m.Keyboard {
			for _, b := range row {
				if same(b) {
					return b, true
				}
			}
		}
	}
	return Button{}, false
}

// Of returns a message as people see it.
func Of(w *world.World, c *world.Chat, m *world.Message) Message {
	text, es := m.Body()
	if m.Service != "" {
		text = m.Service
	}
	v := Message{
		ID: m.MessageID, Chat: c.ID, Thread: m.MessageThreadID, From: m.From.ID, Name: name(m),
		Bot: m.Author == w.Bot.ID, At: m.At(), Kind: m.Kind, Text: text, HTML: markup.HTML(text, es),
		Entities: es, ReplyKeyboard: string(m.ReplyKeyboard), Album: m.MediaGroupID, Edited: m.EditDate != 0,
		Forwarded: m.ForwardOrigin != nil, Silent: m.Silent, Protected: m.Protected,
		NoPreview: noPreview(m.LinkPreview),
	}
	if !m.Implied {
		v.ReplyTo = m.ReplyTo
	}
	if m.Quote != nil {
		v.Quote = m.Quote.Text
	}
	if f := m.File(); f != nil {
		v.File = &File{ID: f.FileID, Name: f.FileName, MIME: f.MimeType, Size: f.FileSize, Width: f.Width, Height: f.Height}
	}
	for _, r := range m.Reactions {
		v.Reactions = append(v.Reactions, Reaction(r))
	}
	for _, id := range c.Pinned {
		v.Pinned = v.Pinned || id == m.MessageID
	}
	v.Keyboard = buttons(m.ReplyMarkup)
	return v
}

// name returns the author's name, or the chat's for an anonymous administrator.
func name(m *world.Message) string {
	if m.SenderChat != nil {
		return m.SenderChat.Title
	}
	return fullName(*m.From)
}

// fullName returns the name above a message.
func fullName(u wire.User) string {
	if u.LastName == "" {
		return u.FirstName
	}
	return u.FirstName + " " + u.LastName
}

// buttons returns the keyboard's rows as they are shown.
func buttons(k *wire.InlineKeyboard) [][]Button {
	if k == nil {
		return nil
	}
	var rows [][]Button
	for _, row := range k.Rows {
		var shown []Button
		for _, b := range row {
			v := Button{Text: b.Text, Data: b.CallbackData, URL: b.URL, Style: b.Style}
			if b.CopyText != nil {
				v.Copy = b.CopyText.Text
			}
			shown = append(shown, v)
		}
		rows = append(rows, shown)
	}
	return rows
}

// noPreview reports whether the bot asked for no preview of links.
func noPreview(raw []byte) bool {
	var o struct {
		Disabled bool `json:"is_disabled"`
	}
	return len(raw) > 0 && json.Unmarshal(raw, &o) == nil && o.Disabled
}
