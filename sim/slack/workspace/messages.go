package workspace

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"vakhta/sim/slack/ledger"
	"vakhta/sim/slack/mrkdwn"
)

// Message is a message in a channel. Text is in Slack's escaped form.
type Message struct {
	Channel, TS, ThreadTS string
	User, BotID, Username string
	Subtype, Text         string
	Blocks, Attachments   json.RawMessage
	Metadata              json.RawMessage
	Files                 []File
	Reactions             []Reaction
	// EditedBy and EditedTS are set once the author has changed the text.
	EditedBy, EditedTS string
	// Broadcast marks a thread reply that was also sent to the channel.
	Broadcast bool
	// Deleted marks a tombstone: a deleted parent whose thread stays.
	Deleted bool
	Replies []string
	At      time.Time
}

// Reaction is an emoji on a message and who put it there, in order.
type Reaction struct {
	Name  string
	Users []string
}

// InThread reports whether the message is a reply in a thread.
func (m Message) InThread() bool { return m.ThreadTS != "" && m.ThreadTS != m.TS }

// Post puts a message into a channel. The draft has author, text and the rest;
// the ts is assigned here. The app gets an event if the bot is a member.
func (w *Workspace) Post(draft Message) (Message, error) {
	defer w.Change()()
	c := w.channel(draft.Channel)
	switch {
	case c == nil:
		return Message{}, ledger.RefusedError("channel_not_found")
	case c.Archived:
		return Message{}, ledger.RefusedError("is_archived")
	}
	if draft.ThreadTS != "" {
		parent := c.message(draft.ThreadTS)
		if parent == nil {
			return Message{}, ledger.RefusedError("thread_not_found")
		}
		draft.ThreadTS = parent.root()
	}
	return w.post(c, draft), nil
}

func (w *Workspace) post(c *Channel, m Message) Message {
	m.TS, m.At = w.NextTS(), w.Now()
	c.messages = append(c.messages, &m)
	if m.InThread() {
		parent := c.message(m.ThreadTS)
		parent.ThreadTS = parent.TS
		parent.Replies = append(parent.Replies, m.TS)
	}
	w.tellMessage(c, w.wireMessage(&m))
	if c.Kind != Direct && m.User != w.App.BotUserID && slices.Contains(mrkdwn.Mentions(m.Text), "@"+w.App.BotUserID) {
		mention := w.wireMessage(&m)
		delete(mention, "subtype")
		mention["channel"] = c.ID
		w.tell(c, "app_mention", mention)
	}
	return m.copy()
}

// Edit changes a message. The app gets message_changed, also for its own
// chat.update; only a changed text is marked as edited.
func (w *Workspace) Edit(channelID, ts, by string, change func(*Message)) (Message, error) {
	defer w.Change()()
	c, m, err := w.find(channelID, ts)
	if err != nil {
		return Message{}, err
	}
	before := w.wireMessage(m)
	text := m.Text
	change(m)
	editTS := w.NextTS()
	if m.Text != text && by != "" {
		m.EditedBy, m.EditedTS = by, editTS
	}
	w.tellChange(c, editTS, w.wireMessage(m), before)
	return m.copy(), nil
}

// Delete removes a message. A parent with replies becomes a tombstone, which
// Slack reports as a change, not as a deletion.
func (w *Workspace) Delete(channelID, ts string) error {
	defer w.Change()()
	c, m, err := w.find(channelID, ts)
	if err != nil {
		return err
	}
	before := w.wireMessage(m)
	if len(m.Replies) > 0 {
		*m = Message{
			Channel: m.Channel, TS: m.TS, ThreadTS: m.ThreadTS, Replies: m.Replies, At: m.At,
			User: "USLACKBOT", Subtype: "tombstone", Text: "This message was deleted.", Deleted: true,
		}
		w.tellChange(c, w.NextTS(), w.wireMessage(m), before)
		return nil
	}
	c.messages = slices.DeleteFunc(c.messages, func(other *Message) bool { return other.TS == ts })
	if m.InThread() {
		if parent := c.message(m.ThreadTS); parent != nil {
			parent.Replies = slices.DeleteFunc(parent.Replies, func(reply string) bool { return reply == ts })
		}
	}
	w.tellMessage(c, map[string]any{
		"type": "message", "subtype": "message_deleted", "hidden": true, "ts": w.NextTS(),
		"deleted_ts": ts, "previous_message": before,
	})
	return nil
}

