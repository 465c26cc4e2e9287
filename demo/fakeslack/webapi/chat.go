package webapi

import (
	"encoding/json"
	"fmt"
	"strings"

	"vakhta/demo/fakeslack/blockkit"
	"vakhta/demo/fakeslack/ledger"
	"vakhta/demo/fakeslack/screens"
	"vakhta/demo/fakeslack/workspace"
)

// Measured on the real service: up to splitAbove characters stay one message,
// a longer text comes out as several of splitInto, and everything past
// cutAbove is lost.
const (
	splitAbove = 4040
	splitInto  = 4000
	cutAbove   = 40_000
	editLimit  = 4000
)

// postMessage says something in a channel, or in private where the channel is
// a user's id.
func postMessage(c *call) (reply, error) {
	channel, err := c.destination(c.args["channel"])
	if err != nil {
		return nil, err
	}
	draft, err := c.draft(channel)
	if err != nil {
		return nil, err
	}
	texts := split(draft.Text)
	var first workspace.Message
	for i, text := range texts {
		part := draft
		part.Text = text
		if i < len(texts)-1 {
			part.Blocks, part.Attachments, part.Metadata = nil, nil, nil
		}
		said, err := c.Workspace.Post(part)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			first = said
		}
	}
	return reply{"channel": first.Channel, "ts": first.TS, "message": c.Workspace.WireMessage(first, false)}, nil
}

// destination finds the channel a message goes to. Without being a member a
// bot may post only to public channels, and only with the scope for it.
func (c *call) destination(id string) (workspace.Channel, error) {
	if id == "" {
		return workspace.Channel{}, ledger.Refusal("channel_not_found")
	}
	if strings.HasPrefix(id, "U") || strings.HasPrefix(id, "W") {
		channel, err := c.Workspace.OpenIM(id)
		if err != nil {
			return channel, ledger.Refusal("channel_not_found")
		}
		return channel, nil
	}
	channel, err := c.joined(id)
	if err == ledger.Refusal("not_in_channel") && c.Scopes != nil && c.has("chat:write.public") {
		err = nil
	}
	if err == nil && channel.Archived {
		err = ledger.Refusal("is_archived")
	}
	return channel, err
}

// draft reads and checks the message of a call.
func (c *call) draft(channel workspace.Channel) (workspace.Message, error) {
	m := workspace.Message{
		Channel: channel.ID, Text: c.args["text"], ThreadTS: c.args["thread_ts"],
		Blocks: c.args.json("blocks"), Attachments: c.args.json("attachments"), Metadata: c.args.json("metadata"),
		User: c.Workspace.App.BotUserID, BotID: c.Workspace.App.BotID,
	}
	if err := c.content(&m); err != nil {
		return m, err
	}
	if m.ThreadTS != "" {
		parent, err := c.Workspace.Message(channel.ID, m.ThreadTS)
		if err != nil {
			return m, ledger.Refusal("thread_not_found")
		}
		if parent.InThread() {
			c.Violate("%s: thread_ts %s is a reply, not the parent of a thread", c.method, m.ThreadTS)
		}
		if m.Broadcast = c.args.flag("reply_broadcast"); m.Broadcast {
			m.Subtype = "thread_broadcast"
		}
	}
	if name := c.args["username"]; name != "" {
		if !c.has("chat:write.customize") {
			return m, problem{code: "missing_scope", needed: "chat:write.customize", provided: strings.Join(c.Scopes, ",")}
		}
		// A post under another name comes back as a bot_message without a user.
		m.Username, m.User, m.Subtype = name, "", "bot_message"
	}
	return m, nil
}

// content checks what a message consists of and listens for mentions.
func (c *call) content(m *workspace.Message) error {
	if isNone(m.Blocks) {
		m.Blocks = nil
	}
	if isNone(m.Attachments) {
		m.Attachments = nil
	}
	if m.Blocks != nil {
		if found := blockkit.Message(m.Blocks); len(found) > 0 {
			return problem{code: "invalid_blocks", messages: blockkit.Sentences(found)}
		}
		m.Blocks = blockkit.Name(m.Blocks)
	}
	if strings.TrimSpace(m.Text) == "" && m.Blocks == nil && m.Attachments == nil {
		return ledger.Refusal("no_text")
	}
	if m.Metadata != nil {
		var stamp struct {
			EventType    string          `json:"event_type"`
			EventPayload json.RawMessage `json:"event_payload"`
		}
		if json.Unmarshal(m.Metadata, &stamp) != nil || stamp.EventType == "" || len(stamp.EventPayload) == 0 {
			return ledger.Refusal("invalid_metadata_format")
		}
	}
	if c.args.flag("link_names") || c.args["parse"] == "full" {
		c.Violate("%s: link_names or parse=full would make names live", c.method)
	}
	if m.Blocks != nil && strings.TrimSpace(m.Text) == "" {
		c.Violate("%s: blocks without a text to fall back on", c.method)
	}
	c.Audit(c.method+" "+m.Channel, m.Text, m.Blocks, m.Attachments)
	return nil
}

