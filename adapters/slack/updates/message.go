package updates

import (
	"encoding/json"
	"strings"

	"vakhta/desk"
)

// A message is what is decoded of a message event. A change or a deletion is a
// message, too, with the one it is about inside.
type message struct {
	Subtype  string   `json:"subtype"`
	Channel  string   `json:"channel"`
	User     string   `json:"user"`
	Bot      string   `json:"bot_id"`
	Text     string   `json:"text"`
	TS       string   `json:"ts"`
	Thread   string   `json:"thread_ts"`
	Parent   string   `json:"parent_user_id"`
	Blocks   []rich   `json:"blocks"`
	Files    []file   `json:"files"`
	Attached []shared `json:"attachments"`
	Edited   *edition `json:"edited"`
	Message  *message `json:"message"`
	Previous *message `json:"previous_message"`
	Deleted  string   `json:"deleted_ts"`
}

// A shared is another message that somebody shared, or a preview of a link.
type shared struct {
	Share  bool   `json:"is_share"`
	Author string `json:"author_name"`
	Text   string `json:"text"`
	Files  []file `json:"files"`
}

// quoted returns the message that somebody shared.
func (r Decoder) quoted(m *message) desk.Excerpt {
	for _, s := range m.Attached {
		if s.Share {
			return desk.Excerpt{Author: s.Author, Text: strings.TrimSpace(Plain(s.Text, r.Name)), Files: r.files(s.Files)}
		}
	}
	return desk.Excerpt{}
}

type edition struct {
	TS string `json:"ts"`
}

// thread returns the ts of the thread that a message replies in. A thread's
// root has its own ts once there are replies.
func (m *message) thread() string {
	if m.Thread == m.TS {
		return ""
	}
	return m.Thread
}

// ofPeople reports whether a person wrote the message for others to read; the
// client also writes messages about a channel.
func (r Decoder) ofPeople(m *message) bool {
	if m.Bot != "" || m.User == "" || m.User == r.User || m.User == "USLACKBOT" {
		return false
	}
	switch m.Subtype {
	case "", "file_share", "thread_broadcast", "me_message":
		return true
	default:
		return false
	}
}

func (r Decoder) message(raw []byte) (Update, error) {
	var m message
	if err := json.Unmarshal(raw, &m); err != nil {
		return Update{Kind: "message"}, err
	}
	switch m.Subtype {
	case "message_changed":
		return r.changed(&m), nil
	case "message_deleted":
		return r.deleted(&m), nil
	default:
		return r.said(&m), nil
	}
}

// History decodes a message of a channel's history, which does not contain its
// channel.
func (r Decoder) History(channel string, raw []byte) (Update, error) {
	var m message
	if err := json.Unmarshal(raw, &m); err != nil {
		return Update{Kind: "message", Lane: channel}, err
	}
	m.Channel = channel
	return r.said(&m), nil
}

func (r Decoder) said(m *message) Update {
	u := Update{Kind: "message", Lane: m.Channel, TS: m.TS}
	if !r.ofPeople(m) || m.Channel == "" || m.TS == "" {
		return u
	}
	files := r.files(m.Files)
	w := r.words(spelt(m.Text, m.Blocks))
	quoted := r.quoted(m)
	if w.text == "" && len(files) == 0 && quoted.IsZero() {
		return u
	}
	said := desk.Said{
		Message: ref(m.Channel, m.thread(), m.TS), Text: w.text, Files: files, Called: w.called, Mentions: w.people,
		ToBot:  w.mentioned || m.Parent != "" && m.Parent == r.User || strings.HasPrefix(m.Channel, "D"),
		Quoted: quoted,
	}
	if root := m.thread(); root != "" {
		said.ReplyTo = ref(m.Channel, "", root)
		if m.Parent != "" {
			said.ReplyToID = desk.Account{Platform: desk.Slack, ID: m.Parent}
		}
	}
	u.Event = &desk.Event{
		ID: messageID(m.Channel, m.TS), At: at(m.TS), From: person(m.User), In: place(m.Channel, m.thread()), Body: said,
	}
	return u
}

func messageID(channel, ts string) desk.EventID { return name(channel + "/" + ts) }

// changed reports a changed text. To Slack, link previews, the bot's own
// updates and the like are changes, too. A deleted message with replies changes
// into a tombstone.
func (r Decoder) changed(m *message) Update {
	u := Update{Kind: "message_changed", Lane: m.Channel}
	now, before := m.Message, m.Previous
	if now == nil || m.Channel == "" {
		return u
	}
	if now.Subtype == "tombstone" {
		return r.gone(u, m.Channel, now.TS, before)
	}
	if now.Edited == nil || !r.ofPeople(now) || before != nil && before.Text == now.Text {
		return u
	}
	text := r.words(spelt(now.Text, now.Blocks)).text
	u.Event = &desk.Event{
		ID: messageID(m.Channel, now.TS) + "/edited/" + desk.EventID(now.Edited.TS), At: at(now.Edited.TS),
		From: person(now.User), In: place(m.Channel, now.thread()),
		Body: desk.Edited{Message: ref(m.Channel, now.thread(), now.TS), Text: text},
	}
	return u
}

func (r Decoder) deleted(m *message) Update {
	return r.gone(Update{Kind: "message_deleted", Lane: m.Channel}, m.Channel, m.Deleted, m.Previous)
}

// gone reports that a person's message was deleted.
func (r Decoder) gone(u Update, channel, ts string, before *message) Update {
	if before == nil || !r.ofPeople(before) || ts == "" {
		return u
	}
	u.Event = &desk.Event{
		ID: messageID(channel, ts) + "/deleted", From: person(before.User), In: place(channel, before.thread()),
		Body: desk.Deleted{Message: ref(channel, before.thread(), ts)},
	}
	return u
}

// words are a text as people read it.
type words struct {
	text      string         // without the bot's own name in front
	called    bool           // the bot's name was in front
	mentioned bool           // the bot is mentioned anywhere
	people    []desk.Mention // others who are mentioned
}

func (r Decoder) words(escaped string) (w words) {
	trimmed := strings.TrimSpace(escaped)
	if c, rest, ok := control(trimmed); ok {
		rest = strings.TrimLeft(rest, " ,.:;!\n—–-")
		if user, is := userOf(c); is && user == r.User && rest != "" {
			trimmed, w.called = rest, true
		}
	}
	w.mentioned = w.called
	for _, c := range Controls(trimmed) {
		switch user, is := userOf(c); {
		case is && user == r.User:
			w.mentioned = true
		case is:
			w.people = append(w.people, desk.Mention{
				Account: desk.Account{Platform: desk.Slack, ID: user}, Name: strings.TrimPrefix(spoken(c, r.Name), "@"),
			})
		}
	}
	w.text = strings.TrimSpace(Plain(trimmed, r.Name))
	return w
}

// userOf returns the user of a control sequence.
func userOf(c string) (user string, ok bool) {
	id, _, _ := strings.Cut(c, "|")
	user, ok = strings.CutPrefix(id, "@")
	return user, ok && user != ""
}