// React adds or removes a user's reaction on a message.
func (w *Workspace) React(channelID, ts, userID, name string, on bool) error {
	defer w.Change()()
	c, m, err := w.find(channelID, ts)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(m.Reactions, func(r Reaction) bool { return r.Name == name })
	has := at >= 0 && slices.Contains(m.Reactions[at].Users, userID)
	event := "reaction_added"
	switch {
	case on && has:
		return ledger.RefusedError("already_reacted")
	case !on && !has:
		return ledger.RefusedError("no_reaction")
	case on && at < 0:
		m.Reactions = append(m.Reactions, Reaction{Name: name, Users: []string{userID}})
	case on:
		m.Reactions[at].Users = append(m.Reactions[at].Users, userID)
	default:
		event = "reaction_removed"
		m.Reactions[at].Users = slices.DeleteFunc(m.Reactions[at].Users, func(u string) bool { return u == userID })
		m.Reactions = slices.DeleteFunc(m.Reactions, func(r Reaction) bool { return len(r.Users) == 0 })
	}
	item := map[string]any{"type": "message", "channel": c.ID, "ts": m.TS}
	w.tell(c, event, map[string]any{"user": userID, "reaction": name, "item_user": m.User, "item": item})
	return nil
}

// Message returns one message.
func (w *Workspace) Message(channelID, ts string) (Message, error) {
	defer w.Look()()
	_, m, err := w.find(channelID, ts)
	if err != nil {
		return Message{}, err
	}
	return m.copy(), nil
}

// Messages returns all messages of a channel in order, including thread
// replies.
func (w *Workspace) Messages(channelID string) []Message {
	defer w.Look()()
	var out []Message
	if c := w.channel(channelID); c != nil {
		for _, m := range c.messages {
			out = append(out, m.copy())
		}
	}
	return out
}

func (w *Workspace) find(channelID, ts string) (*Channel, *Message, error) {
	c := w.channel(channelID)
	if c == nil {
		return nil, nil, ledger.RefusedError("channel_not_found")
	}
	m := c.message(ts)
	if m == nil {
		return nil, nil, ledger.RefusedError("message_not_found")
	}
	return c, m, nil
}

// tellChange emits message_changed. The outer ts is the event's own; the
// message's is inside.
func (w *Workspace) tellChange(c *Channel, ts string, now, before map[string]any) {
	w.tellMessage(c, map[string]any{
		"type": "message", "subtype": "message_changed", "hidden": true, "ts": ts,
		"message": now, "previous_message": before,
	})
}

// tellMessage emits a message event of any subtype for the channel's kind.
func (w *Workspace) tellMessage(c *Channel, inner map[string]any) {
	if !c.Has(w.App.BotUserID) {
		return
	}
	inner["channel"], inner["channel_type"], inner["event_ts"] = c.ID, c.Kind, inner["ts"]
	w.emit(c.subscription(), c.Shared, inner)
}

func (c Channel) message(ts string) *Message {
	at, ok := slices.BinarySearchFunc(c.messages, ts, func(m *Message, ts string) int { return strings.Compare(m.TS, ts) })
	if !ok {
		return nil
	}
	return c.messages[at]
}

// root returns the ts of the thread that the message is in or would start.
func (m Message) root() string {
	if m.ThreadTS != "" {
		return m.ThreadTS
	}
	return m.TS
}

func (m Message) copy() Message {
	out := m
	out.Files = slices.Clone(m.Files)
	out.Replies = slices.Clone(m.Replies)
	out.Reactions = nil
	for _, r := range m.Reactions {
		out.Reactions = append(out.Reactions, Reaction{Name: r.Name, Users: slices.Clone(r.Users)})
	}
	return out
}