// split cuts a text the way Slack does.
func split(text string) []string {
	letters := []rune(text)
	if len(letters) > cutAbove {
		letters = letters[:cutAbove]
	}
	if len(letters) <= splitAbove {
		return []string{string(letters)}
	}
	var parts []string
	for len(letters) > 0 {
		n := min(splitInto, len(letters))
		parts = append(parts, string(letters[:n]))
		letters = letters[n:]
	}
	return parts
}

// update changes one of the bot's own messages. A text without blocks takes
// the old blocks away.
func update(c *call) (reply, error) {
	channel, old, err := c.own("cant_update_message")
	if err != nil {
		return nil, err
	}
	next := workspace.Message{Channel: channel.ID, Text: c.args["text"], Blocks: c.args.json("blocks"), Attachments: c.args.json("attachments"), Metadata: c.args.json("metadata")}
	if len([]rune(next.Text)) > editLimit {
		return nil, ledger.Refusal("msg_too_long")
	}
	if err := c.content(&next); err != nil {
		return nil, err
	}
	said, err := c.Workspace.Edit(channel.ID, old.TS, c.Workspace.App.BotUserID, func(m *workspace.Message) {
		m.Text, m.Blocks, m.Attachments = next.Text, next.Blocks, next.Attachments
		if next.Metadata != nil {
			m.Metadata = next.Metadata
		}
	})
	if err != nil {
		return nil, err
	}
	return reply{"channel": said.Channel, "ts": said.TS, "text": said.Text, "message": c.Workspace.WireMessage(said, false)}, nil
}

// deleteMessage removes one of the bot's own messages.
func deleteMessage(c *call) (reply, error) {
	channel, old, err := c.own("cant_delete_message")
	if err != nil {
		return nil, err
	}
	if err := c.Workspace.Delete(channel.ID, old.TS); err != nil {
		return nil, err
	}
	return reply{"channel": channel.ID, "ts": old.TS}, nil
}

// own finds the message a call names and refuses one that is not the bot's.
func (c *call) own(refusal ledger.Refusal) (workspace.Channel, workspace.Message, error) {
	channel, err := c.visible(c.args["channel"])
	if err != nil {
		return channel, workspace.Message{}, err
	}
	old, err := c.Workspace.Message(channel.ID, c.args["ts"])
	switch {
	case err != nil:
		return channel, old, err
	case old.Deleted:
		return channel, old, ledger.Refusal("message_not_found")
	case old.BotID != c.Workspace.App.BotID:
		return channel, old, refusal
	case channel.Archived:
		return channel, old, ledger.Refusal("is_archived")
	}
	return channel, old, nil
}

// postEphemeral shows something to one member of a channel. What it answers
// is no ts that another method would take.
func postEphemeral(c *call) (reply, error) {
	channel, err := c.joined(c.args["channel"])
	switch {
	case err != nil:
		return nil, err
	case channel.Archived:
		return nil, ledger.Refusal("is_archived")
	case !channel.Has(c.args["user"]):
		return nil, ledger.Refusal("user_not_in_channel")
	}
	m, err := c.draft(channel)
	if err != nil {
		return nil, err
	}
	if len([]rune(m.Text)) > cutAbove {
		return nil, ledger.Refusal("msg_too_long")
	}
	shown := c.Screens.Whisper(screens.Ephemeral{Channel: channel.ID, User: c.args["user"], Text: m.Text, Blocks: m.Blocks, ThreadTS: m.ThreadTS})
	return reply{"message_ts": shown.ID}, nil
}

// permalink answers the address of a message on the web.
func permalink(c *call) (reply, error) {
	channel, err := c.visible(c.args["channel"])
	if err != nil {
		return nil, err
	}
	m, err := c.Workspace.Message(channel.ID, c.args["message_ts"])
	if err != nil {
		return nil, err
	}
	link := fmt.Sprintf("https://%s.slack.com/archives/%s/p%s", c.Workspace.App.TeamDomain, channel.ID, strings.ReplaceAll(m.TS, ".", ""))
	if m.InThread() {
		link += "?thread_ts=" + m.ThreadTS + "&cid=" + channel.ID
	}
	return reply{"channel": channel.ID, "permalink": link}, nil
}

// isNone reports whether a JSON array says nothing.
func isNone(raw json.RawMessage) bool {
	switch strings.TrimSpace(string(raw)) {
	case "", "[]", "null":
		return true
	}
	return false
}
